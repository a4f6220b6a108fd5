package dev.vestnik.rules.reason;

/** The fate of a customer's answer to a question. */
public enum AnswerReason implements Reason {
    UNDERSTOOD("understood"),
    /** It was not understood the first time, and the question is put once more. */
    ASKED_AGAIN("asked-again"),
    /** People read it. */
    NOT_UNDERSTOOD("not-understood");

    private final String label;

    AnswerReason(String label) {
        this.label = label;
    }

    @Override
    public String label() {
        return label;
    }
}
