package dev.vestnik.engine.authoring;

import dev.vestnik.engine.definitions.LevelDocument;
import dev.vestnik.engine.definitions.LogSnapshot;
import dev.vestnik.engine.problem.JsonBody;
import dev.vestnik.engine.problem.ProblemException;
import dev.vestnik.rules.definition.DefinitionKey;
import dev.vestnik.rules.definition.FeatureLevel;
import dev.vestnik.service.access.Caller;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.util.Map;
import java.util.SortedMap;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestAttribute;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/**
 * The level of what the engines may write: raised when every live instance can read it, and never lowered, since then it has been
 * written.
 */
@RestController
@RequestMapping("/api/feature-level")
@Tag(name = "feature level")
final class FeatureLevelController {
    private final DefinitionWriting definitions;
    private final LiveLevels live;

    FeatureLevelController(DefinitionWriting definitions, LiveLevels live) {
        this.definitions = definitions;
        this.live = live;
    }

    /**
     * The levels.
     *
     * @param level in force
     * @param newest that this instance can read
     * @param instances what each live instance can read, by {@code host:port}; one that does not tell counts as the oldest
     */
    record Levels(int level, int newest, Map<String, Integer> instances) {}

    @Operation(summary = "The level in force, and what each live instance can read")
    @GetMapping
    Levels levels(@RequestHeader(name = HttpHeaders.AUTHORIZATION, defaultValue = "") String authorization)
            throws InterruptedException {
        return levels(definitions.snapshot(), live.ask(authorization));
    }

    private static Levels levels(LogSnapshot snapshot, Map<String, Integer> instances) {
        return new Levels(snapshot.definitions().level().number(), FeatureLevel.NEWEST.number(), instances);
    }

    @Operation(
            summary =
                    "Raises it for good: {level}. 409 while a live instance cannot read that; no older version can be started afterwards")
    @PostMapping
    Levels raise(
            @RequestBody(required = false) @Nullable String body,
            @RequestHeader(name = HttpHeaders.AUTHORIZATION, defaultValue = "") String authorization,
            @Parameter(hidden = true) @RequestAttribute(Caller.ATTRIBUTE) Caller caller)
            throws InterruptedException {
        JsonBody json = JsonBody.object(body);
        int wanted = json.number("level");
        json.close();
        LogSnapshot before = definitions.newest();
        int current = before.definitions().level().number();
        SortedMap<String, Integer> instances = live.ask(authorization);
        check(wanted, current, instances);
        if (wanted > current) {
            String document = LevelDocument.of(new FeatureLevel(wanted));
            definitions.put(before.all().state(DefinitionKey.FEATURE_LEVEL), new Written(document, null), null, caller);
        }
        return levels(definitions.snapshot(), instances);
    }

    private static void check(int wanted, int current, SortedMap<String, Integer> instances) {
        if (wanted < current) {
            throw ProblemException.of(
                    HttpStatus.CONFLICT,
                    "the feature level is " + current + " and is never lowered: what it allows has been written");
        }
        SortedMap<String, Integer> below = LiveLevels.below(wanted, instances);
        if (!below.isEmpty()) {
            throw ProblemException.of(
                            HttpStatus.CONFLICT,
                            "these instances cannot read level " + wanted + ": " + String.join(", ", below.keySet()))
                    .with("instances", below);
        }
    }
}
