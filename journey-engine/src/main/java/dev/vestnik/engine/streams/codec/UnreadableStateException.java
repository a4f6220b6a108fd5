package dev.vestnik.engine.streams.codec;

/** The bytes of a state, or of a timeline's entry, are of a format that this engine does not know, or are none at all. */
public final class UnreadableStateException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    UnreadableStateException(String message) {
        super(message);
    }

    UnreadableStateException(String message, Throwable cause) {
        super(message, cause);
    }
}
