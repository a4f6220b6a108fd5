package dev.vestnik.rules.verification;

import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The state of a shop's codes itself, whatever the number of addresses, which are rows beside it ({@link VerificationRows}); immutable.
 *
 * @param first the number of the address that is looked at next
 * @param next the number of the place that is given next: those between the two wait
 * @param hour that is counted, its beginning
 * @param sent messages in that hour, by the country of the phone; {@link #NO_COUNTRY} for e-mail
 * @param lookAt when addresses are looked at; null: there are none
 */
public record VerificationState(
        long first,
        long next,
        Instant hour,
        Map<String, Integer> sent,
        @Nullable Instant lookAt) {
    public static final VerificationState EMPTY = new VerificationState(0, 0, Instant.EPOCH, Map.of(), null);

    static final String NO_COUNTRY = "";

    public VerificationState {
        sent = Map.copyOf(sent);
    }

    int sent(Instant ofHour, String country) {
        return hour.equals(ofHour) ? sent.getOrDefault(country, 0) : 0;
    }

    int sent(Instant ofHour) {
        return hour.equals(ofHour)
                ? sent.values().stream().mapToInt(Integer::intValue).sum()
                : 0;
    }

    /** The state after one more message. */
    VerificationState sentOne(Instant ofHour, String country) {
        Map<String, Integer> all = hour.equals(ofHour) ? new HashMap<>(sent) : new HashMap<>();
        all.merge(country, 1, Integer::sum);
        return new VerificationState(first, next, ofHour, all, lookAt);
    }

    VerificationState tookPlace() {
        return new VerificationState(first, next + 1, hour, sent, lookAt);
    }

    VerificationState gavePlace() {
        return new VerificationState(first + 1, next, hour, sent, lookAt);
    }

    VerificationState lookingAt(@Nullable Instant at) {
        return new VerificationState(first, next, hour, sent, at);
    }
}
