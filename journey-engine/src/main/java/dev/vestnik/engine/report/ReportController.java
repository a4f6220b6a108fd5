package dev.vestnik.engine.report;

import dev.vestnik.engine.definitions.DefinitionsLog;
import dev.vestnik.engine.peers.PeerForwarding;
import dev.vestnik.engine.problem.ProblemException;
import dev.vestnik.engine.report.ReportSums.Question;
import dev.vestnik.engine.report.ReportSums.Whole;
import dev.vestnik.rules.campaign.Campaign;
import dev.vestnik.rules.definition.DefinitionKey;
import dev.vestnik.rules.definition.Published;
import dev.vestnik.rules.document.DocumentId;
import dev.vestnik.rules.document.Fault;
import dev.vestnik.rules.journey.JourneyId;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.media.Content;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.nio.charset.StandardCharsets;
import java.time.InstantSource;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.http.server.reactive.ServerHttpRequest;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** Reports of one shop's customers, as JSON or, to who asks for it, as CSV. */
@RestController
@Tag(name = "reports")
final class ReportController {
    private static final MediaType CSV = new MediaType("text", "csv");
    private static final String CSV_NAME = "text/csv";
    private static final String JSON = MediaType.APPLICATION_JSON_VALUE;

    private final ReportSums reports;
    private final DefinitionsLog definitions;
    private final InstantSource clock;

    ReportController(ReportSums reports, DefinitionsLog definitions, InstantSource clock) {
        this.reports = reports;
        this.definitions = definitions;
        this.clock = clock;
    }

    @Operation(
            summary = "What a journey did and brought: by version, step, channel, day, and against its control group",
            description =
                    "`from` and `to` are days of UTC, the last one included; absent: the last 30 days. Partitions that cannot be read now are named in `missing`.")
    @ApiResponse(
            responseCode = "200",
            description = "the report; some seconds old",
            content = {
                @Content(mediaType = JSON, schema = @Schema(implementation = JourneyReport.class)),
                @Content(mediaType = CSV_NAME, schema = @Schema(type = "string"))
            })
    @GetMapping("/api/reports/journeys/{id}")
    ResponseEntity<?> journey(
            @PathVariable String id,
            @RequestParam(defaultValue = "main") String shop,
            @RequestParam(required = false) @Nullable String from,
            @RequestParam(required = false) @Nullable String to,
            ServerHttpRequest http)
            throws InterruptedException {
        return ofJourney(DefinitionKey.journey(known(id)), question(shop, id, period(from, to)), http);
    }

    @Operation(
            summary = "What a campaign did and brought; its launches are the versions",
            description = "As of a journey.")
    @ApiResponse(
            responseCode = "200",
            description = "the report; some seconds old",
            content = {
                @Content(mediaType = JSON, schema = @Schema(implementation = JourneyReport.class)),
                @Content(mediaType = CSV_NAME, schema = @Schema(type = "string"))
            })
    @GetMapping("/api/reports/campaigns/{id}")
    ResponseEntity<?> campaign(
            @PathVariable String id,
            @RequestParam(defaultValue = "main") String shop,
            @RequestParam(required = false) @Nullable String from,
            @RequestParam(required = false) @Nullable String to,
            ServerHttpRequest http)
            throws InterruptedException {
        String journey = Campaign.journeyOf(known(id)).value();
        return ofJourney(DefinitionKey.campaign(id), question(shop, journey, period(from, to)), http);
    }

    @Operation(
            summary = "All journeys and campaigns of a shop side by side, and its sales, each order once",
            description = "`from` and `to` as of a journey.")
    @ApiResponse(
            responseCode = "200",
            description = "the report; some seconds old",
            content = {
                @Content(mediaType = JSON, schema = @Schema(implementation = SummaryReport.class)),
                @Content(mediaType = CSV_NAME, schema = @Schema(type = "string"))
            })
    @GetMapping("/api/reports/summary")
    ResponseEntity<?> summary(
            @RequestParam(defaultValue = "main") String shop,
            @RequestParam(required = false) @Nullable String from,
            @RequestParam(required = false) @Nullable String to,
            ServerHttpRequest http)
            throws InterruptedException {
        Question question = question(shop, LocalReports.SHOP, period(from, to));
        Whole whole = reports.everywhere(question, authorization(http));
        return wantsCsv(http) ? csv(whole, Csv.ofSummary(whole)) : ResponseEntity.ok(SummaryReport.of(question, whole));
    }

