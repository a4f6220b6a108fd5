package dev.vestnik.rules.decide;

import dev.vestnik.rules.budget.Purses;
import dev.vestnik.rules.campaign.Launch;
import dev.vestnik.rules.condition.Evaluation;
import dev.vestnik.rules.condition.KnownEvents;
import dev.vestnik.rules.customer.CustomerKey;
import dev.vestnik.rules.customer.CustomerState;
import dev.vestnik.rules.customer.Position.Failure;
import dev.vestnik.rules.customer.Ties;
import dev.vestnik.rules.definition.Definitions;
import dev.vestnik.rules.event.Event;
import dev.vestnik.rules.gate.Gate;
import dev.vestnik.rules.gate.GateOrder;
import dev.vestnik.rules.gate.TemplateVariables;
import dev.vestnik.rules.journey.Journey;
import dev.vestnik.rules.journey.Segment;
import dev.vestnik.rules.owner.Reply;
import dev.vestnik.rules.owner.Request;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * The rules. A pure function: the same arguments give the same answer, there is no clock, no randomness and no I/O in it.
 * Live, replayed and simulated histories run this very code.
 */
public final class Decider {
    private final StepRunner runner;
    private final EventRules events;
    private final ReceiptRules receipts;
    private final WrittenRules written;
    private final WakeRules wakeUps;
    private final @Nullable Witness witness;

    /** @param links makes the URLs that texts and mail headers carry; itself a pure function */
    public Decider(Links links) {
        this(new MessageTexts(links), GateOrder::of);
    }

    /** @param gates in the order in which a message comes to them */
    Decider(MessageTexts texts, Function<TemplateVariables, List<Gate>> gates) {
        this.runner = new StepRunner(texts, new Gates(gates.apply(texts)));
        this.events = new EventRules(runner);
        this.receipts = new ReceiptRules(runner, events);
        this.written = new WrittenRules(events);
        this.wakeUps = new WakeRules(runner, events);
        this.witness = null;
    }

    private Decider(Decider rules, Witness witness) {
        this.runner = rules.runner;
        this.events = rules.events;
        this.receipts = rules.receipts;
        this.written = rules.written;
        this.wakeUps = rules.wakeUps;
        this.witness = witness;
    }

    /** The same rules, whose expressions the witness sees. */
    public Decider seenBy(Witness other) {
        return new Decider(this, other);
    }

    /**
     * Decides about one signal.
     *
     * @param now when we decide; may step back between calls
     */
    public Decided decide(
            CustomerKey customer, CustomerState state, Signal signal, Definitions definitions, Instant now) {
        return decide(state, signal, new Turn(customer, state, definitions, now, cause(signal, now), runner));
    }

    /** The same with purses that may be empty. */
    public Decided decide(CustomerKey customer, CustomerState state, Signal signal, Circumstances around) {
        Turn turn = new Turn(customer, state, around.definitions(), around.now(), cause(signal, around.now()), runner)
                .payingFrom(around.purses());
        if (around.full()) {
            turn.full();
        }
        return decide(state, signal, turn);
    }

    /**
     * The circumstances of one decision: the definitions, the budgets' parts, the time, the room.
     *
     * @param purses that marketing messages are paid from
     * @param now when we decide; may step back between calls
     * @param full whether the state has no room for another instance: no journey begins, and decisions say so
     */
    public record Circumstances(Definitions definitions, Purses purses, Instant now, boolean full) {}

    /** Decides for a customer whose state would get too large: no journey begins, and decisions say so. */
    public Decided decideWithoutEntries(
            CustomerKey customer, CustomerState state, Signal signal, Definitions definitions, Instant now) {
        Turn turn = new Turn(customer, state, definitions, now, cause(signal, now), runner);
        turn.full();
        return decide(state, signal, turn);
    }

