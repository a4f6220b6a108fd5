package dev.vestnik.sender.report;

import dev.vestnik.schemas.message.FailureKind;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What became of a message after its gateway took it. */
public sealed interface Report {

    /** It is on the customer's device or in the mailbox. */
    record Delivered() implements Report {}

    record Opened() implements Report {}

    record Clicked() implements Report {}

    /**
     * It came back.
     *
     * @param code low in cardinality: {@code dsn-5.1.1}
     * @param addressDead whether nothing will ever arrive at this address
     */
    record Failed(FailureKind kind, @Nullable String code, boolean addressDead, List<String> deadTokens)
            implements Report {
        public Failed {
            deadTokens = List.copyOf(deadTokens);
        }
    }

    /** The provider gave up when its validity period was over. */
    record Expired() implements Report {}
}
