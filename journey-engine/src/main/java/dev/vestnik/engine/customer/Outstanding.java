package dev.vestnik.engine.customer;

import dev.vestnik.engine.journey.Channel;
import dev.vestnik.engine.journey.JourneyId;
import java.time.Instant;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A message that went to a sender, as long as receipts may matter.
 *
 * @param id the message's id
 * @param attempt the newest attempt, from 1
 * @param address 64 bits of the address's hash, 0 for push: what a hard bounce suppresses
 * @param status how far it has got; moves only forward
 * @param sentAt when the newest attempt was decided
 * @param deliverBefore past it no sender hands it on
 * @param retryAt when the next attempt is due, null where none is
 * @param origin what is needed to render it again; null once no retry is possible
 */
public record Outstanding(
        UUID id,
        UUID instance,
        JourneyId journey,
        int version,
        String step,
        Channel channel,
        int attempt,
        long address,
        Status status,
        Instant sentAt,
        Instant deliverBefore,
        @Nullable Instant retryAt,
        @Nullable Origin origin) {

    /** In this order; a receipt never takes a message back. */
    public enum Status {
        SENT,
        IN_DOUBT,
        ACCEPTED,
        FAILED,
        DELIVERED,
        OPENED,
        CLICKED,
        REPLIED
    }

    /** The variables of a message. */
    public record Origin(String template, String eventType, Map<String, Object> event, Map<String, Object> context) {}

    /** The same, further on. */
    public Outstanding reached(Status further) {
        return further.compareTo(status) <= 0 ? this : with(further, attempt, sentAt, null, null);
    }

    /** The same, to be tried again. */
    public Outstanding retryAt(Instant at) {
        return with(status, attempt, sentAt, at, origin);
    }

    /** The same, tried once more. */
    public Outstanding triedAgain(Instant now) {
        return with(Status.SENT, attempt + 1, now, null, origin);
    }

    private Outstanding with(
            Status newStatus, int newAttempt, Instant newSentAt, @Nullable Instant retry, @Nullable Origin newOrigin) {
        return new Outstanding(
                id,
                instance,
                journey,
                version,
                step,
                channel,
                newAttempt,
                address,
                newStatus,
                newSentAt,
                deliverBefore,
                retry,
                newOrigin);
    }
}
