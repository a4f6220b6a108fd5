package dev.vestnik.schemas.registry;

import org.apache.kafka.common.errors.SerializationException;

/** The registry answered "no": no such schema, not compatible, not allowed. Asking again will not help. */
public final class RegistryRefusedException extends SerializationException {
    private static final long serialVersionUID = 1L;

    private final int status;
    private final int error;

    RegistryRefusedException(int status, int error, String message) {
        super("schema registry says no (" + status + "): " + message);
        this.status = status;
        this.error = error;
    }

    /** The HTTP status of the answer. */
    public int status() {
        return status;
    }

    /** The registry's own {@code error_code}; 0 when the answer had none. */
    public int error() {
        return error;
    }
}
