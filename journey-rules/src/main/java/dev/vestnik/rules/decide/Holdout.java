package dev.vestnik.rules.decide;

import dev.vestnik.rules.customer.CustomerKey;
import dev.vestnik.rules.customer.Exposure;
import dev.vestnik.rules.customer.GoalWatch;
import dev.vestnik.rules.customer.Instance;
import dev.vestnik.rules.customer.Memory;
import dev.vestnik.rules.decide.Decision.Outcome;
import dev.vestnik.rules.definition.FeatureLevel;
import dev.vestnik.rules.journey.Goal;
import dev.vestnik.rules.journey.Journey;
import dev.vestnik.rules.journey.JourneyId;
import dev.vestnik.rules.reason.DropReason;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * The control group of a journey, and what a comparison with it counts: customers, not entries. The first entry of a customer, of either
 * arm, is the exposure; decisions of entries and conversions say the arm, and whether they are the first ones that count.
 */
public final class Holdout {
    /** The input of entries and conversions that says which arm the customer is of. */
    public static final String ARM = "arm";

    /** The input that says when the customer was first exposed. */
    public static final String EXPOSED = "exposed";

    /** The input that says whether a comparison counts the decision: one of the three words below. */
    public static final String COUNTS = "counts";

    /** A comparison counts it. */
    public static final String FIRST = "first";

    /** The customer has entered, or reached the goal in time, before. */
    public static final String AGAIN = "again";

    /** The goal was reached when its time after the exposure was over. */
    public static final String LATE = "late";

    /**
     * The time for which a customer held out of a journey without a goal counts as in it: nothing ends a run that does not happen.
     */
    private static final Duration HELD_OUT = Duration.ofDays(7);

    /** Exposures last as long as decisions are kept: no comparison of those counts a customer twice. */
    private static final Duration EXPOSED_FOR = Duration.ofDays(90);

    private static final int MOST_EXPOSURES = 50;

    private Holdout() {}

    /** Whether the customer is held out: the same ones in every run, by a hash, not a die. */
    static boolean holds(Turn turn, Journey journey) {
        return holds(turn.customer(), journey);
    }

    static boolean holds(CustomerKey customer, Journey journey) {
        return journey.holdout() > 0
                && Long.remainderUnsigned(Ids.hash("holdout\0" + journey.id() + "\0" + customer), 100)
                        < journey.holdout();
    }

    /** The run that does not happen: a customer held out has no instance, the watch for the goal stands for it. */
    static @Nullable UUID standIn(Turn turn, Journey journey, String key) {
        if (!holds(turn, journey)) {
            return null;
        }
        for (GoalWatch watch : turn.state().goals()) {
            if (watch.journey().equals(journey.id())
                    && watch.key().equals(key)
                    && watch.until().isAfter(turn.now())) {
                return watch.instance();
            }
        }
        return null;
    }

    /** Watches a run of a journey without a goal, which has no other watch: this one only stands for the run. */
    static void watch(Turn turn, Journey journey, Instance instance) {
        if (journey.goal() == null) {
            GoalWatch watch = new GoalWatch(
                    instance.id(),
                    instance.journey(),
                    instance.version(),
                    instance.key(),
                    Map.of(),
                    turn.now().plus(HELD_OUT));
            StateBounds.watch(turn, watch);
        }
    }

    /** The inputs of an entry's decision about the comparison; remembers the exposure where this is the first. */
    static Map<String, String> exposed(Turn turn, Journey journey) {
        if (journey.holdout() == 0) {
            return Map.of();
        }
        Exposure known = exposure(turn, journey.id());
        if (known == null && turn.allows(FeatureLevel.MEMORY)) {
            Instant at = turn.cause().nominalAt();
            put(turn, new Exposure(journey.id(), at, turn.now().plus(EXPOSED_FOR), false));
        }
        return inputs(turn, journey, known == null ? FIRST : AGAIN);
    }

    /**
     * The inputs of a conversion's decision about the comparison: the first counts that comes soon enough after the exposure.
     */
    static Map<String, String> converted(Turn turn, Journey journey, Goal goal) {
        if (journey.holdout() == 0) {
            return Map.of();
        }
        Exposure known = exposure(turn, journey.id());
        if (known == null) {
            return inputs(turn, journey, LATE);
        }
        String counts = isInTime(turn, known.at(), goal) ? (known.converted() ? AGAIN : FIRST) : LATE;
        Map<String, String> inputs = inputs(turn, journey, counts);
        if (counts.equals(FIRST)) {
            put(turn, new Exposure(known.journey(), known.at(), known.until(), true));
        }
        return inputs;
    }

    /** Whether the goal is reached soon enough after the exposure. */
    static boolean isInTime(Turn turn, Instant exposed, Goal goal) {
        return !turn.cause().nominalAt().isAfter(exposed.plus(goal.within()));
    }

    private static Map<String, String> inputs(Turn turn, Journey journey, String counts) {
        Map<String, String> inputs = new HashMap<>();
        inputs.put(ARM, holds(turn, journey) ? "control" : "treated");
        Exposure exposure = exposure(turn, journey.id());
        if (exposure != null) {
            inputs.put(EXPOSED, exposure.at().toString());
            inputs.put(COUNTS, counts);
        }
        return inputs;
    }

    private static @Nullable Exposure exposure(Turn turn, JourneyId journey) {
        for (Exposure exposure : turn.state().memory().exposures()) {
            if (exposure.journey().equals(journey) && exposure.until().isAfter(turn.now())) {
                return exposure;
            }
        }
        return null;
    }

    /** Adds a visitor's exposure: the earlier of two is the first. */
    static void unite(Turn turn, Exposure came) {
        Exposure known = exposure(turn, came.journey());
        if (known == null) {
            put(turn, came);
        } else {
            Exposure first = came.at().isBefore(known.at()) ? came : known;
            boolean converted = came.converted() || known.converted();
            put(turn, new Exposure(first.journey(), first.at(), first.until(), converted));
        }
    }

    /** Adds it, or puts it in the place of the journey's older one. Where there are too many, the one that is forgotten first goes. */
    private static void put(Turn turn, Exposure exposure) {
        Memory memory = turn.state().memory();
        List<Exposure> exposures = new ArrayList<>();
        for (Exposure other : memory.exposures()) {
            if (!other.journey().equals(exposure.journey())) {
                exposures.add(other);
            }
        }
        exposures.add(exposure);
        if (exposures.size() > MOST_EXPOSURES) {
            Exposure first = Collections.min(exposures, Comparator.comparing(Exposure::until));
            exposures.remove(first);
            turn.record(
                    Outcome.DROPPED,
                    DropReason.EXPOSURE_NOT_KEPT,
                    null,
                    null,
                    List.of(),
                    Map.of("journey", first.journey().value()));
        }
        turn.become(turn.state().withMemory(memory.withExposures(exposures)));
    }
}
