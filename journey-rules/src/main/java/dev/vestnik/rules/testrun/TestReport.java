package dev.vestnik.rules.testrun;

import java.time.Instant;
import java.util.List;

/**
 * The course of a test run, from its first signal to its last.
 *
 * @param at when it came to its end
 */
public record TestReport(List<Happening> story, Instant at, Ending ending) {
    public TestReport {
        story = List.copyOf(story);
    }

    /** Why a test run went no further. */
    public enum Ending {
        /** Nothing more would happen. */
        QUIET,
        /** Its time was over. */
        TIME_OVER,
        /** It took as many signals as a test run may take. */
        TOO_LONG
    }

    /** The messages that would have gone out, in their order; another attempt at one is none. */
    public List<SentMessage> messages() {
        return story.stream()
                .flatMap(happening -> happening.sent().stream())
                .filter(message -> message.send().attempt() == 1)
                .toList();
    }
}
