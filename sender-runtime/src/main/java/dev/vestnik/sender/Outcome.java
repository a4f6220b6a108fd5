package dev.vestnik.sender;

import dev.vestnik.schemas.message.FailureKind;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The outcome of an attempt as its gateway knows it. */
public sealed interface Outcome {

    /** The tag in metrics: {@code accepted}, {@code rejected}, {@code not_sent}, {@code unknown}. */
    String tag();

    /**
     * The provider has taken the message.
     *
     * @param providerIds the provider's ids of the message, in order of its parts; empty where the provider has none
     * @param segments the segments that are charged; null in channels without segments
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
     * @param addressDead whether no message will ever arrive at this address
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

    /** The attempt failed provably before the write: it may be made again or go to the next gateway. */
    record NotSent(String cause) implements Outcome {
        @Override
        public String tag() {
            return "not_sent";
        }
    }

    /** The answer was lost, by reset or time-out after the write: the attempt is in doubt. */
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

    /** A permanent rejection of an address at which nothing will ever arrive. */
    static Outcome deadAddress(String code) {
        return new Rejected(FailureKind.permanent, code, true, List.of());
    }
}
