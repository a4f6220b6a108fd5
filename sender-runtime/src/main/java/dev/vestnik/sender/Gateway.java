package dev.vestnik.sender;

import dev.vestnik.schemas.message.MessageClass;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.function.BooleanSupplier;

/**
 * A connection to one provider. Used by many threads at once, never by more than its window has room for.
 *
 * <p>A provider's "no" is a value. A broken wire may be a value or an exception: {@link NotSentException} when provably nothing
 * was written, anything else counts as {@link Outcome.Unknown}.
 */
public interface Gateway extends AutoCloseable {

    /** The name, unique within the sender and the same over restarts: attempts remember it, metrics carry it. */
    String name();

    /** The bounds of its use. */
    GatewayLimits limits();

    /**
     * Takes this instance's part of the account's limits that the gateway keeps by itself, beyond {@link #limits}.
     *
     * @param instances live instances of this sender, one at least
     */
    default void share(int instances) {}

    /** Whether this gateway carries messages of that class. */
    default boolean serves(MessageClass messageClass) {
        return true;
    }

    /** The number of units as which a message counts in the rate, by what the provider charges: segments, letters, requests. */
    default int units(Dispatch dispatch) {
        return 1;
    }

    /**
     * Hands the message to the provider and waits for its answer. Runs on a virtual thread and may block, but must end: every
     * wait needs a time-out.
     *
     * @param mayStart whether there is still time for this attempt. The gateway asks right before the provider could take the message,
     *     since a connection or a token may have taken a while; when there is no time, the outcome is {@link Outcome.NotSent}
     */
    Outcome send(Dispatch dispatch, BooleanSupplier mayStart) throws Exception;

    /**
     * The time for which the provider recognises a message that it is handed again by its idempotency key, {@code attempt.toString()} or
     * what the gateway makes of it, and sends it once. An attempt in doubt is made again only here for so long. Zero without such a key.
     */
    default Duration keyLife() {
        return Duration.ZERO;
    }

    /**
     * Tells the provider's accounts apart, where the gateway takes a key: a key means nothing to another account. The same in every process
     * with these settings. It is written into Kafka: holds no secret. Empty without a key.
     */
    default String account() {
        return "";
    }

    /**
     * Whether the provider did answer, though the message is in doubt: it knows the message's key already, or has taken a part of the message
     * and refuses the rest for now. It is well then.
     */
    default boolean isAnswered(Outcome.Unknown outcome) {
        return false;
    }

    /**
     * Asks the provider for the outcome of an attempt in doubt, by a status query or a live idempotency key. {@link Outcome.NotSent}
     * means that the provider provably never got the message. Empty when the provider cannot tell. May block as {@link #send} may.
     */
    default Optional<Outcome> lookUp(Dispatch dispatch) throws Exception {
        return Optional.empty();
    }

    /** Records to write in the transaction that closes this attempt, so that they exist exactly when its receipt does. */
    default List<ClosingRecord> closingRecords(Dispatch dispatch, Outcome outcome) {
        return List.of();
    }

    /** The state of its connection as far as the gateway knows; never blocks. */
    default GatewayHealth health() {
        return GatewayHealth.ready();
    }

    /** Whether nothing is on its way but the sends that have not ended: a message may have its outcome before the last device has its answer. */
    default boolean isIdle() {
        return true;
    }

    /** Called once, after the last send has ended. Ends what is on its way: {@link #isIdle} tells whether there is any. */
    @Override
    default void close() {}
}
