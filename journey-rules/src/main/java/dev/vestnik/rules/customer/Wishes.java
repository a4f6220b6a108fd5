package dev.vestnik.rules.customer;

import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The wishes of a customer beyond a yes or a no, kept as attributes of the profile: no marketing for a while, and no more than so much.
 * A value that cannot be read counts as not said.
 *
 * @param pausedUntil null: no pause
 * @param every the time in which one marketing message is enough; null: the shop's caps alone count
 */
public record Wishes(
        @Nullable Instant pausedUntil, @Nullable Duration every) {
    /** An instant: {@code 2026-12-30T12:00:00Z}; empty: no pause. */
    public static final String PAUSED_UNTIL = "messagesPausedUntil";

    /** {@code daily}, {@code weekly} or {@code monthly}; anything else: as the shop likes. */
    public static final String FREQUENCY = "messageFrequency";

    private static final Map<String, Duration> FREQUENCIES =
            Map.of("daily", Duration.ofDays(1), "weekly", Duration.ofDays(7), "monthly", Duration.ofDays(30));

    public static Wishes of(Profile profile) {
        return profile.fields().get("attributes") instanceof Map<?, ?> attributes
                ? new Wishes(instant(attributes.get(PAUSED_UNTIL)), frequency(attributes.get(FREQUENCY)))
                : new Wishes(null, null);
    }

    private static @Nullable Instant instant(@Nullable Object value) {
        try {
            return value instanceof String text && !text.isEmpty() ? Instant.parse(text) : null;
        } catch (DateTimeException e) {
            return null;
        }
    }

    private static @Nullable Duration frequency(@Nullable Object value) {
        return value instanceof String name ? FREQUENCIES.get(name) : null;
    }

    public boolean isPaused(Instant now) {
        return pausedUntil != null && now.isBefore(pausedUntil);
    }
}
