package dev.vestnik.rules.customer;

import dev.vestnik.rules.owner.Reply;
import dev.vestnik.rules.reason.FailureReason;
import dev.vestnik.rules.reason.HoldReason;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** The time, answer, room or person that an instance waits for in its step. */
public sealed interface Position {

    /** The clock does not move an instance on that is due then: 9999. */
    Instant NEVER = Instant.parse("9999-12-31T00:00:00Z");

    /** The time at which the clock moves it on; {@link #NEVER} where it does not. */
    Instant due();

    /**
     * The channels of a message step that had their No, one bit each by their index: they are not tried again. Remembered where they are
     * not simply those before the one that waits.
     */
    default int passedOver() {
        return 0;
    }

    /**
     * In a delay or a waitUntil.
     *
     * @param since when it came to this step (nominal): {@code maxWait} counts from here
     * @param due when the delay is over or the time-out strikes
     */
    record Waiting(Instant since, Instant due) implements Position {}

    /**
     * In a message step whose message is out, while a later channel may still get its turn.
     *
     * @param channel index into the step's channels
     * @param nominalAt the step's nominal time: {@code within} counts from here
     * @param message the message that is out
     * @param due when the next channel's turn comes
     */
    record Sent(int channel, Instant nominalAt, UUID message, Instant due, int passedOver) implements Position {
        public Sent(int channel, Instant nominalAt, UUID message, Instant due) {
            this(channel, nominalAt, message, due, 0);
        }
    }

    /**
     * In a message step held by a gate; when its time comes the message goes through all the gates again.
     *
     * @param channel index into the step's channels from which it goes on
     * @param reason why it was held
     * @param others why other channels are held that have their turn at once, each reason once: decisions have said so
     */
    record Held(int channel, Instant nominalAt, HoldReason reason, Instant due, int passedOver, List<HoldReason> others)
            implements Position {
        public Held {
            others = List.copyOf(others);
        }

        public Held(int channel, Instant nominalAt, HoldReason reason, Instant due, int passedOver) {
            this(channel, nominalAt, reason, due, passedOver, List.of());
        }

        public Held(int channel, Instant nominalAt, HoldReason reason, Instant due) {
            this(channel, nominalAt, reason, due, 0);
        }
    }

    /**
     * In a message step at a gate that has asked another key: the answer, or the due time without one, brings the message back to all
     * the gates. Or in a step that has asked for a code.
     *
     * @param channel index into the step's channels from which it goes on; in a step that offers a code, how often it has asked before
     * @param askId of the question that is open
     * @param answers to what gates before this one have asked, in their order
     * @param due when the answer is not waited for any more
     */
    record Asking(int channel, Instant nominalAt, String askId, List<Answered> answers, Instant due, int passedOver)
            implements Position {
        public Asking {
            answers = List.copyOf(answers);
        }

        public Asking(int channel, Instant nominalAt, String askId, List<Answered> answers, Instant due) {
            this(channel, nominalAt, askId, answers, due, 0);
        }
    }

    /** A question with its answer. */
    record Answered(String askId, Reply reply) {}

    /**
     * Has entered, and begins with the journey's first step once the customer has fewer instances running.
     *
     * @param nominalAt the time of the entry: waits and {@code within} count from here
     */
    record Queued(Instant nominalAt) implements Position {
        @Override
        public Instant due() {
            return NEVER;
        }
    }

    /**
     * Parked: something failed here. A person moves it on or ends it; exit rules still hold.
     *
     * @param since when it was parked
     * @param failure what went wrong
     * @param nominalAt the nominal time of the step, where it failed on the way into it
     * @param before what it waited for when it failed; null where it failed on the way into the step
     * @param missed events that could have ended it or moved it on meanwhile, in their order: a retry looks at them first
     */
    record Stuck(
            Instant since,
            Failure failure,
            Instant nominalAt,
            @Nullable Position before,
            List<Missed> missed) implements Position {
        public Stuck {
            missed = List.copyOf(missed);
        }

        @Override
        public Instant due() {
            return NEVER;
        }
    }

    /** An event that came while an instance was parked. */
    record Missed(String type, Map<String, Object> data, Instant nominalAt) {}

    /**
     * The failure that keeps an instance from going on.
     *
     * @param cause in a sentence, without the customer's data
     */
    record Failure(FailureReason reason, String cause) {}
}
