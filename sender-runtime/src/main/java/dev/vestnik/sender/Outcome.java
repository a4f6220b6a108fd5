package dev.vestnik.sender;

import dev.vestnik.schemas.message.FailureKind;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What a gateway knows about an attempt after it. */
public sealed interface Outcome {

    /** For metrics: {@code accepted}, {@code rejected}, {@code not_sent}, {@code unknown}. */
    String tag();

    /**
     * The provider has taken it.
     *
     * @param providerIds the provider's ids of it, in order of its parts; empty where the provider has none
     * @param segments what will be charged; null where that has no meaning
     * @param deadTokens push targets that the provider says are gone, while others took the message
     */
    record Accepted(List<String> providerIds, @Nullable Integer segments, List<String> deadTokens) implements Outcome {
        public Accepted {
            providerIds = List.copyOf(providerIds);
            deadTokens = List.copyOf(deadTokens);
        }

        @Override
        public String tag() {
            return "accepted";
        }
    }

    /**
     * The provider said no. The sender does not try again: the engine owns time.
     *
     * @param code the provider's or our code, low in cardinality: {@code smpp-0x0B}
     * @param addressDead whether nothing will ever arrive at this address
     * @param deadTokens push targets that are gone
     */
    record Rejected(FailureKind kind, String code, boolean addressDead, List<String> deadTokens) implements Outcome {
        public Rejected {
            deadTokens = List.copyOf(deadTokens);
        }

        @Override
        public String tag() {
            return "rejected";
        }
    }

    /** Provably before the write: it may be tried again or go to the next gateway. */
    record NotSent(String cause) implements Outcome {
        @Override
        public String tag() {
            return "not_sent";
        }
    }

    /** Reset or time-out after the write: in doubt. */
    record Unknown(String cause) implements Outcome {
        @Override
        public String tag() {
            return "unknown";
        }
    }

    static Outcome accepted(String... providerIds) {
        return new Accepted(List.of(providerIds), null, List.of());
    }

    static Outcome permanent(String code) {
        return new Rejected(FailureKind.permanent, code, false, List.of());
    }

    static Outcome temporary(String code) {
        return new Rejected(FailureKind.temporary, code, false, List.of());
    }

    /** Permanent, and nothing will ever arrive there. */
    static Outcome deadAddress(String code) {
        return new Rejected(FailureKind.permanent, code, true, List.of());
    }
}
