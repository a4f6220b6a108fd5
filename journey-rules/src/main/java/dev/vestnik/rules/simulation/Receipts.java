package dev.vestnik.rules.simulation;

import dev.vestnik.rules.decide.Effect;
import dev.vestnik.rules.decide.Signal;
import java.time.Instant;
import java.util.List;

/** Tells what senders would report of a message. */
@FunctionalInterface
public interface Receipts {
    /** @param at when the message was decided; no receipt is from before */
    List<Signal.Receipt> of(Effect.Send send, Instant at);
}
