package dev.vestnik.engine.streams.intake;

import dev.vestnik.engine.streams.codec.StateCodec;
import dev.vestnik.engine.streams.codec.StateCodec.StoredState;
import dev.vestnik.engine.streams.codec.TimelineCodec;
import dev.vestnik.engine.streams.edge.AddressRecords;
import dev.vestnik.engine.streams.edge.BudgetLeases;
import dev.vestnik.engine.streams.edge.EngineTopics;
import dev.vestnik.engine.streams.edge.MoveRecords;
import dev.vestnik.engine.streams.edge.OutgoingCommands;
import dev.vestnik.engine.streams.edge.OutgoingDecisions;
import dev.vestnik.engine.streams.edge.OutgoingMessages;
import dev.vestnik.engine.streams.edge.PoolRecords;
import dev.vestnik.engine.streams.edge.ProductRecords;
import dev.vestnik.engine.streams.edge.RecommendRecords;
import dev.vestnik.engine.streams.edge.RecordWriter;
import dev.vestnik.rules.budget.BudgetKey;
import dev.vestnik.rules.customer.Armed;
import dev.vestnik.rules.customer.CustomerKey;
import dev.vestnik.rules.customer.CustomerState;
import dev.vestnik.rules.customer.Position.Failure;
import dev.vestnik.rules.decide.Decided;
import dev.vestnik.rules.decide.Decider;
import dev.vestnik.rules.decide.Decider.Circumstances;
import dev.vestnik.rules.decide.Effect;
import dev.vestnik.rules.decide.Signal;
import dev.vestnik.rules.decide.Signal.WakeClass;
import dev.vestnik.rules.definition.Definitions;
import dev.vestnik.rules.definition.FeatureLevel;
import dev.vestnik.rules.journey.JourneyClass;
import dev.vestnik.rules.offer.Offer;
import dev.vestnik.rules.offer.PoolWord;
import dev.vestnik.schemas.engine.EngineCommand;
import dev.vestnik.schemas.topic.Topic;
import dev.vestnik.schemas.topic.Topics;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import java.util.function.Supplier;
import org.apache.avro.generic.IndexedRecord;
import org.jspecify.annotations.Nullable;

/** Asks the rules and turns their answer into bytes. Touches no store and sends nothing. For one thread. */
public final class Planner {
    /** A little more than the rules let a message be, a little less than the broker takes; see the catalogue of topics. */
    static final int LARGEST = 1_000_000;
    /** No run begins that would make a state larger. */
    private static final int WITH_ENTRIES = 900_000;
    /** Only small steps lead from here to {@link #LARGEST}: a STOP must be heard whatever a customer's state is full of. */
    private static final int WITHOUT_ENTRIES = 950_000;

    private static final int SMALL_STEP = 1_000;

    private static final Duration LATER = Duration.ofMinutes(15);

    private final Decider decider;
    private final RecordWriter writer;
    private final PurseBook purses;
    private final StateCodec states = new StateCodec();
    private final TimelineCodec timelines = new TimelineCodec();

    Planner(Decider decider, RecordWriter writer, PurseBook purses) {
        this.decider = decider;
        this.writer = writer;
        this.purses = purses;
    }

    /**
     * A question that the rules are to decide.
     *
     * @param key the customer's key in bytes
     * @param before the state in the store; null for a customer never heard of
     * @param input where the signal comes from, {@code topic-partition@offset}; null for wake-ups
     */
    record Question(
            CustomerKey customer,
            byte[] key,
            @Nullable StoredState before,
            Signal signal,
            Supplier<@Nullable String> input) {

        CustomerState state() {
            return before == null ? CustomerState.NEW : before.state();
        }
    }

    StoredState read(byte[] state) {
        return states.read(state);
    }

    /**
     * Null where nothing happens.
     *
     * @throws RuntimeException when the rules fail, or what they want is too large: nothing was done, and trying again would not help
     */
    @Nullable
    Plan plan(Question question, Definitions definitions, Instant now) {
        try {
            return plan(question, definitions, now, WITH_ENTRIES);
        } catch (TooLargeException e) {
            return plan(question, definitions, now, WITHOUT_ENTRIES);
        }
    }

