package dev.vestnik.engine.authoring;

import dev.vestnik.engine.definitions.DefinitionsLog;
import dev.vestnik.engine.problem.ProblemException;
import dev.vestnik.engine.streams.query.CustomerQueries;
import dev.vestnik.engine.streams.query.StepCounts;
import dev.vestnik.rules.definition.FeatureLevel;
import dev.vestnik.rules.document.DocumentId;
import dev.vestnik.rules.journey.JourneyId;
import io.swagger.v3.oas.annotations.Hidden;
import java.util.Map;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RestController;

/** Answers the questions of other instances. */
@Hidden
@RestController
final class InternalController {
    private final DefinitionsLog log;
    private final CustomerQueries queries;

    InternalController(DefinitionsLog log, CustomerQueries queries) {
        this.log = log;
        this.queries = queries;
    }

    @GetMapping("/internal/revision")
    Map<String, Long> revision() {
        return Map.of("revision", log.current().revision());
    }

    @GetMapping(LiveLevels.PATH)
    Map<String, Integer> featureLevel() {
        return Map.of("level", FeatureLevel.NEWEST.number());
    }

    /** Answers instances of versions that do not ask for steps. */
    @GetMapping("/internal/in-flight/{journey}")
    Map<Integer, Long> inFlight(@PathVariable String journey) throws InterruptedException {
        return standing(journey).byVersion();
    }

    @GetMapping("/internal/in-flight/{journey}/steps")
    Map<Integer, Map<String, Long>> inFlightBySteps(@PathVariable String journey) throws InterruptedException {
        return standing(journey).steps();
    }

    private StepCounts standing(String journey) throws InterruptedException {
        if (!DocumentId.isValid(journey)) {
            throw ProblemException.notFound("journey of this id");
        }
        return Rollout.here(queries, new JourneyId(journey));
    }
}