    private Decided decide(CustomerState state, Signal heard, Turn turn) {
        Signal signal = heard instanceof Signal.Relayed relayed ? relayed.signal() : heard;
        if (heard instanceof Signal.Relayed relayed && isOfErased(state, relayed)) {
            return new Decided(state, List.of());
        }
        if (signal instanceof Signal.Woken woken && !WakeRules.isLive(state, woken)) {
            return new Decided(state, List.of());
        }
        turn.evaluator().seenBy(witness);
        Cause began = turn.cause();
        Ties.Departure departure = state.ties().departure();
        if (departure != null) {
            MovesOut.forward(turn, signal, departure);
        } else {
            carryOut(turn, signal);
        }
        emitted(turn);
        if (turn.state() != state) {
            CalendarRules.serveMoved(turn, events, state, began.causedAt());
            InstanceRoom.admit(turn, runner);
            emitted(turn);
            Campaigns.noteNewcomer(turn, state);
            Housekeeping.tidy(turn);
            CalendarRules.plan(turn, state, began.causedAt());
            if (!(signal instanceof Signal.Heard)) { // what an owner says need not be told to it
                AddressWords.follow(turn, state, began.causedAt());
            }
            Interests.follow(turn, state);
            WakeRules.arm(turn);
        }
        return turn.decided();
    }

    private static boolean isOfErased(CustomerState state, Signal.Relayed relayed) {
        Ties.Erasure erasure = state.ties().erasure();
        return erasure != null && relayed.recordedAt().isBefore(erasure.recordedAt());
    }

    private void carryOut(Turn turn, Signal signal) {
        switch (signal) {
            case Signal.Happened happened -> {
                CalendarRules.catchUp(turn, events, happened);
                events.happened(turn, happened.event());
            }
            case Signal.Woken woken -> wakeUps.woken(turn, woken);
            case Signal.Redefined redefined -> {
                runner.settleAll(turn);
                CalendarRules.replan(turn);
            }
            case Signal.Launched launched -> Campaigns.reach(turn, events, launched);
            case Signal.Receipt receipt -> receipts.received(turn, receipt);
            case Signal.Asked ask -> asked(turn, ask);
            case Signal.Granted(var askId, var result) ->
                Questions.answered(turn, runner, askId, new Reply.Given(result));
            case Signal.Refused refused -> refused(turn, refused);
            case Signal.Heard(var id, var news) -> AddressNewsRules.heard(turn, news);
            case Signal.Wrote wrote -> written.wrote(turn, wrote);
            case Signal.Redeemed(var news) -> HeldOffers.redeemed(turn, events, news);
            case Signal.Informed informed -> ProductNewsRules.told(turn, events, informed);
            case Signal.MovedIn arrival -> MovesIn.arrived(turn, runner, arrival);
            case Signal.MoveSaid said -> MovesOut.said(turn, said);
            case Signal.Relayed relayed -> carryOut(turn, relayed.signal());
        }
    }

    private void refused(Turn turn, Signal.Refused refused) {
        UUID move = MovesIn.move(refused.askId());
        if (move == null) {
            Questions.answered(turn, runner, refused.askId(), new Reply.Denied(refused.reason()));
        } else {
            MovesIn.refused(turn, move);
        }
    }

    /** Lets happen what steps have emitted, the starts of other journeys among it, and what steps emit of that. */
    private void emitted(Turn turn) {
        Emissions.Emission next = turn.emissions().next();
        while (next != null) {
            Event event = next.event();
            turn.because(new Cause.ByEvent(event.type(), event.id(), event.occurredAt(), next.causedAt()));
            if (next.starts() == null) {
                events.derived(turn, event, false);
            } else {
                events.started(turn, event, next.starts());
            }
            next = turn.emissions().next();
        }
    }

    private void asked(Turn turn, Signal.Asked ask) {
        switch (ask.request()) {
            case Request.SendByHand send -> ByHand.ask(turn, runner, ask, send);
            case Request.HandleTask handle -> new TaskDesk(turn, events, ask).handle(handle);
            case Request.ResolveStuck resolve -> Parking.resolve(turn, events, runner, ask, resolve);
            case Request.MoveOut out -> MovesOut.asked(turn, ask);
            case Request.ConfirmErased confirm -> Erasures.confirm(turn, ask, confirm);
        }
    }

    /** Parks what was due at a wake-up that cannot be decided; nothing else of the customer changes. */
    public Decided park(
            CustomerKey customer,
            CustomerState state,
            Signal.Woken woken,
            Failure failure,
            Definitions definitions,
            Instant now) {
        Turn turn = new Turn(customer, state, definitions, now, cause(woken, now), runner);
        wakeUps.park(turn, woken, failure);
        WakeRules.arm(turn);
        return turn.decided();
    }

