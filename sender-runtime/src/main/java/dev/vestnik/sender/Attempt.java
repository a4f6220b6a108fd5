package dev.vestnik.sender;

import java.util.UUID;

/**
 * One attempt at one message, which is sent at most once.
 *
 * @param messageId derived from the decision that sends
 * @param number of the attempt, counted by the engine
 */
public record Attempt(UUID messageId, int number) {

    /** {@code messageId/number}, for idempotency keys and logs. */
    @Override
    public String toString() {
        return messageId + "/" + number;
    }
}
