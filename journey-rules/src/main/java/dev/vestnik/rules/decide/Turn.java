package dev.vestnik.rules.decide;

import dev.vestnik.rules.budget.Purses;
import dev.vestnik.rules.condition.Evaluation;
import dev.vestnik.rules.condition.Expression;
import dev.vestnik.rules.condition.Facts;
import dev.vestnik.rules.customer.CustomerKey;
import dev.vestnik.rules.customer.CustomerState;
import dev.vestnik.rules.customer.Dates;
import dev.vestnik.rules.customer.Instance;
import dev.vestnik.rules.customer.Memory;
import dev.vestnik.rules.customer.Outstanding;
import dev.vestnik.rules.customer.Ties;
import dev.vestnik.rules.decide.Decision.About;
import dev.vestnik.rules.decide.Decision.MessageFacts;
import dev.vestnik.rules.decide.Decision.Outcome;
import dev.vestnik.rules.decide.Decision.Verdict;
import dev.vestnik.rules.definition.Definitions;
import dev.vestnik.rules.definition.FeatureLevel;
import dev.vestnik.rules.definition.Published;
import dev.vestnik.rules.event.Event;
import dev.vestnik.rules.gate.Situation;
import dev.vestnik.rules.journey.Journey;
import dev.vestnik.rules.reason.Reason;
import dev.vestnik.rules.reason.SetAsideReason;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** One decision in the making: the state so far, the effects so far. Lives for one call of {@link Decider#decide}. */
final class Turn {
    private final CustomerKey customer;
    private final Definitions definitions;
    private final Instant now;
    private final StepRunner runner;
    private final Effects effects = new Effects();
    private final Emissions emissions = new Emissions();
    private final DecisionWork work = new DecisionWork();
    private final Evaluator evaluator = new Evaluator(this);
    private final Situation situation = new GateView(this);
    private final ById<Instance> instancesById = new ById<>(Instance::id);
    private final ById<Outstanding> messagesById = new ById<>(Outstanding::id);
    private Purses purses = Purses.ENDLESS;
    private CustomerState state;
    private Cause cause;
    private Signal.@Nullable Informed informed;
    private boolean full;

    /** A point of the turn, with all that had been decided until then. */
    record Mark(CustomerState state, int effects, int emissions, Cause cause) {}

    Turn(
            CustomerKey customer,
            CustomerState state,
            Definitions definitions,
            Instant now,
            Cause cause,
            StepRunner runner) {
        this.customer = customer;
        this.state = state;
        this.definitions = definitions.in(customer.shop());
        this.now = now;
        this.cause = cause;
        this.runner = runner;
    }

    CustomerKey customer() {
        return customer;
    }

    Definitions definitions() {
        return definitions;
    }

    Instant now() {
        return now;
    }

    CustomerState state() {
        return state;
    }

    /** The purses that messages of this decision are paid from. */
    Turn payingFrom(Purses other) {
        purses = other;
        return this;
    }

    Purses purses() {
        return purses;
    }

    /** This turn as gates see it. */
    Situation situation() {
        return situation;
    }

    /** @throws TooMuch where that takes more work than a decision has left */
    Evaluation evaluate(Expression expression, Facts facts) {
        return evaluator.evaluate(expression, facts);
    }

    /** Moves instances on. */
    StepRunner runner() {
        return runner;
    }

    /** Evaluates and renders; tells the witness. */
    Evaluator evaluator() {
        return evaluator;
    }

    /** The work that this decision may still take. */
    DecisionWork work() {
        return work;
    }

    /** Events that steps of this decision emit. */
    Emissions emissions() {
        return emissions;
    }

    Effects effects() {
        return effects;
    }

    Cause cause() {
        return cause;
    }

    void because(Cause other) {
        cause = other;
    }

    void become(CustomerState other) {
        state = other;
    }

    Dates dates() {
        return state.memory().history().dates();
    }

    void become(Dates dates) {
        Memory memory = state.memory();
        state = state.withMemory(memory.withHistory(memory.history().withDates(dates)));
    }

    Mark mark() {
        return new Mark(state, effects.size(), emissions.size(), cause);
    }

    /** Takes back all that was decided since. */
    void rollBack(Mark mark) {
        state = mark.state();
        cause = mark.cause();
        effects.cut(mark.effects());
        emissions.cut(mark.emissions());
    }

    /** The state has no room for another instance, however small. */
    void full() {
        full = true;
    }

    boolean isFull() {
        return full;
    }

    /** Lets steps of this decision know the product as the news have it. */
    void knows(Signal.Informed news) {
        informed = news;
    }

    /** The news of a product that this decision is about; null: it is about something else. */
    Signal.@Nullable Informed informed() {
        return informed;
    }

    /** Whether states and commands may hold what came with this level: every live engine can read it. */
    boolean allows(FeatureLevel level) {
        return definitions.level().allows(level);
    }

    /** The key under which the ids of an instance and its messages are made: that of the visitor with whom it came, else the customer's. */
    CustomerKey keyOf(Instance instance) {
        List<Ties.Joined> joined = state.ties().joined();
        int hash = joined.isEmpty() ? 0 : Ids.owner(instance.id());
        for (Ties.Joined one : joined) {
            if (one.visitor().murmur2() == hash && customer.murmur2() != hash) {
                return one.visitor();
            }
        }
        return customer;
    }

    /** The journey an instance is pinned to; null where this engine does not have that version. */
    @Nullable
    Journey journeyOf(Instance instance) {
        if (instance.journey().equals(ByHand.JOURNEY)) {
            return ByHand.journey(instance);
        }
        Published published = definitions.journey(instance.journey());
        return published == null ? null : published.version(instance.version());
    }

    Facts facts(Event event, Instance instance) {
        return facts(event.data(), instance.context(), instance.key());
    }

    Facts facts(Instance instance) {
        return facts(instance.event(), instance.context(), instance.key());
    }

    Facts facts(Map<String, Object> event, Map<String, Object> context, String key) {
        return evaluator.facts(event, context, key);
    }

    Optional<Instance> instance(UUID id) {
        return instancesById.find(state.instances(), id);
    }

    /** Adds the instance, or puts it in the place of the one with its id. */
    void put(Instance instance) {
        state = state.withInstances(Lists.put(state.instances(), instance, Instance::id));
    }

    void remove(Instance instance) {
        state = state.withInstances(Lists.without(state.instances(), instance, Instance::id));
    }

    Optional<Outstanding> message(UUID id) {
        return messagesById.find(state.messages(), id);
    }

    /** Adds the message at the end; the one with its id goes. */
    void put(Outstanding message) {
        List<Outstanding> others = Lists.without(state.messages(), message, Outstanding::id);
        state = state.withMessages(
                others.size() < state.messages().size()
                        ? Lists.with(others, message)
                        : StateBounds.with(this, others, message));
    }

    void bringAbout(Effect effect) {
        effects.add(effect);
    }

    /**
     * Sets the signal's record aside. What fails with an emitted event, or with one of the calendar, is not in that record: the decision alone
     * tells it.
     */
    void setAside(SetAsideReason reason) {
        if (!emissions.areAtWork() && !(cause instanceof Cause.ByCalendar)) {
            effects.add(new Effect.SetAside(reason));
        }
    }

    void record(Outcome outcome, @Nullable Reason reason, @Nullable About about) {
        record(outcome, reason, about, null, List.of(), Map.of());
    }

    void record(
            Outcome outcome,
            @Nullable Reason reason,
            @Nullable About about,
            @Nullable MessageFacts message,
            List<Verdict> gates,
            Map<String, String> inputs) {
        int sequence = state.timelineNext();
        state = state.withTimelineNext(sequence + 1);
        Decision decision = new Decision(
                outcome,
                reason == null ? null : reason.label(),
                about,
                message,
                gates,
                inputs,
                cause.kind(),
                cause.id(),
                definitions.revision(),
                now,
                cause.nominalAt());
        effects.add(new Effect.Record(decision, sequence));
    }

    Decided decided() {
        return new Decided(state, effects.all());
    }

    static About about(Instance instance, @Nullable String step) {
        return new About(
                instance.journey().value(),
                instance.version(),
                instance.id(),
                Objects.requireNonNullElse(step, instance.step()));
    }
}
