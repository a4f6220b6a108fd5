package dev.vestnik.sender;

import java.io.IOException;

/** A connection that broke before any part of the message was written to it. */
public final class NotSentException extends IOException {
    private static final long serialVersionUID = 1L;

    public NotSentException(String message) {
        super(message);
    }

    public NotSentException(String message, Throwable cause) {
        super(message, cause);
    }
}
