package dev.vestnik.rules.decide;

import dev.vestnik.rules.decide.Decision.Outcome;
import dev.vestnik.rules.event.Event;
import dev.vestnik.rules.journey.Journey;
import dev.vestnik.rules.reason.NoEntryReason;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Says why an event did not start a journey that it was meant for. Events come by the hundred, so the same is said once: once a run, or once
 * a day for a key.
 */
final class NotEntered {
    private static final Duration A_DAY = Duration.ofDays(1);

    private NotEntered() {}

    /** Says it whenever it happens. */
    static void say(Turn turn, Event event, Journey journey, NoEntryReason reason, Map<String, String> inputs) {
        turn.record(Outcome.NOT_ENTERED, reason, EntryRules.about(turn, event, journey), null, List.of(), inputs);
        count(turn, event, journey, reason, null);
    }

    /** Counts it, and tells it where somebody asks; nothing of it is kept with the customer. */
    static void count(Turn turn, Event event, Journey journey, NoEntryReason reason, @Nullable String detail) {
        turn.bringAbout(new Effect.Passed(event.type(), turn.cause().id(), journey.id(), reason, detail));
    }

    /** The same of an event that no journey and no rule listens to. */
    static void unheard(Turn turn, Event event) {
        turn.bringAbout(new Effect.Passed(event.type(), turn.cause().id(), null, NoEntryReason.UNHEARD, null));
    }

    /**
     * Says it once a day for a key.
     *
     * @param key empty where the journey has none, or it is not known
     */
    static void sayOfKey(
            Turn turn, Event event, Journey journey, String key, NoEntryReason reason, Map<String, String> inputs) {
        if (SaidOnce.isNew(turn, "not-entered\0" + reason.label() + "\0" + journey.id() + "\0" + key, A_DAY)) {
            say(turn, event, journey, reason, inputs);
        } else {
            count(turn, event, journey, reason, null);
        }
    }

    /** Says once of a run that events do not start another one beside it. */
    static void sayOfRun(Turn turn, Event event, Journey journey, UUID run) {
        if (SaidOnce.isNew(turn, "not-entered\0already-running\0" + run, Housekeeping.EVENTS_KEPT)) {
            say(turn, event, journey, NoEntryReason.ALREADY_RUNNING, Map.of("run", run.toString()));
        } else {
            count(turn, event, journey, NoEntryReason.ALREADY_RUNNING, null);
        }
    }
}
