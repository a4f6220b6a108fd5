package dev.vestnik.sender.report;

import dev.vestnik.schemas.message.FailureKind;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A provider's or device's report on a message that its gateway took. */
public sealed interface DeliveryReport {

    /** The message is on the customer's device or in the mailbox. */
    record Delivered() implements DeliveryReport {}

    record Opened() implements DeliveryReport {}

    record Clicked() implements DeliveryReport {}

    /**
     * The message came back.
     *
     * @param code low in cardinality: {@code dsn-5.1.1}
     * @param addressDead whether no message will ever arrive at this address
     */
    record Failed(FailureKind kind, @Nullable String code, boolean addressDead, List<String> deadTokens)
            implements DeliveryReport {
        public Failed {
            deadTokens = List.copyOf(deadTokens);
        }
    }

    /** The provider gave up when its validity period was over. */
    record Expired() implements DeliveryReport {}
}
