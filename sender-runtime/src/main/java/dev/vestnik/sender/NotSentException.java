package dev.vestnik.sender;

import java.io.IOException;

/** The wire broke before anything of the message was written to it. */
public final class NotSentException extends IOException {
    private static final long serialVersionUID = 1L;

    public NotSentException(String message) {
        super(message);
    }

    public NotSentException(String message, Throwable cause) {
        super(message, cause);
    }
}
