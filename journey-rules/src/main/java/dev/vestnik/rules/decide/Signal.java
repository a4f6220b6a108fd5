package dev.vestnik.rules.decide;

import dev.vestnik.rules.address.AddressKey;
import dev.vestnik.rules.address.AddressNews;
import dev.vestnik.rules.address.Inbound;
import dev.vestnik.rules.channel.Channel;
import dev.vestnik.rules.customer.CustomerKey;
import dev.vestnik.rules.customer.CustomerState;
import dev.vestnik.rules.event.Event;
import dev.vestnik.rules.journey.JourneyId;
import dev.vestnik.rules.offer.OfferNews;
import dev.vestnik.rules.owner.MoveWord;
import dev.vestnik.rules.owner.Request;
import dev.vestnik.rules.product.ProductNews;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** A signal that asks for a decision. */
public sealed interface Signal {

    /** @param recordedAt Kafka's timestamp of the event */
    record Happened(Event event, Instant recordedAt) implements Signal {}

    /** An entry of a wake-up index has come due. */
    record Woken(Instant dueAt, WakeClass wakeClass) implements Signal {}

    /** Versions of journeys have been published that move those who are in older ones. */
    record Redefined() implements Signal {}

    /** A launch of a campaign has come to the customer. */
    record Launched(JourneyId campaign, int run) implements Signal {}

    /** A sender reports. */
    record Receipt(String id, UUID message, int attempt, Channel channel, Status status, Details details, Instant at)
            implements Signal {

        /** The statuses that a sender reports. */
        public enum Status {
            ACCEPTED,
            DELIVERED,
            READ,
            OPENED,
            CLICKED,
            REPLIED,
            FAILED_PERMANENT,
            FAILED_TEMPORARY,
            EXPIRED,
            REVOKED,
            IN_DOUBT
        }

        /**
         * The particulars of a report.
         *
         * @param code the provider's or ours, low in cardinality; null where there is none
         * @param retryAt of a temporary failure: nothing is wrong with the message, and before then it is not to be tried again; null
         *     where the sender does not say
         * @param addressDead whether the address itself takes nothing any more
         * @param optedOut whether the person wants no more of such messages at this address
         * @param deadTokens push addresses that are gone
         * @param shown in the timeline besides, by name; never an address
         */
        public record Details(
                @Nullable String code,
                boolean possibleDuplicate,
                @Nullable Instant retryAt,
                boolean addressDead,
                boolean optedOut,
                List<DeadToken> deadTokens,
                Map<String, String> shown) {
            public Details {
                deadTokens = List.copyOf(deadTokens);
                shown = Map.copyOf(shown);
            }
        }

        /** @param since when it was gone; null where the provider does not say */
        public record DeadToken(String token, @Nullable Instant since) {}
    }

    /**
     * Another key asks the customer's for something.
     *
     * @param askId makes it idempotent
     * @param asker the key that the answer goes to
     */
    record Asked(String askId, String asker, Request.OfCustomer request) implements Signal {}

    /** The owner grants what was asked for. */
    record Granted(String askId, Map<String, Object> result) implements Signal {
        public Granted {
            result = Map.copyOf(result);
        }
    }

    /** The owner refuses what was asked for. */
    record Refused(String askId, String reason) implements Signal {}

    /** The owner of one of the customer's addresses tells something of it. */
    record Heard(String id, AddressNews news) implements Signal {}

    /** A person sent something from one of the customer's addresses. */
    record Wrote(AddressKey address, Inbound inbound) implements Signal {}

    /** The pool of an offer tells that the customer's code was redeemed. */
    record Redeemed(OfferNews news) implements Signal {}

    /**
     * The owner of a product, or of a bucket, tells news that may concern the customer.
     *
     * @param toldAt until when the owner knew that they were true; null: that is not known
     */
    record Informed(ProductNews news, @Nullable Instant toldAt) implements Signal {}

    /**
     * The state of a visitor who turned out to be the customer.
     *
     * @param move names the request that it answers
     * @param state without wake-ups, ties and numbers of the timeline
     */
    record MovedIn(CustomerKey visitor, UUID move, CustomerState state) implements Signal {}

    /** The other key says something about a move. */
    record MoveSaid(CustomerKey from, UUID move, MoveWord word) implements Signal {}

    /**
     * A signal to a visitor's key, which hands it on to the customer.
     *
     * @param recordedAt when the visitor's key heard it: Kafka's timestamp there
     */
    record Relayed(Instant recordedAt, Signal signal) implements Signal {}

    /** The wake-up indexes, in the order in which they are served. */
    enum WakeClass {
        SERVICE,
        MARKETING,
        /** Forgetting what has had its time. */
        HOUSEKEEPING
    }
}
