package dev.vestnik.engine.authoring;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.vestnik.rules.campaign.CampaignSchema;
import dev.vestnik.rules.decide.StepRegistry;
import dev.vestnik.rules.journey.JourneySchema;
import dev.vestnik.rules.offer.OfferSchema;
import dev.vestnik.rules.settings.SettingsSchema;
import dev.vestnik.rules.template.TemplateSchema;
import dev.vestnik.rules.testrun.TestSchema;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.tags.Tag;
import org.springframework.core.io.ByteArrayResource;
import org.springframework.core.io.Resource;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;

/** Gives editors the JSON Schemas that they need to help with a document. */
@RestController
@Tag(name = "schemas")
final class SchemaController {
    private static final MediaType JSON_SCHEMA = MediaType.parseMediaType("application/schema+json");

    private final Resource journey =
            new ByteArrayResource(JourneySchema.of(StepRegistry.KINDS).getBytes(UTF_8));
    private final Resource template =
            new ByteArrayResource(TemplateSchema.text().getBytes(UTF_8));
    private final Resource settings =
            new ByteArrayResource(SettingsSchema.text().getBytes(UTF_8));
    private final Resource journeyTest =
            new ByteArrayResource(TestSchema.ofTests().getBytes(UTF_8));
    private final Resource testRun = new ByteArrayResource(TestSchema.ofRuns().getBytes(UTF_8));
    private final Resource segment =
            new ByteArrayResource(CampaignSchema.ofSegments().getBytes(UTF_8));
    private final Resource campaign =
            new ByteArrayResource(CampaignSchema.text().getBytes(UTF_8));
    private final Resource offer = new ByteArrayResource(OfferSchema.text().getBytes(UTF_8));

    @Operation(summary = "The JSON Schema of journey documents")
    @GetMapping("/api/schema/journey.json")
    ResponseEntity<Resource> journey() {
        return answer(journey);
    }

    @Operation(summary = "The JSON Schema of template documents")
    @GetMapping("/api/schema/template.json")
    ResponseEntity<Resource> template() {
        return answer(template);
    }

    @Operation(summary = "The JSON Schema of the shop's settings")
    @GetMapping("/api/schema/settings.json")
    ResponseEntity<Resource> settings() {
        return answer(settings);
    }

    @Operation(summary = "The JSON Schema of tests of journeys")
    @GetMapping("/api/schema/journey-test.json")
    ResponseEntity<Resource> journeyTest() {
        return answer(journeyTest);
    }

    @Operation(summary = "The JSON Schema of test runs")
    @GetMapping("/api/schema/test-run.json")
    ResponseEntity<Resource> testRun() {
        return answer(testRun);
    }

    @Operation(summary = "The JSON Schema of offers")
    @GetMapping("/api/schema/offer.json")
    ResponseEntity<Resource> offer() {
        return answer(offer);
    }

    @Operation(summary = "The JSON Schema of segments")
    @GetMapping("/api/schema/segment.json")
    ResponseEntity<Resource> segment() {
        return answer(segment);
    }

    @Operation(summary = "The JSON Schema of campaigns")
    @GetMapping("/api/schema/campaign.json")
    ResponseEntity<Resource> campaign() {
        return answer(campaign);
    }

    private static ResponseEntity<Resource> answer(Resource schema) {
        return ResponseEntity.ok().contentType(JSON_SCHEMA).body(schema);
    }
}
