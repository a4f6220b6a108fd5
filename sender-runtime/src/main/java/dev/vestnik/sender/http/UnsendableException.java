package dev.vestnik.sender.http;

/** A call of which no request can be made, so that nothing was sent. Carries no value of the call: headers hold keys, paths hold numbers. */
public final class UnsendableException extends IllegalArgumentException {
    private static final long serialVersionUID = 1L;

    private final String code;

    UnsendableException(String code, String message) {
        super(message);
        this.code = code;
    }

    /** The receipt's code: {@code too-large} or {@code bad-request}. */
    public String code() {
        return code;
    }
}