    /**
     * The values that the condition of a journey's entry reads of an event and of the customer as they are, by their paths; an empty text
     * where there is none under a path. Decides nothing.
     */
    public Map<String, Object> entryReads(
            CustomerKey customer,
            CustomerState state,
            Signal.Happened happened,
            Journey journey,
            Definitions definitions) {
        Instant now = happened.recordedAt();
        Turn turn = new Turn(customer, state, definitions, now, cause(happened, now), runner);
        return EntryReads.of(turn, happened.event(), journey);
    }

    /** Whether the customer is in a segment as they are; failed also where that takes too much work. Decides nothing. */
    public Evaluation inSegment(
            CustomerKey customer, CustomerState state, Segment segment, Definitions definitions, Instant now) {
        try {
            return Segments.holds(looking(customer, state, definitions, now), segment);
        } catch (TooMuch e) {
            return new Evaluation.Failed(FailureCause.of(e));
        }
    }

    /** The values that the segment's condition reads of the customer as they are, by their paths. */
    public Map<String, Object> segmentReads(
            CustomerKey customer, CustomerState state, Segment segment, Definitions definitions, Instant now) {
        return Segments.reads(looking(customer, state, definitions, now), segment);
    }

    /**
     * Whether a launch is meant for the customer as they are: who became one after it began is not in it.
     *
     * @return failed where the segment's condition cannot be computed
     */
    public Evaluation isMeant(
            CustomerKey customer, CustomerState state, Launch launch, Definitions definitions, Instant now) {
        return Campaigns.isMeant(looking(customer, state, definitions, now), launch);
    }

    private Turn looking(CustomerKey customer, CustomerState state, Definitions definitions, Instant now) {
        return new Turn(customer, state, definitions, now, new Cause.ByPublication(now), runner);
    }

    /** Whether this customer is of the journey's control group, and so gets nothing of it. */
    public static boolean isHeldOut(CustomerKey customer, Journey journey) {
        return Holdout.holds(customer, journey);
    }

    /** Whether something was published that this customer is to enter by the calendar sooner than the state knows: {@link Signal.Redefined} tells it. */
    public static boolean isCalendarBehind(
            CustomerKey customer, CustomerState state, Definitions definitions, Instant now) {
        return CalendarRules.isBehind(customer, state, definitions, now);
    }

    private static Cause cause(Signal signal, Instant now) {
        return switch (signal) {
            case Signal.Happened(var event, var recordedAt) ->
                new Cause.ByEvent(event.type(), event.id(), earlier(event.occurredAt(), now), recordedAt);
            case Signal.Woken woken -> new Cause.ByWakeUp(woken.dueAt());
            case Signal.Redefined redefined -> new Cause.ByPublication(now);
            case Signal.Launched launched ->
                new Cause.ByEvent(KnownEvents.STARTED, Campaigns.eventId(launched), now, now);
            case Signal.Receipt receipt -> new Cause.ByReceipt(receipt.id(), earlier(receipt.at(), now), now);
            case Signal.Asked ask -> new Cause.ByCommand(ask.askId(), now);
            case Signal.Granted granted -> new Cause.ByCommand(granted.askId(), now);
            case Signal.Refused refused -> new Cause.ByCommand(refused.askId(), now);
            case Signal.Heard heard -> new Cause.ByCommand(heard.id(), now);
            case Signal.MovedIn arrival -> new Cause.ByCommand(arrival.move().toString(), now);
            case Signal.MoveSaid said -> new Cause.ByCommand(said.move().toString(), now);
            case Signal.Relayed relayed -> cause(relayed.signal(), now);
            case Signal.Wrote(var address, var inbound) ->
                new Cause.ByEvent(
                        WrittenRules.EVENT,
                        inbound.eventId(),
                        earlier(inbound.occurredAt(), now),
                        inbound.recordedAt());
            case Signal.Redeemed(var news) ->
                new Cause.ByEvent(HeldOffers.EVENT, news.claim().toString(), earlier(news.at(), now), now);
            case Signal.Informed(var news, var toldAt) ->
                new Cause.ByEvent(news.kind().event(), ProductNewsRules.id(news), earlier(news.at(), now), now);
        };
    }

    private static Instant earlier(Instant a, Instant b) {
        return a.isBefore(b) ? a : b;
    }
}
