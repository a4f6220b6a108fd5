package dev.vestnik.engine.definitions;

/** The log did not take a change, or did not show it in time. Whether the change will count is not known: look before trying again. */
public final class LogUnavailableException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    LogUnavailableException(String message, Throwable cause) {
        super(message, cause);
    }
}
