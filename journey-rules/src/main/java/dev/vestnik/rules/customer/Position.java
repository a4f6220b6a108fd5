package dev.vestnik.rules.customer;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** What an instance waits for in its step. */
public sealed interface Position {

    /** The clock does not move an instance on that is due then: 9999. */
    Instant NEVER = Instant.parse("9999-12-31T00:00:00Z");

    /** When the clock moves it on; {@link #NEVER} where it does not. */
    Instant due();

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
    record Sent(int channel, Instant nominalAt, UUID message, Instant due) implements Position {}

    /**
     * In a message step held by a gate; when its time comes the message goes through all the gates again.
     *
     * @param channel index into the step's channels from which it goes on
     * @param gate that held it
     */
    record Held(int channel, Instant nominalAt, String gate, Instant due) implements Position {}

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
     * @param reason low in cardinality: {@code failed}, {@code too-costly}, {@code too-many-steps}
     * @param cause in a sentence, without the customer's data
     */
    record Failure(String reason, String cause) {}
}
