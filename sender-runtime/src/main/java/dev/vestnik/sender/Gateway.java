package dev.vestnik.sender;

import dev.vestnik.schemas.message.MessageClass;
import java.util.List;
import java.util.Optional;
import java.util.function.BooleanSupplier;

/**
 * One way out to a provider. Used by many threads at once, never by more than its window has room for.
 *
 * <p>A provider's "no" is a value. A broken wire may be a value or an exception: {@link NotSentException} when provably nothing
 * was written, anything else counts as {@link Outcome.Unknown}.
 */
public interface Gateway extends AutoCloseable {

    /** Unique within its sender; stays the same over restarts, because attempts remember it. Goes into metrics. */
    String name();

    /** How much of it may be used at once. */
    GatewayLimits limits();

    /** Whether this gateway carries messages of that class. */
    default boolean serves(MessageClass messageClass) {
        return true;
    }

    /**
     * Hands the message to the provider and waits for its answer. Runs on a virtual thread and may block, but must end: every
     * wait needs a time-out.
     *
     * @param mayStart whether there is still time for this attempt; asked right before the provider could take the message, where
     *     getting so far (a connection, a token) may have taken a while. When it says no, the outcome is {@link Outcome.NotSent}
     */
    Outcome send(Dispatch dispatch, BooleanSupplier mayStart) throws Exception;

    /**
     * What became of an attempt that is in doubt, asked at the provider by a status query or a live idempotency key.
     * {@link Outcome.NotSent} says that the provider provably never got it. Empty when the provider cannot tell. May block as
     * {@link #send} may.
     */
    default Optional<Outcome> lookUp(Dispatch dispatch) throws Exception {
        return Optional.empty();
    }

    /** Records to write in the transaction that closes this attempt, so that they exist exactly when its receipt does. */
    default List<ClosingRecord> closingRecords(Dispatch dispatch, Outcome outcome) {
        return List.of();
    }

    /** Whether it is connected as far as it knows; never blocks. */
    default GatewayHealth health() {
        return GatewayHealth.ready();
    }

    /** Called once, after the last send has ended. */
    @Override
    default void close() {}
}