    private @Nullable Plan plan(Question question, Definitions definitions, Instant now, int most) {
        PurseBook.View paying = purses.view(now);
        Decided decided = decider.decide(
                question.customer(),
                question.state(),
                question.signal(),
                new Circumstances(definitions, paying, now, most == WITHOUT_ENTRIES));
        Plan plan = plan(question, decided, definitions.level(), now, most);
        if (plan != null) {
            paying.settle(
                    plan,
                    spent(decided),
                    budget -> lease(
                            plan, budget, BudgetLeases.ask(question.customer(), budget, definitions.revision(), now)));
        }
        return plan;
    }

    private static Map<BudgetKey, Long> spent(Decided decided) {
        Map<BudgetKey, Long> spent = new HashMap<>();
        for (Effect effect : decided.effects()) {
            if (effect instanceof Effect.Spend(BudgetKey budget)) {
                spent.merge(budget, 1L, Long::sum);
            }
        }
        return spent;
    }

    private void lease(Plan plan, BudgetKey budget, EngineCommand ask) {
        emit(plan, name(Topics.COMMANDS), bytes(budget.toString()), ask);
    }

    /** For a wake-up that cannot be decided: the instances that were due are parked. Where even that fails, all is put off. */
    Plan park(Question question, Definitions definitions, Instant now, Failure failure) {
        Signal.Woken woken = (Signal.Woken) question.signal();
        try {
            Decided parked = decider.park(question.customer(), question.state(), woken, failure, definitions, now);
            return Objects.requireNonNull(plan(question, parked, definitions.level(), now, LARGEST), "nothing to park");
        } catch (RuntimeException | StackOverflowError e) {
            Plan plan = new Plan(question.key());
            CustomerState later = later(question.state(), woken.wakeClass(), now.plus(LATER));
            become(plan, question, later, definitions.level(), LARGEST);
            return plan;
        }
    }

    private static CustomerState later(CustomerState state, WakeClass wakeClass, Instant at) {
        Instant due = at.truncatedTo(ChronoUnit.MILLIS);
        return state.withArmed(
                switch (wakeClass) {
                    case SERVICE ->
                        new Armed(due, state.armed().marketing(), state.armed().housekeeping());
                    case MARKETING ->
                        new Armed(state.armed().service(), due, state.armed().housekeeping());
                    case HOUSEKEEPING ->
                        new Armed(state.armed().service(), state.armed().marketing(), due);
                });
    }

    /** @param most bytes that the state may come to by more than a small step */
    private @Nullable Plan plan(Question question, Decided decided, FeatureLevel level, Instant now, int most) {
        if (decided.state() == question.state() && decided.effects().isEmpty()) {
            return null;
        }
        Plan plan = new Plan(question.key());
        for (Effect effect : decided.effects()) {
            add(plan, question, effect, now);
        }
        if (!plan.decisions.isEmpty()) {
            plan.timeline = checked(timelines.write(plan.firstSequence, plan.decisions, level), "the timeline");
        }
        if (decided.state() != question.state()) {
            become(plan, question, decided.state(), level, most);
        }
        return plan;
    }

    private void become(Plan plan, Question question, CustomerState state, FeatureLevel level, int most) {
        plan.changed = true;
        // Nothing of an erased customer is kept, whichever engine wrote it.
        StoredState before = plan.erase ? null : question.before();
        boolean forget = isOver(question.customer(), state) && (before == null || !before.hasUnknown());
        plan.erase |= forget;
        plan.timeline = forget ? null : plan.timeline;
        int limit = most == WITHOUT_ENTRIES ? Math.max(most, largest(question.before())) : most;
        plan.state = forget ? null : checked(states.write(state, before, level, LARGEST), "the state", limit);
    }

    /** To which a small step leads. */
    private static int largest(@Nullable StoredState before) {
        return before == null ? 0 : Math.min(LARGEST, before.bytes().length + SMALL_STEP);
    }

    private static boolean isOver(CustomerKey customer, CustomerState state) {
        boolean visitor = customer.customerId().startsWith("~");
        return (visitor || state.timelineNext() == 0) && state.isEmpty();
    }

