package dev.vestnik.email;

/** A message that cannot be written as an e-mail; stays inside {@link MailWriter}. */
final class RefusedMailException extends Exception {
    private static final long serialVersionUID = 1L;
    private final boolean addressDead;

    RefusedMailException(String code, boolean addressDead) {
        super(code, null, false, false);
        this.addressDead = addressDead;
    }

    MimeMail.Refused refusal() {
        return new MimeMail.Refused(String.valueOf(getMessage()), addressDead);
    }
}
