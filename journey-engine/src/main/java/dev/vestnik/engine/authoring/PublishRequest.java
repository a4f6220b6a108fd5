package dev.vestnik.engine.authoring;

import dev.vestnik.engine.problem.JsonBody;
import dev.vestnik.rules.definition.Action;
import dev.vestnik.rules.definition.Definition;
import dev.vestnik.rules.definition.Definition.Stage;
import dev.vestnik.rules.definition.Definitions.InFlight;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The way to publish.
 *
 * @param inFlight what happens to those who are in older versions
 * @param moves with {@link InFlight#MIGRATE}: the steps to which those in steps of another id go, by that id
 * @param dryRun only say what it would do
 */
record PublishRequest(InFlight inFlight, Map<String, String> moves, boolean dryRun) {
    static final Map<String, InFlight> CHOICES =
            Map.of("keep", InFlight.KEEP, "migrate", InFlight.MIGRATE, "exit", InFlight.EXIT);

    static PublishRequest read(@Nullable String text) {
        JsonBody body = JsonBody.object(text);
        InFlight inFlight = body.choice("inFlight", CHOICES).orElse(InFlight.KEEP);
        PublishRequest request = new PublishRequest(inFlight, moves(body, inFlight), body.flag("dryRun", false));
        body.close();
        return request;
    }

    private static Map<String, String> moves(JsonBody body, InFlight inFlight) {
        Map<String, String> moves = new HashMap<>();
        body.map("moves").forEach((from, to) -> {
            if (to instanceof String step) {
                moves.put(from, step);
            } else {
                body.fault("moves." + from, "must be the id of a step");
            }
        });
        if (!moves.isEmpty() && inFlight != InFlight.MIGRATE) {
            body.fault("moves", "is for \"inFlight\": \"migrate\" alone");
        }
        return moves;
    }

    Action.Publish action() {
        return new Action.Publish(inFlight, moves);
    }

    /** A document that is published already need not be published again, unless for instances in older versions. */
    boolean changesNothing(Definition definition) {
        return inFlight == InFlight.KEEP
                && !definition.draftDiffers()
                && (definition.stage() == Stage.LIVE || definition.stage() == Stage.PAUSED);
    }
}
