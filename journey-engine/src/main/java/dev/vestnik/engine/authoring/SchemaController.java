package dev.vestnik.engine.authoring;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.tags.Tag;
import org.springframework.core.io.ClassPathResource;
import org.springframework.core.io.Resource;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;

/** What editors need to help with a journey. */
@RestController
@Tag(name = "journeys")
final class SchemaController {
    private static final MediaType JSON_SCHEMA = MediaType.parseMediaType("application/schema+json");

    @Operation(summary = "The JSON Schema of journey documents")
    @GetMapping("/api/schema/journey.json")
    ResponseEntity<Resource> journey() {
        return ResponseEntity.ok().contentType(JSON_SCHEMA).body(new ClassPathResource("/journey-schema.json"));
    }
}
