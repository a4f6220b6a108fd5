package dev.vestnik.standalone.send;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** Decides when to tell a waiting user the reason: at once when it changes, else once a minute. */
final class WaitNotice {
    private static final long AGAIN = Duration.ofMinutes(1).toNanos();

    private @Nullable String said;
    private long saidAt;

    /** Whether to tell the reason now; then it counts as told. */
    boolean worthSaying(String why, long nanos) {
        if (why.equals(said) && nanos - saidAt < AGAIN) {
            return false;
        }
        said = why;
        saidAt = nanos;
        return true;
    }
}
