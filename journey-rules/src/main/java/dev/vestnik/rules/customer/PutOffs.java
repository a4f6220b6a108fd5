package dev.vestnik.rules.customer;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * The number of times that an attempt of a message ended because a provider had no room; immutable. Such attempts count as no tries.
 *
 * @param until where the newest attempt ended so: no attempt before then; null where it is out, or ended otherwise
 */
public record PutOffs(int times, @Nullable Instant until) {
    public static final PutOffs NONE = new PutOffs(0, null);

    public PutOffs another(Instant notBefore) {
        return new PutOffs(times + 1, notBefore);
    }

    /** The same, with the next attempt out. */
    public PutOffs tried() {
        return until == null ? this : new PutOffs(times, null);
    }
}
