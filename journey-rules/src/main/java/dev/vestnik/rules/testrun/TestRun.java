package dev.vestnik.rules.testrun;

import dev.vestnik.rules.journey.JourneyId;
import java.time.Instant;
import java.util.List;

/**
 * The subject of a test run.
 *
 * @param end nothing is looked at after it
 * @param answers that steps get of others
 * @param with other journeys that are live beside the one under test
 */
public record TestRun(
        Subject subject,
        Instant start,
        Instant end,
        List<ToldEvent> events,
        ReceiptModel receipts,
        ScriptedReplies answers,
        List<JourneyId> with) {
    public TestRun {
        events = List.copyOf(events);
        with = List.copyOf(with);
    }

    /** The same with another customer. */
    public TestRun of(Subject other) {
        return new TestRun(other, start, end, events, receipts, answers, with);
    }
}
