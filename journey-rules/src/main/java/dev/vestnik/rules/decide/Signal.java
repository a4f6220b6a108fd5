package dev.vestnik.rules.decide;

import dev.vestnik.rules.channel.Channel;
import dev.vestnik.rules.event.Event;
import dev.vestnik.rules.journey.JourneyClass;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** What a decision is about. */
public sealed interface Signal {

    /** @param recordedAt Kafka's timestamp of the event */
    record Happened(Event event, Instant recordedAt) implements Signal {}

    /** An entry of a wake-up index has come due. */
    record Woken(Instant dueAt, WakeClass wakeClass) implements Signal {}

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

        /** What the sender says. */
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
     * Another key asks for a message by hand.
     *
     * @param askId makes it idempotent
     * @param asker the key that the answer goes to
     */
    record AskedToSend(
            String askId,
            String asker,
            String template,
            List<Channel> channels,
            JourneyClass messageClass,
            @Nullable String topic,
            Map<String, Object> variables,
            String requestedBy)
            implements Signal {
        public AskedToSend {
            channels = List.copyOf(channels);
            variables = Map.copyOf(variables);
        }
    }

    /**
     * A person wants a parked instance to go on, or to end.
     *
     * @param asker the key that the answer goes to
     */
    record AskedToResolve(String askId, String asker, UUID instance, Resolution resolution, String requestedBy)
            implements Signal {
        /** Says whether the instance goes on or ends. */
        public enum Resolution {
            RETRY,
            END
        }
    }

    /** What was asked for is granted. */
    record Granted(String askId, Map<String, Object> result) implements Signal {}

    /** What was asked for is refused. */
    record Refused(String askId, String reason) implements Signal {}

    /** The two wake-up indexes. */
    enum WakeClass {
        SERVICE,
        MARKETING
    }
}