    private void add(Plan plan, Question question, Effect effect, Instant now) {
        CustomerKey customer = question.customer();
        switch (effect) {
            case Effect.Send send -> {
                plan.urgent |= send.messageClass() == JourneyClass.SERVICE;
                emit(plan, lane(send), plan.customer, OutgoingMessages.message(customer, send, now));
            }
            case Effect.Revoke revoke ->
                emit(plan, name(Topics.REVOCATIONS), plan.customer, OutgoingMessages.revocation(customer, revoke, now));
            case Effect.Record(var decision, var sequence) -> {
                plan.firstSequence = plan.decisions.isEmpty() ? sequence : plan.firstSequence;
                plan.decisions.add(decision);
                emit(
                        plan,
                        name(Topics.DECISIONS),
                        plan.customer,
                        OutgoingDecisions.decision(customer, decision, sequence, plan.input(question.input())));
            }
            case Effect.Ask ask -> {
                plan.urgent = true; // a message waits for the answer
                emit(
                        plan,
                        name(Topics.COMMANDS),
                        bytes(ask.owner().toString()),
                        OutgoingCommands.ask(customer, ask, now));
            }
            case Effect.GiveBack back ->
                emit(
                        plan,
                        name(Topics.COMMANDS),
                        bytes(back.owner().toString()),
                        OutgoingCommands.giveBack(customer, back, now));
            case Effect.Grant grant ->
                emit(plan, name(Topics.COMMANDS), bytes(grant.asker()), OutgoingCommands.granted(grant, now));
            case Effect.Refuse refuse ->
                emit(plan, name(Topics.COMMANDS), bytes(refuse.asker()), OutgoingCommands.refused(refuse, now));
            case Effect.TellAddress tell ->
                emit(plan, name(Topics.COMMANDS), bytes(tell.address().toString()), AddressRecords.word(tell, now));
            case Effect.TellPool(var offer, var word) ->
                emit(
                        plan,
                        name(Topics.COMMANDS),
                        bytes(Offer.pool(offer).toString()),
                        PoolRecords.told(offer, word, id(word), now));
            case Effect.TellProduct tell ->
                emit(plan, name(Topics.COMMANDS), bytes(tell.product().toString()), ProductRecords.word(tell, now));
            case Effect.TellCompanions tell ->
                emit(plan, name(Topics.COMMANDS), bytes(tell.product().toString()), RecommendRecords.word(tell, now));
            case Effect.Spend spend -> {
                // The purses are settled when all is planned.
            }
            case Effect.MoveOut out -> {
                byte[] state = states.whole(out.state());
                for (EngineCommand part : MoveRecords.parts(customer, out, state, now)) {
                    emit(plan, name(Topics.COMMANDS), bytes(out.to().toString()), part);
                }
            }
            case Effect.TellMove tell ->
                emit(plan, name(Topics.COMMANDS), bytes(tell.to().toString()), MoveRecords.word(customer, tell, now));
            case Effect.Relay(var to) -> plan.relayTo = to;
            case Effect.SetAside(var reason) -> plan.setAside = reason;
            case Effect.Passed passed -> plan.passed.add(passed);
            case Effect.Erase erase -> plan.erase = true;
        }
    }

    /** The same for the same word, and does not say the code. */
    private static String id(PoolWord word) {
        return UUID.nameUUIDFromBytes(bytes(word.toString())).toString();
    }

    /** Adds what another key is to hear in the place of this one. */
    void relay(Plan plan, Topic topic, CustomerKey to, IndexedRecord record) {
        emit(plan, name(topic), bytes(to.toString()), record);
    }

    private static String lane(Effect.Send send) {
        return EngineTopics.lane(send.content().channel(), send.messageClass());
    }

    private static String name(Topic topic) {
        return topic.name();
    }

    private static byte[] bytes(String key) {
        return key.getBytes(StandardCharsets.UTF_8);
    }

    private void emit(Plan plan, String sink, byte[] key, IndexedRecord record) {
        plan.emissions.add(new Emission(sink, key, checked(writer.write(sink, record), sink)));
    }

    static byte[] checked(byte[] bytes, String where) {
        return checked(bytes, where, LARGEST);
    }

    private static byte[] checked(byte[] bytes, String where, int most) {
        if (bytes.length > most) {
            throw new TooLargeException(where, bytes.length);
        }
        return bytes;
    }
}
