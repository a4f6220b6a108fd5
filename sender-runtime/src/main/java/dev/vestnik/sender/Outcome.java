package dev.vestnik.sender;

import dev.vestnik.schemas.message.FailureKind;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The outcome of an attempt as its gateway knows it. */
public sealed interface Outcome {

    /** The tag in metrics: {@code accepted}, {@code rejected}, {@code busy}, {@code not_sent}, {@code unknown}. */
    String tag();

    /** The recipient's address by an answer: OPTED_OUT when the person wants no messages there, DEAD when none will ever arrive. */
    enum AddressState {
        USABLE,
        OPTED_OUT,
        DEAD
    }

    /**
     * The provider has taken the message.
     *
     * @param providerIds the provider's ids of the message, in order of its parts; empty where the provider has none
     * @param segments the segments that are charged; null in channels without segments
     * @param deadTokens push targets that the provider says are gone, while others took the message
     * @param price null where the provider does not say
     */
    record Accepted(
            List<String> providerIds,
            @Nullable Integer segments,
            List<DeadToken> deadTokens,
            @Nullable Price price) implements Outcome {
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
     * The provider said no to this message. The sender does not try again: the engine owns time.
     *
     * @param code the provider's or our code, low in cardinality: {@code smpp-0x0B}
     * @param deadTokens push targets that are gone
     * @param retryAt the time before which the engine need not try again; null where nobody knows
     */
    record Rejected(
            FailureKind kind,
            String code,
            AddressState address,
            List<DeadToken> deadTokens,
            @Nullable Instant retryAt) implements Outcome {
        public Rejected {
            deadTokens = List.copyOf(deadTokens);
        }

        @Override
        public String tag() {
            return "rejected";
        }
    }

    /**
     * The provider took nothing, and nothing is wrong with the message: throttled, over quota, overloaded, refusing our credentials. The
     * message waits without spending an attempt.
     *
     * @param code the provider's or our code, low in cardinality: {@code smpp-0x58}
     * @param retryAfter how long the provider asks to wait; null where it does not say
     */
    record Busy(String code, Scope scope, @Nullable Duration retryAfter) implements Outcome {

        /**
         * The busy party: the gateway for every message, or one recipient's address. HELD when this sender leaves the address alone and
         * did not ask the provider, so that the answer says nothing about the gateway.
         */
        public enum Scope {
            GATEWAY,
            ADDRESS,
            HELD
        }

        /** Whether one recipient's messages wait, while others go on. */
        public boolean concernsOneAddress() {
            return scope != Scope.GATEWAY;
        }

        @Override
        public String tag() {
            return "busy";
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
        return new Accepted(List.of(providerIds), null, List.of(), null);
    }

    static Outcome permanent(String code) {
        return rejected(FailureKind.permanent, code, AddressState.USABLE);
    }

    static Outcome temporary(String code) {
        return rejected(FailureKind.temporary, code, AddressState.USABLE);
    }

    /** A permanent rejection of an address at which nothing will ever arrive. */
    static Outcome deadAddress(String code) {
        return rejected(FailureKind.permanent, code, AddressState.DEAD);
    }

    private static Outcome rejected(FailureKind kind, String code, AddressState address) {
        return new Rejected(kind, code, address, List.of(), null);
    }

    /** The gateway has no room for anybody now. */
    static Outcome busy(String code) {
        return new Busy(code, Busy.Scope.GATEWAY, null);
    }

    /** The gateway has no room for anybody until a while has passed. */
    static Outcome busy(String code, Duration retryAfter) {
        return new Busy(code, Busy.Scope.GATEWAY, retryAfter);
    }

    /** This sender leaves the recipient's address alone for a while; the provider was not asked. */
    static Busy held(String code, Duration retryAfter) {
        return new Busy(code, Busy.Scope.HELD, retryAfter);
    }

    /** The gateway has no room for this recipient now; others are not concerned. */
    static Outcome addressBusy(String code) {
        return new Busy(code, Busy.Scope.ADDRESS, null);
    }
}
