package dev.vestnik.email;

import java.time.Instant;

/** A message written as an e-mail that can go out, or the reason why it never can. */
sealed interface MimeMail {

    /**
     * @param envelopeFrom the address that the provider tells about a failed delivery
     * @param mime header and body as they go over the wire, before dot-stuffing
     * @param utf8 whether an address in its header or envelope is not in ASCII, which only servers with SMTPUTF8 take
     * @param deliverBefore the instant from which on the e-mail is not handed over any more, however long the connection took
     */
    record Ready(EmailAddress envelopeFrom, EmailAddress recipient, byte[] mime, boolean utf8, Instant deliverBefore)
            implements MimeMail {}

    /** @param addressDead whether no e-mail could ever be sent to this recipient */
    record Refused(String code, boolean addressDead) implements MimeMail {}
}
