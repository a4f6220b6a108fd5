package dev.vestnik.schemas.registry;

import org.apache.kafka.common.errors.SerializationException;

/** No registry answered; asking again later may help. */
public final class RegistryUnavailableException extends SerializationException {
    private static final long serialVersionUID = 1L;

    RegistryUnavailableException(String message) {
        super("schema registry is not reachable: " + message);
    }
}
