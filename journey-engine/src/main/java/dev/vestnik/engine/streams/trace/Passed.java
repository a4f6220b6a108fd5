package dev.vestnik.engine.streams.trace;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * Events of one type that started nothing, for one reason.
 *
 * @param event their type
 * @param journey that they did not start; null where no journey listens to them
 * @param reason the label of a {@link dev.vestnik.rules.reason.NoEntryReason}
 * @param detail what did not hold the last time; null where the reason says it all
 * @param lastId the last one's id
 * @param times how many there were since the first
 */
public record Passed(
        String event,
        @Nullable String journey,
        String reason,
        @Nullable String detail,
        @Nullable String lastId,
        Instant first,
        Instant last,
        long times) {}
