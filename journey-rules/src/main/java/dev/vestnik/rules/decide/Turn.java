package dev.vestnik.rules.decide;

import dev.vestnik.rules.budget.BudgetKey;
import dev.vestnik.rules.budget.Purse;
import dev.vestnik.rules.budget.Purses;
import dev.vestnik.rules.channel.Channel;
import dev.vestnik.rules.condition.Evaluation;
import dev.vestnik.rules.condition.Expression;
import dev.vestnik.rules.condition.Facts;
import dev.vestnik.rules.customer.CustomerKey;
import dev.vestnik.rules.customer.CustomerState;
import dev.vestnik.rules.customer.Dates;
import dev.vestnik.rules.customer.Device;
import dev.vestnik.rules.customer.Instance;
import dev.vestnik.rules.customer.Memory;
import dev.vestnik.rules.customer.Outstanding;
import dev.vestnik.rules.customer.Profile;
import dev.vestnik.rules.customer.Reach;
import dev.vestnik.rules.customer.Seen;
import dev.vestnik.rules.customer.Suppression;
import dev.vestnik.rules.customer.Ties;
import dev.vestnik.rules.decide.Decision.About;
import dev.vestnik.rules.decide.Decision.MessageFacts;
import dev.vestnik.rules.decide.Decision.Outcome;
import dev.vestnik.rules.decide.Decision.Verdict;
import dev.vestnik.rules.definition.Definitions;
import dev.vestnik.rules.definition.Definitions.Published;
import dev.vestnik.rules.definition.FeatureLevel;
import dev.vestnik.rules.event.Event;
import dev.vestnik.rules.gate.Candidate;
import dev.vestnik.rules.gate.Situation;
import dev.vestnik.rules.journey.Journey;
import dev.vestnik.rules.journey.JourneyClass;
import dev.vestnik.rules.reason.Breakdown;
import dev.vestnik.rules.reason.Reason;
import dev.vestnik.rules.reason.RevokeReason;
import dev.vestnik.rules.reason.SetAsideReason;
import dev.vestnik.rules.reason.SkipReason;
import dev.vestnik.rules.template.Rendering;
import dev.vestnik.rules.template.Template;
import dev.vestnik.rules.work.Work;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** One decision in the making: the state so far, the effects so far. Lives for one call of {@link Decider#decide}. */
final class Turn implements Situation {
    /** Some 100 ms of conditions and texts for one instance, two seconds for all of a customer's: a transaction has ten. */
    private static final long MOST_WORK_OF_INSTANCE = 2 * Work.MOST;

    private static final long MOST_WORK = 40 * Work.MOST;
    static final String TOO_COSTLY = "the conditions and texts of one decision take more work than it may take";

    private final CustomerKey customer;
    private final Definitions definitions;
    private final Instant now;
    private final StepRunner runner;
    private Purses purses = Purses.ENDLESS;
    private final List<Effect> effects = new ArrayList<>(4);
    private final ById<Instance> instancesById = new ById<>(Instance::id);
    private final ById<Outstanding> messagesById = new ById<>(Outstanding::id);
    private final Emissions emissions = new Emissions();
    private CustomerState state;
    private Cause cause;
    private final Work work = Work.of(MOST_WORK);
    private Work instanceWork = work.part(MOST_WORK_OF_INSTANCE);
    private @Nullable Witness witness;
    private @Nullable Profile seenProfile;
    private Map<String, Object> seenFacts = Map.of();
    private int steps;
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

    @Override
    public CustomerKey customer() {
        return customer;
    }

    @Override
    public Definitions definitions() {
        return definitions;
    }

    @Override
    public Instant now() {
        return now;
    }

    /** Null: nobody sees what expressions give. */
    void seenBy(@Nullable Witness other) {
        witness = other;
    }

    /** The purses that messages of this decision are paid from. */
    Turn payingFrom(Purses other) {
        purses = other;
        return this;
    }

    @Override
    public Purse purse(BudgetKey budget, long max) {
        Purse purse = purses.of(budget, max);
        long spent = effects.stream()
                .filter(effect -> effect instanceof Effect.Spend(var other) && other.equals(budget))
                .count();
        return spent == 0 ? purse : new Purse(Math.max(0, purse.left() - spent), purse.spent());
    }

    @Override
    public UUID messageId(Candidate candidate) {
        return Handover.messageId(this, candidate, candidate.via());
    }

    @Override
    public @Nullable String marketingSent(Candidate besides) {
        for (int i = effects.size() - 1; i >= 0; i--) {
            if (effects.get(i) instanceof Effect.Send send
                    && send.messageClass() == JourneyClass.MARKETING
                    && !isOfSameStep(besides, send)) {
                return send.journey();
            }
        }
        return null;
    }

    private boolean isOfSameStep(Candidate candidate, Effect.Send send) {
        return candidate.step().channels().stream()
                .anyMatch(via -> Handover.messageId(this, candidate, via).equals(send.message()));
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

    /** Moves instances on. */
    StepRunner runner() {
        return runner;
    }

    @Override
    public CustomerState state() {
        return state;
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

    Mark mark() {
        return new Mark(state, effects.size(), emissions.size(), cause);
    }

    /** Takes back all that was decided since. */
    void rollBack(Mark mark) {
        state = mark.state();
        cause = mark.cause();
        effects.subList(mark.effects(), effects.size()).clear();
        emissions.cut(mark.emissions());
    }

    /** Another instance's turn: its steps and its work are counted from 0. */
    void restartCount() {
        steps = 0;
        instanceWork = work.part(MOST_WORK_OF_INSTANCE);
    }

    /** The state has no room for another instance, however small. */
    void full() {
        full = true;
    }

    boolean isFull() {
        return full;
    }

    /** Whether all of a customer's instances together have taken what a decision may take. */
    boolean isExhausted() {
        return work.spent();
    }

    /** What is only looked at for another instance takes no work of the one at hand; it is paid by the customer's decision. */
    <T> T aside(Supplier<T> look) {
        Work ofInstance = instanceWork;
        instanceWork = work.part(Work.MOST);
        try {
            return look.get();
        } finally {
            instanceWork = ofInstance;
        }
    }

    /** The work that one text or condition may take of what is left. */
    Work oneWork() {
        return instanceWork.part(Work.MOST);
    }

    /**
     * Evaluates.
     *
     * @throws TooMuch where that takes more work than a decision has left
     */
    Evaluation evaluate(Expression expression, Facts facts) {
        facts.work().take(Work.STEP);
        Evaluation result = expression.evaluate(facts);
        if (witness != null) {
            witness.saw(expression, facts, result);
        }
        if (facts.work().spent()) {
            throw new TooMuch(
                    Breakdown.TOO_COSTLY, result instanceof Evaluation.Failed(var problem) ? problem : TOO_COSTLY);
        }
        return result;
    }

    @Override
    public Evaluation evaluate(Expression expression, Instance instance) {
        return evaluate(expression, facts(instance));
    }

    /** @throws TooMuch as {@link #evaluate} */
    @Override
    public Rendering render(Template template, Channel channel, String locale, Map<String, Object> variables) {
        Work oneText = oneWork();
        Rendering rendering = template.render(channel, locale, variables, oneText);
        if (rendering instanceof Rendering.Failed(var problems) && oneText.spent()) {
            throw new TooMuch(Breakdown.TOO_COSTLY, String.join("; ", problems));
        }
        return rendering;
    }

    @Override
    public @Nullable Suppression suppression(Channel channel, String address) {
        return Addresses.suppression(state, channel, address);
    }

    @Override
    public Reach.@Nullable Stop stop(Channel channel) {
        return Addresses.stop(state, channel);
    }

    @Override
    public Instant again(Instance instance) {
        return WakeRules.again(this, instance);
    }

    /**
     * Counts a step of the instance at hand.
     *
     * @throws TooMuch past {@link Journey#MOST_STEPS} without a wait, which the checker of journeys lets nobody publish
     */
    void countStep() {
        if (++steps > Journey.MOST_STEPS) {
            throw new TooMuch(Breakdown.TOO_MANY_STEPS, "more than " + Journey.MOST_STEPS + " steps without a wait");
        }
    }

    /** Tells the witness that a run comes to a step. */
    void reaches(Instance run, String step) {
        if (witness != null) {
            witness.reached(run, step);
        }
    }

    /** Events that steps of this decision emit. */
    Emissions emissions() {
        return emissions;
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

    void bringAbout(Effect effect) {
        effects.add(effect);
    }

    /** Whether the state may hold what journeys remember beside their instances: every live engine can read it. */
    boolean remembers() {
        return definitions.level().allows(FeatureLevel.MEMORY);
    }

    /** Whether every live engine knows what owners of addresses are told, and tell. */
    boolean tellsAddresses() {
        return definitions.level().allows(FeatureLevel.ADDRESSES);
    }

    /** Whether the state may say that a message was read, or put off: every live engine can read it. */
    boolean keepsReceipts() {
        return definitions.level().allows(FeatureLevel.RECEIPTS);
    }

    /** Whether the state may hold what the kinds of steps of this level keep: every live engine can read it. */
    boolean speaks() {
        return definitions.level().allows(FeatureLevel.LANGUAGE);
    }

    /** Whether the state may hold a calendar: every live engine can read it. */
    boolean keepsCalendar() {
        return definitions.level().allows(FeatureLevel.CALENDAR);
    }

    Dates dates() {
        return state.memory().history().dates();
    }

    void become(Dates dates) {
        Memory memory = state.memory();
        state = state.withMemory(memory.withHistory(memory.history().withDates(dates)));
    }

    /** Whether segments and campaigns leave something in the customer's state. */
    boolean walks() {
        return definitions.level().allows(FeatureLevel.AUDIENCES);
    }

    /** Whether the state may hold a device of that platform: every live engine can read it. */
    boolean keeps(Device.Platform platform) {
        return switch (platform) {
            case IOS, ANDROID, WEB -> true;
            case HUAWEI, RUSTORE -> definitions.level().allows(FeatureLevel.LANGUAGE);
        };
    }

    /** Says that a condition, or an instant, cannot be computed, so that it counts as one that does not hold. */
    void unknown(About about, Expression expression, String cause) {
        unknown(about, expression.source(), cause);
    }

    /** @param source as the journey has it written */
    void unknown(About about, String source, String cause) {
        record(
                Outcome.SKIPPED,
                SkipReason.CONDITION_UNKNOWN,
                about,
                null,
                List.of(),
                Map.of("if", source, "cause", cause));
    }

    /** Says it once a run: events come by the hundred. */
    void unknownOnce(About about, Expression expression, String cause) {
        if (isNew("unknown\0" + about.instance() + "\0" + expression.source(), Housekeeping.EVENTS_KEPT)) {
            unknown(about, expression, cause);
        }
    }

    /** Whether this was not said before; remembers for so long that it has been. */
    boolean isNew(String what, Duration remembered) {
        long fingerprint = Ids.hash(what);
        if (state.seen().stream().anyMatch(seen -> seen.fingerprint() == fingerprint)) {
            return false;
        }
        Housekeeping.remember(this, new Seen(fingerprint, now.plus(remembered)));
        return true;
    }

    Decided decided() {
        return new Decided(state, effects);
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
        return new Facts(event, context, customerFacts(), key, now, oneWork());
    }

    /** The customer as conditions see them, made once as long as it does not change. */
    private Map<String, Object> customerFacts() {
        Profile profile = state.profile();
        if (profile != seenProfile) {
            seenProfile = profile;
            seenFacts = new KnownCustomer(profile, this, true);
        }
        return seenFacts;
    }

    /** Adds the instance, or puts it in the place of the one with its id. */
    void put(Instance instance) {
        List<Instance> instances = new ArrayList<>(state.instances().size() + 1);
        boolean found = false;
        for (Instance other : state.instances()) {
            boolean same = other.id().equals(instance.id());
            instances.add(same ? instance : other);
            found |= same;
        }
        if (!found) {
            instances.add(instance);
        }
        state = state.withInstances(instances);
    }

    void remove(Instance instance) {
        List<Instance> others = new ArrayList<>(state.instances().size());
        for (Instance other : state.instances()) {
            if (!other.id().equals(instance.id())) {
                others.add(other);
            }
        }
        state = state.withInstances(others);
    }

    Optional<Outstanding> message(UUID id) {
        return messagesById.find(state.messages(), id);
    }

    Optional<Instance> instance(UUID id) {
        return instancesById.find(state.instances(), id);
    }

    /** Adds the message, or puts it in the place of the one with its id. */
    void put(Outstanding message) {
        List<Outstanding> messages = new ArrayList<>(state.messages().size() + 1);
        for (Outstanding other : state.messages()) {
            if (!other.id().equals(message.id())) {
                messages.add(other);
            }
        }
        state = state.withMessages(
                messages.size() < state.messages().size()
                        ? Lists.with(messages, message)
                        : StateBounds.with(this, messages, message));
    }

    /** Takes a message back that no gateway is known to have. */
    void revoke(Outstanding message, RevokeReason reason) {
        if (message.open()) {
            effects.add(new Effect.Revoke(message.id(), reason));
            Journey journey = instance(message.instance()).map(this::journeyOf).orElse(null);
            record(
                    Outcome.REVOKED,
                    reason,
                    new About(message.journey().value(), message.version(), message.instance(), message.step()),
                    facts(message, journey == null ? ReceiptRules.classOf(this, message) : journey.journeyClass()),
                    List.of(),
                    Map.of());
        }
    }

    private static MessageFacts facts(Outstanding message, JourneyClass messageClass) {
        return new MessageFacts(message.id(), message.attempt(), message.channel(), messageClass, message.template());
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

    /** The channels that were passed over in this turn, in their order. */
    List<Decision> skipped() {
        List<Decision> skipped = new ArrayList<>();
        for (Effect effect : effects) {
            if (effect instanceof Effect.Record(var decision, var sequence) && decision.outcome() == Outcome.SKIPPED) {
                skipped.add(decision);
            }
        }
        return skipped;
    }

    static About about(Instance instance, @Nullable String step) {
        return new About(
                instance.journey().value(),
                instance.version(),
                instance.id(),
                Objects.requireNonNullElse(step, instance.step()));
    }
}
