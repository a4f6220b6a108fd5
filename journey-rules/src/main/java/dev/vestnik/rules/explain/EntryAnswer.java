package dev.vestnik.rules.explain;

import dev.vestnik.rules.decide.CalendarOutlook;
import dev.vestnik.rules.event.Event;
import java.time.Instant;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * The answer of an entry to an event.
 *
 * @param at when Kafka had the event
 * @param version of the journey that was in force then; 0: none
 * @param run that it starts, or would have
 * @param reason the label of a reason, or one of {@link EntryReplay}'s own words
 * @param detail the condition that does not hold; null where the reason says it all
 * @param inputs what decided besides
 * @param values that the condition read, by their paths; an empty text where there was none
 */
public record EntryAnswer(
        Instant at,
        Event event,
        int version,
        UUID run,
        String reason,
        @Nullable String detail,
        Map<String, String> inputs,
        Map<String, Object> values) {
    public EntryAnswer {
        inputs = Map.copyOf(inputs);
    }

    EntryAnswer with(Map<String, String> others) {
        return new EntryAnswer(at, event, version, run, reason, detail, others, values);
    }

    /**
     * The same where no decision is recorded of the event: a moment of the calendar that has been decided beyond was not due then.
     *
     * @param served up to when the customer's calendar has been decided; null: nothing of it
     */
    public EntryAnswer unrecorded(@Nullable Instant served) {
        boolean passed = event.source().equals(CalendarOutlook.SOURCE)
                && served != null
                && !event.occurredAt().isAfter(served);
        return passed && reason.equals(EntryReplay.ENTERS)
                ? new EntryAnswer(at, event, version, run, EntryReplay.NOT_DUE, detail, inputs, values)
                : this;
    }

    EntryAnswer because(@Nullable String condition, Map<String, Object> read) {
        return new EntryAnswer(at, event, version, run, reason, condition, inputs, read);
    }
}
