package dev.vestnik.rules.customer;

import dev.vestnik.rules.channel.Channel;
import dev.vestnik.rules.journey.JourneyId;
import java.time.Instant;
import java.util.UUID;

/**
 * A message that went to a sender, as long as receipts may matter.
 *
 * @param id the message's id
 * @param attempt the newest attempt, from 1
 * @param putOffs how many of the attempts count as no tries
 * @param address 64 bits of the address's hash, 0 for push: a hard bounce suppresses that address
 * @param status how far it has got; moves only forward within an attempt
 * @param sentAt when the newest attempt was decided
 * @param deliverBefore past it no sender hands it on
 */
public record Outstanding(
        UUID id,
        UUID instance,
        JourneyId journey,
        int version,
        String step,
        String template,
        Channel channel,
        int attempt,
        PutOffs putOffs,
        long address,
        Status status,
        Instant sentAt,
        Instant deliverBefore) {

    /** The statuses of a message, in their order; a receipt never takes a message back. */
    public enum Status {
        SENT,
        IN_DOUBT,
        FAILED,
        ACCEPTED,
        DELIVERED,
        READ,
        OPENED,
        CLICKED,
        REPLIED
    }

    /** The same, this far. */
    public Outstanding in(Status other) {
        return new Outstanding(
                id,
                instance,
                journey,
                version,
                step,
                template,
                channel,
                attempt,
                putOffs,
                address,
                other,
                sentAt,
                deliverBefore);
    }

    /** The same, put off this often. */
    public Outstanding withPutOffs(PutOffs other) {
        return new Outstanding(
                id,
                instance,
                journey,
                version,
                step,
                template,
                channel,
                attempt,
                other,
                address,
                status,
                sentAt,
                deliverBefore);
    }

    /** Whether a sender may still have it before its gateway. */
    public boolean open() {
        return status == Status.SENT;
    }
}
