package dev.vestnik.email;

import java.time.Instant;

/** What became of a message on paper: a letter that can go out, or the reason why it never can. */
sealed interface Letter {

    /**
     * @param envelopeFrom whom the provider tells when it cannot be delivered
     * @param mime headers and body as they go over the wire, before dot-stuffing
     * @param deliverBefore from when on it is not handed over any more, however long the server took to let us in
     */
    record Ready(EmailAddress envelopeFrom, EmailAddress recipient, byte[] mime, Instant deliverBefore)
            implements Letter {}

    /** @param addressDead whether nothing could ever be sent to this recipient */
    record Refused(String code, boolean addressDead) implements Letter {}
}
