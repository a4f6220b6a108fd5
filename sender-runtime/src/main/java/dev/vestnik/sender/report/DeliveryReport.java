package dev.vestnik.sender.report;

import dev.vestnik.schemas.message.FailureKind;
import dev.vestnik.sender.DeadToken;
import dev.vestnik.sender.Outcome;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A provider's or device's report on a message that its gateway took. */
public sealed interface DeliveryReport {

    /** The message is on the customer's device or in the mailbox. */
    record Delivered() implements DeliveryReport {}

    /** A messenger shows that the person has seen the message. */
    record Read() implements DeliveryReport {}

    record Opened() implements DeliveryReport {}

    record Clicked() implements DeliveryReport {}

    /**
     * The message came back.
     *
     * @param code low in cardinality: {@code dsn-5.1.1}
     * @param address DEAD when no message will ever arrive there
     * @param retryAt the time before which the engine need not try again; null where nobody knows
     */
    record Failed(
            FailureKind kind,
            @Nullable String code,
            Outcome.AddressState address,
            List<DeadToken> deadTokens,
            @Nullable Instant retryAt)
            implements DeliveryReport {
        public Failed {
            deadTokens = List.copyOf(deadTokens);
        }

        /** A failure that says nothing about the time of another try. */
        public Failed(
                FailureKind kind, @Nullable String code, Outcome.AddressState address, List<DeadToken> deadTokens) {
            this(kind, code, address, deadTokens, null);
        }
    }

    /**
     * The message arrived, and the person wants no more of its kind: a complaint, a block.
     *
     * @param code low in cardinality: {@code complaint}
     */
    record OptedOut(String code) implements DeliveryReport {}

    /** The provider gave up when its validity period was over. */
    record Expired() implements DeliveryReport {}
}
