package dev.vestnik.rules.journey;

import dev.vestnik.rules.condition.Expression;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * The event that the journey is for: counted once an instance when it happens within this time after the entry.
 *
 * @param value for reports, for example {@code event.total}; may be null
 */
public record Goal(
        Trigger trigger, Duration within, @Nullable Expression value) {}
