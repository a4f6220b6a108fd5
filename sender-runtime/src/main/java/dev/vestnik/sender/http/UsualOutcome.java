package dev.vestnik.sender.http;

import dev.vestnik.sender.Outcome;
import dev.vestnik.sender.Outcome.Busy;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * Maps an answer by its status alone, as RFC 9110 has it. Whatever is wrong with our account, our address or the provider is busy and fails
 * no message. Of the server's errors only 501 and 503 say that the request was not taken; any other, and those that load balancers made up
 * (520, 522, 524), may come after the provider took the message: in doubt.
 */
public final class UsualOutcome {
    private UsualOutcome() {}

    /** @param provider the beginning of the code: {@code twilio} makes {@code twilio-503} */
    public static Outcome of(String provider, Exchange.Answered answer) {
        int status = answer.status();
        String code = provider + "-" + status;
        return switch (status) {
            case 400, 406, 409, 410, 411, 413, 414, 415, 422, 431 -> Outcome.permanent(code);
            case 501, 503 -> busy(code, answer);
            default ->
                status >= 500
                        ? new Outcome.Unknown(code)
                        : status >= 200 && status < 300
                                ? new Outcome.Unknown(provider + "-unreadable-answer")
                                : busy(code, answer);
        };
    }

    /** Busy for as long as the answer's Retry-After says. */
    public static Outcome busy(String code, Exchange.Answered answer) {
        @Nullable Duration wait = answer.retryAfter().orElse(null);
        return new Busy(code, Busy.Scope.GATEWAY, wait);
    }
}
