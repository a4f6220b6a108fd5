package dev.vestnik.rules.decide;

import dev.vestnik.rules.condition.Expression;
import dev.vestnik.rules.condition.Facts;
import dev.vestnik.rules.condition.Variable;
import dev.vestnik.rules.customer.Instance;
import dev.vestnik.rules.customer.Memory;
import dev.vestnik.rules.customer.PastExit;
import dev.vestnik.rules.decide.Decision.Outcome;
import dev.vestnik.rules.definition.FeatureLevel;
import dev.vestnik.rules.event.Event;
import dev.vestnik.rules.journey.Exit;
import dev.vestnik.rules.journey.Journey;
import dev.vestnik.rules.reason.DropReason;
import dev.vestnik.rules.work.Weight;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Remembers events that end runs, so that an entry which comes after such an event but happened before it starts nothing: the order that
 * overtakes its own cart. Kept is as much of an event as exit rules read, as long as an entry from before it may still enter.
 */
final class PastExits {
    /** The time for which an event is remembered where a journey takes entries of any age. */
    private static final Duration KEPT = Duration.ofDays(1);

    private static final Duration LONGEST = Duration.ofDays(7);
    private static final int MOST = 20;
    /** The largest data of a past exit, in the units of {@link Weight}. */
    private static final long LARGEST = 1_000;

    private PastExits() {}

    /**
     * Remembers an event that ends runs, also one that has ended a run: an older event of that key may still come. Views come by the
     * hundred, and are not remembered.
     */
    static void remember(Turn turn, Event event) {
        List<Journey> ended = turn.definitions().endedBy(event.type());
        if (ended.isEmpty()
                || !turn.allows(FeatureLevel.MEMORY)
                || EventRules.isView(event)
                || event.type().equals(ProfileRules.ERASED)) {
            return;
        }
        Instant until = null;
        Optional<Set<String>> fields = Optional.of(Set.of());
        for (Journey journey : ended) {
            if (journey.isOf(turn.customer().shop())) {
                until = later(until, until(turn, journey));
                for (Exit exit : journey.exits()) {
                    fields = exit.trigger().on().equals(event.type())
                            ? both(fields, read(exit.trigger().match()))
                            : fields;
                }
            }
        }
        if (until != null && until.isAfter(turn.now())) {
            keep(
                    turn,
                    new PastExit(event.type(), data(event, fields), turn.cause().nominalAt(), until));
        }
    }

    private static Instant until(Turn turn, Journey journey) {
        Duration lateness = journey.entry().lateness();
        Instant until = lateness == null
                ? turn.now().plus(KEPT)
                : turn.cause().nominalAt().plus(lateness);
        Instant latest = turn.now().plus(LONGEST);
        return until.isBefore(latest) ? until : latest;
    }

    private static Optional<Set<String>> read(@Nullable Expression match) {
        return match == null ? Optional.of(Set.of()) : match.eventFields();
    }

    /** Empty where one of them is: all fields. */
    private static Optional<Set<String>> both(Optional<Set<String>> one, Optional<Set<String>> other) {
        return one.flatMap(some -> other.map(more -> {
            if (some.isEmpty() || some.equals(more)) {
                return more;
            }
            Set<String> all = new HashSet<>(some);
            all.addAll(more);
            return all;
        }));
    }

    private static Map<String, Object> data(Event event, Optional<Set<String>> fields) {
        if (fields.isEmpty()) {
            return new HashMap<>(event.data());
        }
        Map<String, Object> data = new HashMap<>();
        for (String field : fields.get()) { // an order's other fields are not even read
            Object value = event.data().get(field);
            if (value != null) {
                data.put(field, value);
            }
        }
        return data;
    }

    /** The same again counts from its latest time. Where there are too many, the one that is forgotten first goes. */
    static void keep(Turn turn, PastExit exit) {
        if (turn.isFull() || Weight.of(exit.data()) > LARGEST) {
            dropped(turn, exit);
            return;
        }
        PastExit latest = exit;
        List<PastExit> exits = new ArrayList<>();
        for (PastExit other : turn.state().memory().exits()) {
            if (!other.type().equals(exit.type()) || !other.data().equals(exit.data())) {
                exits.add(other);
            } else if (other.nominalAt().isAfter(exit.nominalAt())) {
                latest = other;
            }
        }
        exits.add(latest);
        if (exits.size() > MOST) {
            PastExit first = Collections.min(exits, Comparator.comparing(PastExit::until));
            exits.remove(first);
            dropped(turn, first);
        }
        Memory memory = turn.state().memory();
        turn.become(turn.state().withMemory(memory.withExits(exits)));
    }

    private static void dropped(Turn turn, PastExit exit) {
        turn.record(Outcome.DROPPED, DropReason.EXIT_NOT_KEPT, null, null, List.of(), Map.of("event", exit.type()));
    }

    private static Instant later(@Nullable Instant a, Instant b) {
        return a == null || b.isAfter(a) ? b : a;
    }

    /**
     * The exit rule that has ended this run before its entry came, with the event that did; null where there is none. An event of the same
     * moment has ended it too: shops stamp by the second.
     *
     * @param entry the entry's facts
     */
    static @Nullable Overtaking overtaking(Turn turn, Journey journey, Facts entry) {
        for (PastExit past : turn.state().memory().exits()) {
            if (!past.nominalAt().isBefore(turn.cause().nominalAt())) {
                for (Exit exit : journey.exits()) {
                    if (ends(turn, journey, exit, past, entry)) {
                        return new Overtaking(exit, past);
                    }
                }
            }
        }
        return null;
    }

    /**
     * The exit rule that ends a run which was another key's when the event came; null where there is none. A run that has heard of something
     * later goes on: the cart was filled again after the purchase.
     *
     * @param exits of the other key
     */
    static @Nullable Overtaking overtaking(Turn turn, Journey journey, Instance run, List<PastExit> exits) {
        for (PastExit past : exits) {
            if (!past.nominalAt().isBefore(run.contextAt()) && past.until().isAfter(turn.now())) {
                for (Exit exit : journey.exits()) {
                    Expression match = exit.trigger().match();
                    boolean same = exit.trigger().on().equals(past.type());
                    if (same
                            && (match == null
                                    || turn.evaluate(match, turn.facts(past.data(), run.context(), run.key()))
                                            .isTrue())) {
                        return new Overtaking(exit, past);
                    }
                }
            }
        }
        return null;
    }

    /** An exit rule, and the event that fulfilled it. */
    record Overtaking(Exit exit, PastExit by) {}

    private static boolean ends(Turn turn, Journey journey, Exit exit, PastExit past, Facts entry) {
        if (!exit.trigger().on().equals(past.type())) {
            return false;
        }
        Expression match = exit.trigger().match();
        return match == null
                || turn.evaluate(
                                match,
                                new Facts(
                                        past.data(),
                                        match.reads(Variable.CONTEXT)
                                                ? RunContext.of(turn, journey, entry)
                                                        .values()
                                                : Map.of(),
                                        entry.customer(),
                                        entry.key(),
                                        turn.now(),
                                        turn.work().one()))
                        .isTrue();
    }
}
