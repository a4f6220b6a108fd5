package dev.vestnik.sender.http;

import dev.vestnik.sender.hook.HookEvent;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The end of a question for reports.
 *
 * @param trouble the reason why there may be reports that were not told, or were lost on their way; null when all went well
 */
record Pulled(List<HookEvent> events, @Nullable String trouble) {
    private static final int OK = 200;
    private static final int NO_CONTENT = 204;

    Pulled {
        events = List.copyOf(events);
    }

    static Pulled without(String trouble) {
        return new Pulled(List.of(), trouble);
    }

    /** Reads an answer; one that is not whole tells nothing, since a half of it is no JSON. */
    static Pulled of(Exchange exchange, HttpProvider provider) {
        return switch (exchange) {
            case Exchange.Answered answer -> of(answer, provider);
            case Exchange.NotSent(String cause) -> without("no connection: " + cause);
            case Exchange.TooLate() -> without("too late");
            case Exchange.Lost(String cause) -> without("answer lost: " + cause);
        };
    }

    private static Pulled of(Exchange.Answered answer, HttpProvider provider) {
        if (answer.status() == NO_CONTENT) {
            return new Pulled(List.of(), null);
        }
        if (answer.status() != OK) {
            return without("HTTP " + answer.status());
        }
        if (!answer.whole()) {
            return without("answer broken, or larger than " + HttpWire.LARGEST_ANSWER + " bytes");
        }
        List<HookEvent> events = provider.pulled(answer);
        boolean unreadable = events.isEmpty() && answer.json().isMissingNode();
        return new Pulled(events, unreadable ? "no JSON" : null);
    }
}
