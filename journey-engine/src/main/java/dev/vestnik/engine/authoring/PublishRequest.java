package dev.vestnik.engine.authoring;

import dev.vestnik.engine.problem.JsonBody;
import dev.vestnik.rules.definition.Definition;
import dev.vestnik.rules.definition.Definition.Stage;
import dev.vestnik.rules.definition.Definitions.InFlight;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * How to publish.
 *
 * @param inFlight what happens to those who are in older versions
 * @param dryRun only say what it would do
 */
record PublishRequest(InFlight inFlight, boolean dryRun) {
    private static final Map<String, InFlight> CHOICES =
            Map.of("keep", InFlight.KEEP, "migrate", InFlight.MIGRATE, "exit", InFlight.EXIT);

    static PublishRequest read(@Nullable String text) {
        JsonBody body = JsonBody.object(text);
        PublishRequest request =
                new PublishRequest(body.choice("inFlight", CHOICES).orElse(InFlight.KEEP), body.flag("dryRun", false));
        body.close();
        return request;
    }

    /** A document that is published already need not be published again, unless for instances in older versions. */
    boolean changesNothing(Definition definition) {
        return inFlight == InFlight.KEEP
                && !definition.draftDiffers()
                && (definition.stage() == Stage.LIVE || definition.stage() == Stage.PAUSED);
    }
}
