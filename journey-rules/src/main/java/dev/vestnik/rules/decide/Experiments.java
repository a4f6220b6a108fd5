package dev.vestnik.rules.decide;

import dev.vestnik.rules.customer.Assignment;
import dev.vestnik.rules.customer.History;
import dev.vestnik.rules.customer.Instance;
import dev.vestnik.rules.customer.Seen;
import dev.vestnik.rules.decide.Decision.Outcome;
import dev.vestnik.rules.decide.Experiment.Arm;
import dev.vestnik.rules.definition.FeatureLevel;
import dev.vestnik.rules.journey.Goal;
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
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * The arms of experiments that a customer is in. The first time is drawn by a hash; from then on the customer stays in the arm, whatever
 * becomes of the weights. A customer whose arm is gone is drawn anew, and counts in the new arm from then on. Each time is a decision that
 * says the arm, and whether a comparison counts it.
 */
final class Experiments {
    /** From the last time that the customer came to it: a yearly journey meets its own again. */
    private static final Duration REMEMBERED = Duration.ofDays(400);

    private static final int MOST = 50;

    private Experiments() {}

    /** The customer's arm; says so, and remembers it, but of a shadow. */
    static Arm arm(Turn turn, Instance instance, Experiment step, Instant nominalAt) {
        Assignment known = known(turn, instance.journey(), step.id());
        Arm kept = known == null ? null : named(step, known.arm());
        Arm arm = kept == null ? step.drawn(hash(turn, instance.journey(), step.id(), known)) : kept;
        if (turn.isShadow(instance)) {
            return arm; // nobody gets anything of it: who comes to the arm later is exposed then
        }
        Instant at = known == null || kept == null ? nominalAt : known.at();
        Map<String, String> inputs = new HashMap<>(Map.of(Holdout.ARM, arm.name(), Holdout.EXPOSED, at.toString()));
        inputs.put(Holdout.COUNTS, kept == null ? Holdout.FIRST : Holdout.AGAIN);
        if (known != null && kept == null) {
            inputs.put("before", known.arm());
        }
        turn.record(Outcome.EXPOSED, null, Turn.about(instance, step.id()), null, List.of(), inputs);
        if (turn.allows(FeatureLevel.LANGUAGE)) {
            Instant until = turn.now().plus(REMEMBERED);
            put(turn, new Assignment(instance.journey(), step.id(), arm.name(), at, until));
        }
        return arm;
    }

    /**
     * The inputs of a conversion's decision: by the experiment's step the customer's arm, the time at which they first came to it, and
     * whether a comparison counts the conversion: the first one that comes soon enough after that.
     */
    static Map<String, String> converted(Turn turn, JourneyId journey, Goal goal) {
        Map<String, String> inputs = new HashMap<>();
        for (Assignment one : turn.state().memory().history().arms()) {
            if (one.journey().equals(journey)) {
                inputs.put(Holdout.ARM + "." + one.step(), one.arm());
                inputs.put(Holdout.EXPOSED + "." + one.step(), one.at().toString());
                inputs.put(Holdout.COUNTS + "." + one.step(), counts(turn, one, goal));
            }
        }
        return inputs;
    }

    private static String counts(Turn turn, Assignment one, Goal goal) {
        if (!Holdout.isInTime(turn, one.at(), goal)) {
            return Holdout.LATE;
        }
        return SaidOnce.isNew(turn, said(one), goal.within()) ? Holdout.FIRST : Holdout.AGAIN;
    }

    private static String said(Assignment one) {
        return "converted\0" + one.journey() + "\0" + one.step() + "\0" + one.arm();
    }

    /** The events and facts that the customer's state has seen, without conversions in arms: who comes again after an erasure is counted anew. */
    static List<Seen> seenBesides(Turn turn) {
        Set<Long> conversions = turn.state().memory().history().arms().stream()
                .map(one -> Ids.hash(said(one)))
                .collect(Collectors.toSet());
        return turn.state().seen().stream()
                .filter(seen -> !conversions.contains(seen.fingerprint()))
                .toList();
    }

    /** Another hash for those whose arm is gone: by the first one they would all come to the same of the other arms. */
    private static long hash(Turn turn, JourneyId journey, String step, @Nullable Assignment lost) {
        String draw = "experiment\0" + journey + "\0" + step + "\0" + turn.customer();
        return Ids.hash(lost == null ? draw : draw + "\0" + lost.arm());
    }

    private static @Nullable Assignment known(Turn turn, JourneyId journey, String step) {
        for (Assignment one : turn.state().memory().history().arms()) {
            if (one.isOf(journey, step) && one.until().isAfter(turn.now())) {
                return one;
            }
        }
        return null;
    }

    /** Null where the step has no such arm any more. */
    private static @Nullable Arm named(Experiment step, String name) {
        return step.arms().stream()
                .filter(arm -> arm.name().equals(name))
                .findFirst()
                .orElse(null);
    }

    /** Adds a visitor's arm: of two the customer stays in the one that was first. */
    static void unite(Turn turn, Assignment came) {
        Assignment known = known(turn, came.journey(), came.step());
        if (known == null || came.at().isBefore(known.at())) {
            put(turn, came);
        }
    }

    /** Adds it, or puts it in the place of the older one. Where there are too many, the one that is forgotten first goes. */
    private static void put(Turn turn, Assignment assignment) {
        History history = turn.state().memory().history();
        List<Assignment> arms = new ArrayList<>();
        for (Assignment other : history.arms()) {
            if (!other.isOf(assignment.journey(), assignment.step())) {
                arms.add(other);
            }
        }
        arms.add(assignment);
        if (arms.size() > MOST) {
            Assignment first = Collections.min(arms, Comparator.comparing(Assignment::until));
            arms.remove(first);
            StateBounds.drop(
                    turn,
                    DropReason.ARM_NOT_KEPT,
                    null,
                    Map.of("journey", first.journey().value(), "step", first.step(), Holdout.ARM, first.arm()));
        }
        turn.become(turn.state().withMemory(turn.state().memory().withHistory(history.withArms(arms))));
    }
}
