package dev.vestnik.engine.customer;

import java.time.Instant;
import java.util.UUID;

/** What an instance waits for in its step. */
public sealed interface Position {

    /** When the clock moves it on. */
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
}
