package dev.vestnik.rules.decide;

import dev.vestnik.rules.customer.Outstanding;
import dev.vestnik.rules.customer.Position;
import dev.vestnik.rules.event.Event;
import dev.vestnik.rules.owner.Reply;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** Something that an instance may have been waiting for. */
sealed interface Answer {
    /** The answer of a step to what it does not wait for: nothing happened. */
    boolean NOT_AWAITED = false;

    /** An event has happened. */
    record Happened(Event event) implements Answer {}

    /**
     * A receipt has come.
     *
     * @param message that it is about, with its new status
     * @param retryAt of a message that was put off; null otherwise
     */
    record Received(
            Outstanding message,
            Signal.Receipt.Status status,
            @Nullable Instant retryAt) implements Answer {}

    /** The owner of another key has replied to what a gate asked, or its time is over. */
    record Replied(Position.Asking asking, Reply reply) implements Answer {}

    /** A parked instance goes on in its old position; its messages hold what was heard of them meanwhile. */
    record Resumed() implements Answer {}
}
