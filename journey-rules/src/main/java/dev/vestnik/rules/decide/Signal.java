package dev.vestnik.rules.decide;

import dev.vestnik.rules.address.AddressNews;
import dev.vestnik.rules.channel.Channel;
import dev.vestnik.rules.event.Event;
import dev.vestnik.rules.owner.Request;
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

    /**
     * A sender reports.
     *
     * @param code the provider's or ours, low in cardinality; null where there is none
     * @param deadTokens push addresses that are gone
     */
    record Receipt(
            String id,
            UUID message,
            int attempt,
            Channel channel,
            Status status,
            @Nullable String code,
            boolean possibleDuplicate,
            boolean addressDead,
            List<String> deadTokens,
            Instant at)
            implements Signal {
        public Receipt {
            deadTokens = List.copyOf(deadTokens);
        }

        /** The statuses that a sender reports. */
        public enum Status {
            ACCEPTED,
            DELIVERED,
            OPENED,
            CLICKED,
            REPLIED,
            FAILED_PERMANENT,
            FAILED_TEMPORARY,
            EXPIRED,
            REVOKED,
            IN_DOUBT
        }
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

    /** The wake-up indexes, in the order in which they are served. */
    enum WakeClass {
        SERVICE,
        MARKETING,
        /** Forgetting what has had its time. */
        HOUSEKEEPING
    }
}
