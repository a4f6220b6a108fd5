package dev.vestnik.engine.explain;

import dev.vestnik.engine.access.DefinitionShops;
import dev.vestnik.engine.definitions.DefinitionsLog;
import dev.vestnik.engine.definitions.LogSnapshot;
import dev.vestnik.engine.peers.PeerForwarding;
import dev.vestnik.engine.problem.ProblemException;
import dev.vestnik.engine.streams.query.CustomerQueries;
import dev.vestnik.engine.streams.store.TimelineEntry;
import dev.vestnik.engine.support.CustomerProfiles;
import dev.vestnik.engine.support.CustomerProfiles.Call;
import dev.vestnik.engine.support.CustomerProfiles.Wanted;
import dev.vestnik.rules.definition.Definition;
import dev.vestnik.rules.definition.DefinitionKey;
import dev.vestnik.rules.document.DocumentId;
import dev.vestnik.rules.document.Fault;
import dev.vestnik.rules.journey.JourneyId;
import dev.vestnik.service.access.Caller;
import dev.vestnik.service.access.Role;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.media.Content;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.OffsetDateTime;
import java.time.format.DateTimeParseException;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.http.ResponseEntity;
import org.springframework.http.server.reactive.ServerHttpRequest;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestAttribute;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** Says why a customer got something, or did not. */
@RestController
@Tag(name = "customers")
final class ExplainController {
    /** Before and after the instant that is asked for. */
    private static final Duration AROUND = Duration.ofDays(1);

    /** Up to now, where no instant is asked for. */
    private static final Duration LATELY = Duration.ofDays(7);

    /** Kafka knows no earlier times than the first of 1970. */
    private static final Instant EARLIEST = Instant.EPOCH.plus(AROUND);

    private final DefinitionsLog definitions;
    private final CustomerProfiles customers;
    private final CustomerQueries queries;
    private final Explaining explaining;
    private final InstantSource clock;

    ExplainController(
            DefinitionsLog definitions,
            CustomerProfiles customers,
            CustomerQueries queries,
            Explaining explaining,
            InstantSource clock) {
        this.definitions = definitions;
        this.customers = customers;
        this.queries = queries;
        this.explaining = explaining;
        this.clock = clock;
    }

    @Operation(
            summary = "Why a customer got something of a journey, or did not, or did not even enter",
            description = """
                    The decisions about the journey a day before and after `at` (absent: in the last seven days), and of every event of that \
                    time with which the journey begins what came of it. Events that started nothing are not recorded: they are read \
                    from the topic again and decided by the same rules, under the version of the journey that was in force then; a \
                    condition that did not hold is told with the values that it read. Of each run: where it stands (`now`), and its way, \
                    decided again: the events and wake-ups that moved it, and the conditions that were asked. `seen` says how far the answer could look.""")
    @ApiResponse(
            responseCode = "200",
            description = "what was decided, and what came of each event",
            content = @Content(schema = @Schema(implementation = ExplainView.class)))
    @GetMapping("/api/customers/{id}/explain")
    ResponseEntity<?> explain(
            @PathVariable String id,
            @RequestParam(defaultValue = "main") String shop,
            @RequestParam(required = false) @Nullable String journey,
            @RequestParam(required = false) @Nullable String at,
            @Parameter(hidden = true) @RequestAttribute(Caller.ATTRIBUTE) Caller caller,
            ServerHttpRequest http)
            throws InterruptedException {
        Wanted wanted = Wanted.of(shop, id, new Call(caller, http, null));
        Window window = window(at);
        LogSnapshot snapshot = definitions.snapshot();
        Definition definition = definition(journey, snapshot, caller);
        VersionsInForce versions = VersionsInForce.of(definition, window, snapshot);
        Explaining.Request request = new Explaining.Request(
                wanted.customer(), new JourneyId(definition.key().id()), window, versions, caller.is(Role.SUPPORT));
        return customers.withAnyState(
                wanted, state -> ResponseEntity.ok(explaining.explain(request.of(state), state, timeline(wanted))));
    }

    private Window window(@Nullable String at) {
        if (at == null) {
            Instant now = clock.instant();
            return new Window(now.minus(LATELY), now.plus(AROUND)); // the broker's clock may be ahead of ours
        }
        try {
            Instant instant = OffsetDateTime.parse(at).toInstant();
            if (instant.isBefore(EARLIEST) || instant.isAfter(clock.instant().plus(AROUND))) {
                throw fault("must be after " + EARLIEST + ", and not later than tomorrow");
            }
            return new Window(instant.minus(AROUND), instant.plus(AROUND));
        } catch (DateTimeParseException e) {
            throw fault("must be an instant: 2026-01-24T11:05:00Z");
        }
    }

    private static ProblemException fault(String problem) {
        return ProblemException.faults(List.of(new Fault("at", problem)));
    }

    private static Definition definition(@Nullable String journey, LogSnapshot snapshot, Caller caller) {
        if (journey == null || !DocumentId.isValid(journey)) {
            throw ProblemException.faults(List.of(new Fault("journey", "must be a journey's id")));
        }
        Definition definition = snapshot.all().state(DefinitionKey.journey(journey));
        if (definition.versions().isEmpty() || !DefinitionShops.isVisible(definition, caller)) {
            throw ProblemException.notFound("published journey " + journey);
        }
        return definition;
    }

    private List<TimelineEntry> timeline(Wanted wanted) {
        return PeerForwarding.here(queries.timeline(wanted.customer()), List.of());
    }
}