    @Operation(
            summary = "Where the runs of a journey ended, step by step: where carts die",
            description =
                    "In the order of the steps in the journey's document. `from` and `to` as of a journey; the runs are those that ended then.")
    @ApiResponse(
            responseCode = "200",
            description = "the report; some seconds old",
            content = {
                @Content(mediaType = JSON, schema = @Schema(implementation = FunnelReport.class)),
                @Content(mediaType = CSV_NAME, schema = @Schema(type = "string"))
            })
    @GetMapping("/api/reports/funnel")
    ResponseEntity<?> funnel(
            @RequestParam(required = false) @Nullable String journey,
            @RequestParam(defaultValue = "main") String shop,
            @RequestParam(required = false) @Nullable String from,
            @RequestParam(required = false) @Nullable String to,
            ServerHttpRequest http)
            throws InterruptedException {
        if (journey == null || !DocumentId.isValid(journey)) {
            throw ProblemException.faults(List.of(new Fault("journey", "must be a journey's id")));
        }
        Question question = question(shop, journey, period(from, to));
        Whole whole = found(DefinitionKey.journey(journey), question, http);
        Published published = definitions.current().journey(new JourneyId(journey));
        FunnelReport report = FunnelReport.of(question, whole, published);
        return wantsCsv(http) ? csv(whole, Csv.ofFunnel(report)) : ResponseEntity.ok(report);
    }

    private ResponseEntity<?> ofJourney(DefinitionKey key, Question question, ServerHttpRequest http)
            throws InterruptedException {
        Whole whole = found(key, question, http);
        JourneyReport report = JourneyReport.of(question, whole);
        return wantsCsv(http) ? csv(whole, Csv.ofJourney(whole, report)) : ResponseEntity.ok(report);
    }

    /** A journey that was deleted has its report still. */
    private Whole found(DefinitionKey key, Question question, ServerHttpRequest http) throws InterruptedException {
        Whole whole = reports.everywhere(question, authorization(http));
        if (whole.groups().isEmpty() && definitions.snapshot().all().state(key).revision() == 0) {
            throw ProblemException.notFound("definition of this id");
        }
        return whole;
    }

    private static Question question(String shop, String journey, Period period) {
        return new Question(shop, journey, period);
    }

    private Period period(@Nullable String from, @Nullable String to) {
        return Period.of(from, to, LocalDate.ofInstant(clock.instant(), ZoneOffset.UTC));
    }

    /** The id goes on to other instances as a part of a path. */
    private static String known(String id) {
        if (!DocumentId.isValid(id)) {
            throw ProblemException.notFound("definition of this id");
        }
        return id;
    }

    private static boolean wantsCsv(ServerHttpRequest http) {
        List<MediaType> accepted = http.getHeaders().getAccept();
        return accepted.stream().anyMatch(type -> type.equalsTypeAndSubtype(CSV));
    }

    /** A table cannot say that customers are missing from it. */
    private static ResponseEntity<String> csv(Whole whole, String text) {
        if (!whole.missing().isEmpty() || !whole.silent().isEmpty()) {
            throw PeerForwarding.moving();
        }
        return ResponseEntity.ok()
                .contentType(new MediaType(CSV, StandardCharsets.UTF_8))
                .body(text);
    }

    private static String authorization(ServerHttpRequest http) {
        return Objects.requireNonNullElse(http.getHeaders().getFirst(HttpHeaders.AUTHORIZATION), "");
    }
}
