package dev.vestnik.rules.decide;

import dev.vestnik.rules.customer.Instance;
import dev.vestnik.rules.customer.KeptEvent;
import dev.vestnik.rules.customer.Position;
import dev.vestnik.rules.customer.Position.Waiting;
import dev.vestnik.rules.decide.Decision.Outcome;
import dev.vestnik.rules.definition.FeatureLevel;
import dev.vestnik.rules.event.Event;
import dev.vestnik.rules.journey.Journey;
import dev.vestnik.rules.journey.Step;
import dev.vestnik.rules.reason.DropReason;
import dev.vestnik.rules.work.Weight;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/**
 * Keeps the events that come while an instance is in a message step, for the wait that follows: an event that it waits for counts from
 * the moment at which the message step was entered. Kept are events that a wait of the journey would take; a delay forgets them.
 */
final class KeptEvents {
    private static final int MOST_OF_INSTANCE = 10;
    private static final int MOST = 20;
    /** The largest data of a kept event, in the units of {@link Weight}. */
    private static final long LARGEST = 10_000;

    private KeptEvents() {}

    /** True where the event is kept, or a decision says that there is no room for it. */
    static boolean keep(Turn turn, Instance instance, Journey journey, Event event) {
        if (!turn.allows(FeatureLevel.MEMORY) || !isAwaited(turn, instance, journey, event)) {
            return false;
        }
        List<KeptEvent> kept = turn.state().memory().kept();
        if (turn.isFull()
                || kept.size() >= MOST
                || of(kept, instance.id()).size() >= MOST_OF_INSTANCE
                || Weight.of(event.data()) > LARGEST) {
            dropped(turn, instance, event.type());
            return true;
        }
        become(
                turn,
                Lists.with(
                        kept,
                        new KeptEvent(
                                instance.id(),
                                event.type(),
                                event.data(),
                                turn.cause().nominalAt())));
        return true;
    }

    private static void dropped(Turn turn, Instance instance, String type) {
        turn.record(
                Outcome.DROPPED,
                DropReason.EVENT_NOT_KEPT,
                Turn.about(instance, null),
                null,
                List.of(),
                Map.of("event", type));
    }

    private static boolean isAwaited(Turn turn, Instance instance, Journey journey, Event event) {
        for (Step step : journey.steps().values()) {
            if (StepRunner.step(journey, step.id()).awaits(turn, instance, event)) {
                return true;
            }
        }
        return false;
    }

    /**
     * Lets an instance hear, in their order, the events that were kept for it, as if they had come when its wait began.
     *
     * @param since when its wait began
     */
    static void hear(Turn turn, Instance waiting, Journey journey, Instant since) {
        List<KeptEvent> kept = of(turn.state().memory().kept(), waiting.id());
        if (kept.isEmpty()) {
            return;
        }
        forget(turn, waiting.id());
        Cause before = turn.cause();
        for (KeptEvent one : kept) {
            Instant at = one.nominalAt().isBefore(since) ? since : one.nominalAt();
            turn.because(new Cause.ByEvent(one.type(), null, at, at));
            Event event = new Event("/vestnik/kept", "", one.type(), at, one.data());
            turn.instance(waiting.id()).ifPresent(now -> hear(turn, now, journey, event));
        }
        turn.because(before);
    }

    private static void hear(Turn turn, Instance now, Journey journey, Event event) {
        switch (now.position()) {
            case Position.Stuck stuck -> Parking.miss(turn, now, event);
            case Position.Queued queued -> {
                // The instance has not begun, and so has kept nothing.
            }
            case Waiting waiting -> answer(turn, now, journey, event);
            case Position.Sent sent -> answer(turn, now, journey, event);
            case Position.Held held -> answer(turn, now, journey, event);
            case Position.Asking asking -> answer(turn, now, journey, event);
        }
    }

    private static void answer(Turn turn, Instance now, Journey journey, Event event) {
        StepRunner.step(journey, now.step()).answer(turn, now, journey, new Answer.Happened(event));
    }

    /** Adds what was kept for a visitor's runs. */
    static void unite(Turn turn, List<KeptEvent> came) {
        for (KeptEvent one : came) {
            Instance instance = turn.instance(one.instance()).orElse(null);
            List<KeptEvent> kept = turn.state().memory().kept();
            if (instance != null && kept.size() < MOST) {
                become(turn, Lists.with(kept, one));
            } else if (instance != null) {
                dropped(turn, instance, one.type());
            }
        }
    }

    /** Forgets what was kept for an instance. */
    static void forget(Turn turn, UUID instance) {
        List<KeptEvent> kept = turn.state().memory().kept();
        if (!of(kept, instance).isEmpty()) {
            become(
                    turn,
                    kept.stream()
                            .filter(one -> !one.instance().equals(instance))
                            .toList());
        }
    }

    private static List<KeptEvent> of(List<KeptEvent> kept, UUID instance) {
        return kept.isEmpty()
                ? kept
                : kept.stream().filter(one -> one.instance().equals(instance)).toList();
    }

    private static void become(Turn turn, List<KeptEvent> kept) {
        turn.become(turn.state().withMemory(turn.state().memory().withKept(kept)));
    }
}
