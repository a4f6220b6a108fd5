package dev.vestnik.email;

/** What became of a message on paper: a letter that can go out, or the reason why it never can. */
sealed interface Letter {

    /**
     * @param envelopeFrom whom the provider tells when it cannot be delivered
     * @param mime headers and body as they go over the wire, before dot-stuffing
     */
    record Ready(EmailAddress envelopeFrom, EmailAddress recipient, byte[] mime) implements Letter {}

    /** @param addressDead whether nothing could ever be sent to this recipient */
    record Refused(String code, boolean addressDead) implements Letter {}
}
