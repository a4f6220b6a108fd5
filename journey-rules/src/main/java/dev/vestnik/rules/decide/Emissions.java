package dev.vestnik.rules.decide;

import dev.vestnik.rules.customer.Instance;
import dev.vestnik.rules.decide.Decision.Outcome;
import dev.vestnik.rules.event.Event;
import dev.vestnik.rules.journey.JourneyId;
import dev.vestnik.rules.reason.DropReason;
import dev.vestnik.rules.work.Weight;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The events that steps emit in one decision. Each happens after all that its cause has led to, in their order and in the same decision. An
 * event says under {@code emitted} which journey it is from, and how many emitted events led to it; so two journeys that emit for each other
 * come to an end, also with waits between.
 */
final class Emissions {
    /** The field of an emitted event that Vestnik sets. */
    static final String EMITTED = "emitted";

    static final String SOURCE = "/vestnik/emitted";

    /** Emitted events in a row, each of which led to the next: more is a circle, not a plan. */
    static final int DEEPEST = 5;

    /** Emitted events of one decision: a fan of journeys, each emitting for some more, has an end too. */
    static final int MOST = 20;

    private static final String DEPTH = "depth";

    private final List<Emission> all = new ArrayList<>();
    private int next;

    /**
     * An event that is to happen.
     *
     * @param causedAt Kafka's timestamp of the input behind it
     * @param starts the only journey that it happens to, which it starts; null: it happens to all
     */
    record Emission(Event event, Instant causedAt, @Nullable JourneyId starts) {}

    /** Lets the step's event happen, or says why not. */
    void emit(Turn turn, Instance instance, Emit step, Instant nominalAt) {
        Map<String, Object> data = new HashMap<>(NamedValues.computed(turn, instance, step.id(), step.data()));
        int depth = depthAfter(instance);
        String bound = bound(data, depth);
        if (bound != null) {
            Map<String, String> inputs = Map.of("event", step.event(), "bound", bound);
            StateBounds.drop(turn, DropReason.EVENT_NOT_EMITTED, Turn.about(instance, step.id()), inputs);
            return;
        }
        String id = Ids.emitted(turn.keyOf(instance), instance.id(), step.id(), instance.iteration())
                .toString();
        add(turn, by(instance, new Event(SOURCE, id, step.event(), nominalAt, data), depth), null);
        Map<String, String> inputs = Map.of("event", step.event(), "eventId", id);
        turn.record(Outcome.EMITTED, null, Turn.about(instance, step.id()), null, List.of(), inputs);
    }

    private @Nullable String bound(Map<String, Object> data, int depth) {
        if (depth > DEEPEST) {
            return DEPTH;
        }
        if (all.size() - started() >= MOST) {
            return "count";
        }
        return Weight.of(data) > NamedValues.LARGEST ? "size" : null;
    }

    /** The number of emitted events in a row that led to one that the instance emits now, that one among them. */
    static int depthAfter(Instance instance) {
        return depth(instance.event()) + 1;
    }

    /** The event with what it says of where it comes from. */
    static Event by(Instance instance, Event event, int depth) {
        Map<String, Object> data = new HashMap<>(event.data());
        data.put(EMITTED, Map.of("journey", instance.journey().value(), DEPTH, (long) depth));
        return new Event(event.source(), event.id(), event.type(), event.occurredAt(), Map.copyOf(data));
    }

    /** @param starts the only journey that it happens to; null: it happens to all */
    void add(Turn turn, Event event, @Nullable JourneyId starts) {
        all.add(new Emission(event, turn.cause().causedAt(), starts));
    }

    /** The number of those that start one journey. */
    int started() {
        return (int) all.stream().filter(one -> one.starts() != null).count();
    }

    /**
     * The instance after it took something from an event without being brought on by it: what it emits comes of that event too. Its own event
     * says what the deeper of the two does under {@code emitted}.
     */
    static Instance moved(Instance instance, Event by) {
        Object emitted = by.data().get(EMITTED);
        if (emitted == null || depth(by.data()) <= depth(instance.event())) {
            return instance;
        }
        Map<String, Object> data = new HashMap<>(instance.event());
        data.put(EMITTED, emitted);
        return instance.broughtBy(instance.eventType(), Map.copyOf(data));
    }

    /** The number of emitted events in a row that led to the one with this data, itself among them. */
    private static int depth(Map<String, Object> event) {
        return event.get(EMITTED) instanceof Map<?, ?> emitted && emitted.get(DEPTH) instanceof Long depth
                ? (int) Math.clamp(depth, 0, DEEPEST)
                : 0;
    }

    /** The next one that has not happened yet; null where all have. */
    @Nullable
    Emission next() {
        return next < all.size() ? all.get(next++) : null;
    }

    /** Whether one of them is what happens now. */
    boolean areAtWork() {
        return next > 0;
    }

    int size() {
        return all.size();
    }

    /** Takes back those after the first so many. */
    void cut(int size) {
        all.subList(size, all.size()).clear();
    }
}
