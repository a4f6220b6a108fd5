package dev.vestnik.rules.decide;

import dev.vestnik.rules.customer.CustomerKey;
import dev.vestnik.rules.customer.CustomerState;
import dev.vestnik.rules.customer.Position.Failure;
import dev.vestnik.rules.decide.Turn.Cause;
import dev.vestnik.rules.definition.Definitions;
import java.time.Instant;
import java.util.List;

/**
 * The rules. A pure function: the same arguments give the same answer, there is no clock, no randomness and no I/O in it.
 * Live, replayed and simulated histories run this very code.
 */
public final class Decider {
    private final StepRunner runner;
    private final EventRules events;
    private final ReceiptRules receipts;
    private final WakeRules wakeUps;

    /** @param links makes the URLs that texts and mail headers carry; itself a pure function */
    public Decider(Links links) {
        this.runner = new StepRunner(links);
        this.events = new EventRules(runner);
        this.receipts = new ReceiptRules(runner, events);
        this.wakeUps = new WakeRules(runner);
    }

    /**
     * Decides about one signal.
     *
     * @param now when we decide; may step back between calls
     */
    public Decided decide(
            CustomerKey customer, CustomerState state, Signal signal, Definitions definitions, Instant now) {
        return decide(state, signal, new Turn(customer, state, definitions, now, cause(signal, now)));
    }

    /** Decides for a customer whose state would get too large: no journey begins, and decisions say so. */
    public Decided decideWithoutEntries(
            CustomerKey customer, CustomerState state, Signal signal, Definitions definitions, Instant now) {
        Turn turn = new Turn(customer, state, definitions, now, cause(signal, now));
        turn.full();
        return decide(state, signal, turn);
    }

    private Decided decide(CustomerState state, Signal signal, Turn turn) {
        if (signal instanceof Signal.Woken woken && !WakeRules.isLive(state, woken)) {
            return new Decided(state, List.of());
        }
        switch (signal) {
            case Signal.Happened happened -> events.happened(turn, happened.event());
            case Signal.Woken woken -> wakeUps.woken(turn, woken);
            case Signal.Receipt receipt -> receipts.received(turn, receipt);
            case Signal.AskedToSend ask -> ByHand.ask(turn, runner, ask);
            case Signal.AskedToResolve ask -> Parking.resolve(turn, events, runner, ask);
            case Signal.Granted granted -> {
                // Nothing asks for another key's word yet but the API, which hears the answer itself.
            }
            case Signal.Refused refused -> {
                // See above.
            }
        }
        if (turn.state() != state) {
            Room.admit(turn, runner);
            Housekeeping.tidy(turn);
            WakeRules.arm(turn);
        }
        return turn.decided();
    }

    /** Parks what was due at a wake-up that cannot be decided; nothing else of the customer changes. */
    public Decided park(
            CustomerKey customer,
            CustomerState state,
            Signal.Woken woken,
            Failure failure,
            Definitions definitions,
            Instant now) {
        Turn turn = new Turn(customer, state, definitions, now, cause(woken, now));
        wakeUps.park(turn, woken, failure);
        WakeRules.arm(turn);
        return turn.decided();
    }

    private static Cause cause(Signal signal, Instant now) {
        return switch (signal) {
            case Signal.Happened(var event, var recordedAt) ->
                new Cause(event.type(), event.id(), earlier(event.occurredAt(), now), recordedAt);
            case Signal.Woken woken -> new Cause("wake-up", null, woken.dueAt(), woken.dueAt());
            case Signal.Receipt receipt -> new Cause("receipt", receipt.id(), earlier(receipt.at(), now), now);
            case Signal.AskedToSend ask -> new Cause("command", ask.askId(), now, now);
            case Signal.AskedToResolve ask -> new Cause("command", ask.askId(), now, now);
            case Signal.Granted granted -> new Cause("command", granted.askId(), now, now);
            case Signal.Refused refused -> new Cause("command", refused.askId(), now, now);
        };
    }

    private static Instant earlier(Instant a, Instant b) {
        return a.isBefore(b) ? a : b;
    }
}
