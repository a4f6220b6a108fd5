package dev.vestnik.rules.decide;

import dev.vestnik.rules.condition.Evaluation;
import dev.vestnik.rules.condition.Facts;
import dev.vestnik.rules.decide.Decision.About;
import dev.vestnik.rules.journey.Journey;
import dev.vestnik.rules.reason.DropReason;
import dev.vestnik.rules.work.Weight;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * The memory of a run, in the making. A value for which there is no room is left out, and what was there under its name stays; so one
 * journey's values cannot make the customer's state too large for all others.
 */
final class RunContext {
    /** The largest context of a run, in the units of {@link Weight}: a customer's state has room for some of that size. */
    static final long LARGEST = 100_000;

    /** The largest value that a list takes, or that a step sets. */
    static final long LARGEST_VALUE = NamedValues.LARGEST;

    private final Turn turn;
    private final Map<String, Object> before;
    private final Map<String, Object> values;
    private final TreeSet<String> left = new TreeSet<>();
    private long weight;

    /** @param kept what stays of the context before where nothing is put in its place */
    private RunContext(Turn turn, Map<String, Object> before, Map<String, Object> kept) {
        this.turn = turn;
        this.before = before;
        this.values = new HashMap<>(kept);
        kept.values().forEach(value -> weight += Weight.of(value));
    }

    /** The context computed from an event; a value that the event does not have is not remembered. What steps have set beside stays. */
    static RunContext of(Turn turn, Journey journey, Facts facts) {
        Map<String, Object> kept = new HashMap<>(facts.context());
        journey.context().keySet().forEach(name -> {
            if (!(journey.wide().lists().containsKey(name) && kept.get(name) instanceof List<?>)) {
                kept.remove(name);
            }
        });
        return new RunContext(turn, facts.context(), kept).compute(journey, facts);
    }

    /** The context with what an event has that it is computed from; what the event lacks stays as it was. */
    static RunContext refreshed(Turn turn, Journey journey, Facts facts) {
        return new RunContext(turn, facts.context(), facts.context()).compute(journey, facts);
    }

    /** The context with these values of a step. */
    static RunContext with(Turn turn, Map<String, Object> context, Map<String, Object> set) {
        RunContext changed = new RunContext(turn, context, context);
        new TreeMap<>(set).forEach((name, value) -> changed.put(name, value, value));
        return changed;
    }

    /** Computes the values in the order of their names, so that the same event always leaves out the same. */
    private RunContext compute(Journey journey, Facts facts) {
        journey.context().forEach((name, expression) -> {
            if (turn.evaluate(expression, facts) instanceof Evaluation.Value(Object value)
                    && !(value instanceof Duration)) {
                Integer last = journey.wide().lists().get(name);
                if (last == null) {
                    put(name, null, value);
                } else {
                    put(name, value, gathered(before.get(name), value, last));
                }
            }
        });
        return this;
    }

    /** The last so many different values: one that comes again goes to the end. */
    private static List<Object> gathered(@Nullable Object before, Object value, int last) {
        List<Object> values = new ArrayList<>(before instanceof List<?> list ? list : List.of());
        values.remove(value);
        values.add(value);
        return List.copyOf(values.subList(Math.max(0, values.size() - last), values.size()));
    }

    /** @param added the part of the value that has a bound of its own; null where none has */
    private void put(String name, @Nullable Object added, Object value) {
        long more = Weight.of(value) - (values.containsKey(name) ? Weight.of(values.get(name)) : 0);
        if (Weight.of(added) <= LARGEST_VALUE && (fits(more) || replaces(name, value))) {
            values.put(name, value);
            weight += more;
        } else {
            left.add(name);
        }
    }

    /** A state that is full takes nothing more. */
    private boolean fits(long more) {
        return !turn.isFull() && weight + more <= LARGEST;
    }

    private boolean replaces(String name, Object value) {
        return before.containsKey(name) && Weight.of(value) <= Weight.of(before.get(name));
    }

    /** The values in full, for a question about them. */
    Map<String, Object> values() {
        return Map.copyOf(values);
    }

    /** The value as it is remembered: a decision names each value that has no room. */
    Map<String, Object> kept(About about) {
        left.forEach(name -> StateBounds.drop(turn, DropReason.VALUE_NOT_KEPT, about, Map.of("name", name)));
        return values();
    }

    boolean has(String name) {
        return !left.contains(name);
    }
}
