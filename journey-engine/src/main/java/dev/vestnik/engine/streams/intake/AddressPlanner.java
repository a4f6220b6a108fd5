package dev.vestnik.engine.streams.intake;

import dev.vestnik.engine.streams.codec.AddressCodec;
import dev.vestnik.engine.streams.codec.AddressCodec.StoredAddress;
import dev.vestnik.engine.streams.edge.AddressRecords;
import dev.vestnik.engine.streams.edge.Incoming;
import dev.vestnik.engine.streams.edge.OutgoingCommands;
import dev.vestnik.engine.streams.edge.RecordWriter;
import dev.vestnik.engine.streams.edge.WrittenRecords;
import dev.vestnik.rules.address.AddressDecided;
import dev.vestnik.rules.address.AddressKey;
import dev.vestnik.rules.address.AddressRules;
import dev.vestnik.rules.address.AddressState;
import dev.vestnik.rules.address.AddressWord;
import dev.vestnik.rules.address.Inbound;
import dev.vestnik.rules.address.InboundDecided;
import dev.vestnik.rules.address.InboundRules;
import dev.vestnik.rules.customer.CustomerKey;
import dev.vestnik.rules.decide.Effect;
import dev.vestnik.schemas.engine.EngineCommand;
import dev.vestnik.schemas.topic.Topics;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** Asks the rules of addresses and turns their answer into bytes, as {@link Planner} does for customers. For one thread. */
final class AddressPlanner {
    private final RecordWriter writer;
    private final EngineMetrics metrics;
    private final AddressCodec codec = new AddressCodec();

    AddressPlanner(RecordWriter writer, EngineMetrics metrics) {
        this.writer = writer;
        this.metrics = metrics;
    }

    /** @param state what the store has; null for an address never heard of */
    record Question(AddressKey address, byte[] key, byte @Nullable [] state) {}

    /** Null where nothing happens. */
    @Nullable
    Plan plan(Question question, AddressWord word, Instant now) {
        StoredAddress before = before(question);
        AddressState state = before == null ? AddressState.NONE : before.state();
        AddressDecided decided = AddressRules.decide(question.address(), state, word, now);
        if (decided.state() == state && decided.told().isEmpty()) {
            return null;
        }
        Plan plan = new Plan(question.key());
        decided.told().forEach(told -> plan.emissions.add(emission(told.customer(), AddressRecords.news(told, now))));
        if (decided.state() != state) {
            become(plan, decided.state(), before);
        }
        return plan;
    }

    /** Tells an address's customers what a person sent from it. */
    Plan plan(Question question, Inbound inbound, Instant now) {
        StoredAddress before = before(question);
        AddressState state = before == null ? AddressState.NONE : before.state();
        InboundDecided decided = InboundRules.decide(question.address(), state, inbound, now);
        Plan plan = new Plan(question.key());
        metrics.inbound(question.address().channel(), decided.outcome());
        for (CustomerKey customer : decided.told()) {
            EngineCommand command = WrittenRecords.toCustomer(customer, question.address(), decided.inbound(), now);
            plan.emissions.add(emission(customer, command));
        }
        if (decided.state() != state) {
            become(plan, decided.state(), before);
        }
        return plan;
    }

    /** Answers whether an address takes messages; nothing of that changes it. */
    Plan answer(Question question, Incoming.AskedOfAddress asked, Instant now) {
        StoredAddress before = before(question);
        AddressState state = before == null ? AddressState.NONE : before.state();
        Effect.Grant answer = new Effect.Grant(asked.askId(), asked.asker(), AddressRules.standing(state));
        Plan plan = new Plan(question.key());
        plan.urgent = true;
        plan.emissions.add(emission(CustomerKey.parse(asked.asker()), OutgoingCommands.granted(answer, now)));
        return plan;
    }

    /** Decides about an address whose time has come. */
    Plan woken(byte[] key, byte @Nullable [] state, Instant now) {
        AddressKey address = AddressKey.parse(new String(key, StandardCharsets.UTF_8));
        Question question = new Question(address, key, state);
        Plan plan = new Plan(key);
        StoredAddress before = before(question);
        if (before != null) {
            become(plan, AddressRules.woken(before.state(), now), before);
        }
        return plan;
    }

    private @Nullable StoredAddress before(Question question) {
        return question.state() == null ? null : codec.read(question.address(), question.state());
    }

    private void become(Plan plan, AddressState state, @Nullable StoredAddress before) {
        plan.changed = true;
        boolean over = state.isEmpty() && (before == null || !before.hasUnknown());
        plan.state = over ? null : codec.write(state, before);
    }

    private Emission emission(CustomerKey customer, EngineCommand command) {
        String sink = Topics.COMMANDS.name();
        byte[] key = customer.toString().getBytes(StandardCharsets.UTF_8);
        return new Emission(sink, key, writer.write(sink, command));
    }
}
