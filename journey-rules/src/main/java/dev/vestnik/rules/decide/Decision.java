package dev.vestnik.rules.decide;

import dev.vestnik.rules.channel.Channel;
import dev.vestnik.rules.journey.JourneyClass;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Something that was decided, and why. Never holds codes, addresses or texts.
 *
 * @param reason the label of a {@link dev.vestnik.rules.reason.Reason}; null where the outcome says it all
 * @param gates the verdicts of the gates that a message went through, in their order
 * @param inputs what else decided
 * @param cause an event type, {@code wake-up}, {@code receipt}, {@code command}, {@code publication}
 * @param causeId the event's, receipt's or command's id; null for wake-ups and publications
 */
public record Decision(
        Outcome outcome,
        @Nullable String reason,
        @Nullable About about,
        @Nullable MessageFacts message,
        List<Verdict> gates,
        Map<String, String> inputs,
        String cause,
        @Nullable String causeId,
        long revision,
        Instant now,
        Instant nominalAt) {

    public Decision {
        gates = List.copyOf(gates);
        inputs = Map.copyOf(inputs);
    }

    /** The outcome of a decision. */
    public enum Outcome {
        ENTERED,
        LEFT,
        SENT,
        SKIPPED,
        HELD,
        DROPPED,
        REVOKED,
        RETRIED,
        CONVERTED,
        SUPPRESSED,
        CONSENT,
        RECEIPT,
        /** An instance, or a goal's watch, failed and is parked. */
        STUCK,
        /** A parked instance goes on. */
        RELEASED,
        /** An instance has entered and waits for room. */
        QUEUED,
        /** An event would have started a journey, but for a rule. */
        NOT_ENTERED,
        /** The customer has come to an experiment, and is in one of its arms. */
        EXPOSED,
        /** A step has set what an instance remembers, or attributes of the customer. */
        UPDATED,
        /** A step has let an event happen. */
        EMITTED,
        /** A step has given the customer a code. */
        OFFERED,
        /** The customer has redeemed a code. */
        REDEEMED,
        /** A task for people was made, or has got further. */
        TASK,
        /** The customer has answered a question, or tried to. */
        ANSWER,
        /** A visitor turned out to be a customer, and the two are one now. */
        MERGED,
        /** They were to be one, and are not. */
        NOT_MERGED
    }

    /** The journey and instance that a decision is about; {@code step} null where no step is. */
    public record About(
            String journey,
            int version,
            UUID instance,
            @Nullable String step) {}

    /**
     * The message that a decision is about.
     *
     * @param id that it has, or would have if it went out; null in decisions of earlier versions about one that did not
     * @param attempt from 1; 0 where it did not go out
     */
    public record MessageFacts(
            @Nullable UUID id, int attempt, Channel channel, JourneyClass messageClass, String template) {}

    /**
     * A gate's verdict.
     *
     * @param inputs what decided
     */
    public record Verdict(String gate, String verdict, Map<String, String> inputs) {
        public Verdict {
            inputs = Map.copyOf(inputs);
        }
    }
}
