package dev.vestnik.email;

/** A message that no letter can be made of; stays inside {@link LetterWriter}. */
final class RefusedLetterException extends Exception {
    private static final long serialVersionUID = 1L;
    private final boolean addressDead;

    RefusedLetterException(String code, boolean addressDead) {
        super(code, null, false, false);
        this.addressDead = addressDead;
    }

    Letter.Refused letter() {
        return new Letter.Refused(String.valueOf(getMessage()), addressDead);
    }
}
