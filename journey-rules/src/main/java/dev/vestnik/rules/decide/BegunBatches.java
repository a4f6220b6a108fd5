package dev.vestnik.rules.decide;

import dev.vestnik.rules.customer.Instance;
import dev.vestnik.rules.customer.Seen;
import dev.vestnik.rules.journey.Journey;
import dev.vestnik.rules.journey.Step;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Remembers the batches that a run has begun: one that it comes to again begins with an empty list, since the old one has been told. */
final class BegunBatches {
    /** A loop that takes longer tells its first values once more. */
    private static final Duration REMEMBERED = Duration.ofDays(365);

    private BegunBatches() {}

    /** The instance with what its batch begins with: at the first time what the run has gathered since its entry. */
    static Instance begin(Turn turn, Instance instance, Batch batch) {
        long fingerprint = fingerprint(instance, batch);
        boolean again = forget(turn, fingerprint);
        Housekeeping.remember(turn, new Seen(fingerprint, turn.now().plus(REMEMBERED)));
        if (!again || !instance.context().containsKey(batch.into())) {
            return instance;
        }
        Map<String, Object> context = new HashMap<>(instance.context());
        context.remove(batch.into());
        return instance.remembering(Map.copyOf(context), instance.contextAt());
    }

    /** Forgets those of a run that has ended. */
    static void forget(Turn turn, Instance instance) {
        Journey journey = turn.journeyOf(instance);
        if (journey != null) {
            for (Step step : journey.steps().values()) {
                if (step instanceof Batch batch) {
                    forget(turn, fingerprint(instance, batch));
                }
            }
        }
    }

    /** True where it was remembered. */
    private static boolean forget(Turn turn, long fingerprint) {
        List<Seen> others = turn.state().seen().stream()
                .filter(seen -> seen.fingerprint() != fingerprint)
                .toList();
        if (others.size() == turn.state().seen().size()) {
            return false;
        }
        turn.become(turn.state().withSeen(others));
        return true;
    }

    private static long fingerprint(Instance instance, Batch batch) {
        return Ids.hash("batch\0" + instance.id() + "\0" + batch.id());
    }
}
