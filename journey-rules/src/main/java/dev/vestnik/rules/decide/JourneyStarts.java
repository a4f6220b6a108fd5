package dev.vestnik.rules.decide;

import dev.vestnik.rules.condition.Evaluation;
import dev.vestnik.rules.condition.KnownEvents;
import dev.vestnik.rules.customer.Instance;
import dev.vestnik.rules.decide.Decision.Outcome;
import dev.vestnik.rules.definition.Definitions;
import dev.vestnik.rules.event.Event;
import dev.vestnik.rules.journey.JourneyId;
import dev.vestnik.rules.reason.DropReason;
import dev.vestnik.rules.work.Weight;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/**
 * Starts the journeys that steps of others name. Each start is an event that happens to one journey alone, in the same decision, after all
 * that its cause has led to; it counts as emitted, so that journeys which start each other come to an end.
 */
final class JourneyStarts {
    /** The field of such an event with the item that it is for. */
    static final String ITEM = "item";

    /** Starts of one decision. An order has fewer lines, but for one that a company places; each start is a run in the customer's state. */
    static final int MOST = 50;

    private static final String SOURCE = "/vestnik/started";

    private JourneyStarts() {}

    /** Lets the step's journey begin, or says why not. */
    static void start(Turn turn, Instance instance, JourneyStep step, Instant nominalAt) {
        int depth = Emissions.depthAfter(instance);
        if (!isThere(turn, step.starts())) {
            drop(turn, instance, step, Map.of("cause", "no live journey of this id is entered with journey.started"));
        } else if (depth > Emissions.DEEPEST) {
            drop(turn, instance, step, Map.of("bound", "depth"));
        } else {
            List<Map<String, Object>> starts = starts(turn, instance, step);
            for (int i = 0; i < starts.size(); i++) {
                if (turn.emissions().started() >= MOST) {
                    drop(turn, instance, step, Map.of("bound", "count", "left", String.valueOf(starts.size() - i)));
                    return;
                }
                String id = Ids.started(turn.keyOf(instance), instance.id(), step.id(), instance.iteration(), i)
                        .toString();
                start(
                        turn,
                        instance,
                        step,
                        new Event(SOURCE, id, KnownEvents.STARTED, nominalAt, starts.get(i)),
                        depth);
            }
        }
    }

    private static boolean isThere(Turn turn, JourneyId journey) {
        Definitions definitions = turn.definitions();
        String shop = turn.customer().shop();
        String type = KnownEvents.STARTED;
        return definitions.startedBy(type, shop).stream()
                        .anyMatch(one -> one.id().equals(journey))
                || definitions.pausedStartedBy(type, shop).stream()
                        .anyMatch(one -> one.id().equals(journey))
                || definitions.brokenStartedBy(type, shop).stream()
                        .anyMatch(one -> one.journey().equals(journey));
    }

    /** The data of the events, one for each start. */
    private static List<Map<String, Object>> starts(Turn turn, Instance instance, JourneyStep step) {
        Map<String, Object> data = NamedValues.computed(turn, instance, step.id(), step.data());
        if (step.each() == null) {
            return List.of(data);
        }
        Evaluation list = turn.evaluate(step.each(), turn.facts(instance));
        if (!(list instanceof Evaluation.Value(Collection<?> items))) {
            String cause = list instanceof Evaluation.Failed(var problem) ? problem : "it gives no list";
            Unknowns.say(turn, Turn.about(instance, step.id()), step.each(), cause);
            return List.of();
        }
        List<Map<String, Object>> starts = new ArrayList<>();
        items.stream().filter(Objects::nonNull).forEach(item -> {
            Map<String, Object> one = new HashMap<>(data);
            one.put(ITEM, item);
            starts.add(one);
        });
        return starts;
    }

    private static void start(Turn turn, Instance instance, JourneyStep step, Event event, int depth) {
        if (Weight.of(event.data()) > NamedValues.LARGEST) {
            drop(turn, instance, step, Map.of("bound", "size", "eventId", event.id()));
            return;
        }
        turn.emissions().add(turn, Emissions.by(instance, event, depth), step.starts());
        Map<String, String> inputs = Map.of(
                "event",
                event.type(),
                "eventId",
                event.id(),
                "journey",
                step.starts().value());
        turn.record(Outcome.EMITTED, null, Turn.about(instance, step.id()), null, List.of(), inputs);
    }

    private static void drop(Turn turn, Instance instance, JourneyStep step, Map<String, String> why) {
        Map<String, String> inputs = new HashMap<>(why);
        inputs.put("journey", step.starts().value());
        StateBounds.drop(turn, DropReason.JOURNEY_NOT_STARTED, Turn.about(instance, step.id()), inputs);
    }
}
