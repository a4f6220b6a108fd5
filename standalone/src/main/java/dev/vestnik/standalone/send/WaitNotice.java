package dev.vestnik.standalone.send;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** What somebody who waits is told: why, and again once a minute as long as it is for the same reason. */
final class Waits {
    private static final long AGAIN = Duration.ofMinutes(1).toNanos();

    private @Nullable String said;
    private long saidAt;

    /** Whether to say it now; then it counts as said. */
    boolean worthSaying(String why, long nanos) {
        if (why.equals(said) && nanos - saidAt < AGAIN) {
            return false;
        }
        said = why;
        saidAt = nanos;
        return true;
    }
}
