package dev.vestnik.engine.streams.intake;

import dev.vestnik.engine.streams.codec.StateCodec.Stored;
import dev.vestnik.engine.streams.commit.CommitRequest;
import dev.vestnik.engine.streams.edge.Incoming;
import dev.vestnik.engine.streams.edge.IncomingRecords;
import dev.vestnik.engine.streams.edge.MoveRecords;
import dev.vestnik.engine.streams.intake.Planner.Question;
import dev.vestnik.engine.streams.wakeup.Backlog;
import dev.vestnik.rules.address.AddressKey;
import dev.vestnik.rules.address.AddressWord;
import dev.vestnik.rules.address.Inbound;
import dev.vestnik.rules.customer.CustomerKey;
import dev.vestnik.rules.customer.CustomerState;
import dev.vestnik.rules.decide.Effect;
import dev.vestnik.rules.decide.Signal;
import dev.vestnik.rules.definition.Definitions;
import dev.vestnik.rules.offer.Offer;
import dev.vestnik.schemas.registry.RegistryUnavailableException;
import dev.vestnik.schemas.shop.CodeEvent;
import dev.vestnik.schemas.topic.Topic;
import dev.vestnik.schemas.topic.Topics;
import dev.vestnik.service.kafka.RecordTraces;
import dev.vestnik.service.kafka.TraceParent;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Objects;
import org.apache.avro.generic.IndexedRecord;
import org.apache.kafka.common.errors.SerializationException;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.streams.processor.api.Processor;
import org.apache.kafka.streams.processor.api.ProcessorContext;
import org.apache.kafka.streams.processor.api.Record;
import org.apache.kafka.streams.processor.api.RecordMetadata;
import org.jspecify.annotations.Nullable;

/**
 * Everything about the customers, the addresses and the pools of offers, of one partition: loads, asks the rules, stores, forwards. An input that fails
 * before the first store write is set aside with its cause; a failure after it ends the thread, and the transaction is rolled back. An
 * input whose decision ends its thread twice is set aside the third time.
 */
public final class CustomerProcessor implements Processor<byte[], byte[], byte[], byte[]> {
    private final EngineParts parts;
    private @Nullable Open open;

    public CustomerProcessor(EngineParts parts) {
        this.parts = parts;
    }

    /** The task and its parts, from {@link #init} to {@link #close}. */
    private record Open(
            CustomerTask task,
            Repartitioning forwarding,
            Backlog backlog,
            WakeupFiring wakeUps,
            PublicationWalk walk,
            CampaignReach campaigns) {

        /** To be called after states have changed. */
        void schedule() {
            wakeUps.schedule();
        }
    }

    @Override
    public void init(ProcessorContext<byte[], byte[]> context) {
        CustomerTask task = new CustomerTask(parts, context);
        Backlog backlog = parts.backlog(context.taskId().partition());
        WakeupFiring wakeUps = new WakeupFiring(task, backlog);
        PublicationWalk walk = new PublicationWalk(task, wakeUps::schedule);
        CampaignReach campaigns = new CampaignReach(task, wakeUps::schedule);
        Repartitioning forwarding = new Repartitioning(context, parts.partitions(), parts.metrics());
        Open opened = new Open(task, forwarding, backlog, wakeUps, walk, campaigns);
        open = opened;
        task.open();
        opened.schedule();
        walk.open();
    }

    @Override
    public void close() {
        if (open != null) {
            open.task().close();
            open.wakeUps().close();
            open.walk().close();
            open.campaigns().close();
            open = null;
        }
    }

    private Open open() {
        return Objects.requireNonNull(open, "between init and close");
    }

    private CustomerTask task() {
        return open().task();
    }

    @Override
    public void process(Record<byte[], byte[]> record) {
        RecordMetadata at = task().context().recordMetadata().orElseThrow();
        Topic topic = parts.source(at.topic());
        String verdict = task().trial().verdict(() -> input(at));
        if (verdict == null) {
            task().trial().run(() -> input(at), () -> process(topic, record, at));
        } else {
            task().deadLetters()
                    .record(topic, record, at, DeadLetterReason.ENDS_THREAD, new EndsThreadException(verdict));
        }
        open().backlog().processed(at.topic(), at.offset(), record.timestamp());
    }

    private static String input(RecordMetadata at) {
        return at.topic() + "-" + at.partition() + "@" + at.offset();
    }

    private void process(Topic topic, Record<byte[], byte[]> record, RecordMetadata at) {
        Incoming incoming;
        try {
            incoming = read(record, at);
        } catch (RegistryUnavailableException e) {
            throw e; // the gate in front has let it pass, so this is all but impossible; nothing is lost
        } catch (RuntimeException | StackOverflowError e) { // nested too deeply
            task().deadLetters().record(topic, record, at, DeadLetterReason.UNREADABLE, e);
            return;
        }
        switch (incoming) {
            case Incoming.Said said -> {
                byte[] key = Keys.of(said.customer(), record.key());
                traced(new Heard(topic, record, at, key, planning(said, key, record, at)));
            }
            case Incoming.OfAddress(var address, var word) -> {
                byte[] key = address.toString().getBytes(StandardCharsets.UTF_8);
                traced(new Heard(topic, record, at, key, planning(address, word, key)));
            }
            case Incoming.AskedOfAddress asked -> {
                byte[] key = asked.address().toString().getBytes(StandardCharsets.UTF_8);
                traced(new Heard(topic, record, at, key, planning(asked, key)));
            }
            case Incoming.ToAddress(var address, var inbound) -> {
                byte[] key = address.toString().getBytes(StandardCharsets.UTF_8);
                traced(new Heard(topic, record, at, key, planning(address, inbound, key)));
            }
            case Incoming.ToPool asked -> {
                byte[] key = Offer.pool(asked.offer()).toString().getBytes(StandardCharsets.UTF_8);
                traced(new Heard(topic, record, at, key, planning(asked, key)));
            }
            case Incoming.ToBudget asked -> {
                byte[] key = asked.budget().toString().getBytes(StandardCharsets.UTF_8);
                Planning planning = (definitions, now) ->
                        task().budgets().plan(key, task().store().state(key), asked, definitions, now);
                traced(new Heard(topic, record, at, key, planning));
            }
            case Incoming.PutBack(var budget, var messages) -> {
                byte[] key = budget.toString().getBytes(StandardCharsets.UTF_8);
                Planning planning = (definitions, now) ->
                        task().budgets().putBack(key, task().store().state(key), messages);
                traced(new Heard(topic, record, at, key, planning));
            }
            case Incoming.Leased leased -> {
                byte[] key = Keys.of(leased.customer(), record.key());
                Planning planning = (definitions, now) -> task().budgets().leased(key, leased, now);
                traced(new Heard(topic, record, at, key, planning));
            }
            case Incoming.MovePart part -> {
                byte[] key = Keys.of(part.customer(), record.key());
                traced(new Heard(topic, record, at, key, planning(part, key, at)));
            }
            case Incoming.Relayed relayed -> process(topic, record, at, relayed);
            case Incoming.Unknown unknown -> parts.metrics().unknown();
            case Incoming.NotOurs notOurs -> {
                // The instance that asked reads the topic too.
            }
        }
    }

    /** A record that came to the key of a visitor who is this customer. */
    private void process(Topic topic, Record<byte[], byte[]> record, RecordMetadata at, Incoming.Relayed relayed) {
        byte[] key = Keys.of(relayed.customer(), record.key());
        traced(new Heard(topic, record, at, key, (definitions, now) -> {
            IndexedRecord value = parts.reader().read(relayed.topic(), relayed.value());
            Incoming incoming = IncomingRecords.read(Objects.requireNonNull(value), relayed.recordedAt());
            return incoming instanceof Incoming.Said said
                    ? planning(
                                    new Incoming.Said(
                                            relayed.customer(),
                                            new Signal.Relayed(relayed.recordedAt(), said.signal())),
                                    key,
                                    record,
                                    at)
                            .plan(definitions, now)
                    : null;
        }));
    }

    private Incoming read(Record<byte[], byte[]> record, RecordMetadata at) {
        IndexedRecord value = parts.reader().read(at.topic(), record.value());
        if (value == null) {
            throw new SerializationException("no value");
        }
        return IncomingRecords.read(value, Instant.ofEpochMilli(record.timestamp()));
    }

    /** Plans the effects of a record; null where nothing happens. */
    private interface Planning {
        @Nullable
        Plan plan(Definitions definitions, Instant now);
    }

    /**
     * A record that was read.
     *
     * @param key the owner's whom it is for
     */
    private record Heard(
            Topic topic, Record<byte[], byte[]> record, RecordMetadata at, byte[] key, Planning planning) {}

    private Planning planning(Incoming.Said said, byte[] key, Record<byte[], byte[]> record, RecordMetadata at) {
        return (definitions, now) -> {
            Question question = task().question(said.customer(), key, said.signal(), () -> input(at));
            task().trial().deciding();
            Plan plan = task().planner().plan(question, definitions, now);
            if (plan != null && plan.relayTo != null) {
                relay(plan, said.customer(), plan.relayTo, record, at);
            }
            return plan;
        };
    }

    /** Hands a record on. A code stays in its own topic, which keeps it for minutes. */
    private void relay(
            Plan plan, CustomerKey visitor, CustomerKey to, Record<byte[], byte[]> record, RecordMetadata at) {
        if (parts.source(at.topic()).equals(Topics.SHOP_CODES)) {
            IndexedRecord code = Objects.requireNonNull(parts.reader().read(at.topic(), record.value()));
            task().planner().relay(plan, Topics.SHOP_CODES, to, MoveRecords.relayed((CodeEvent) code, to));
        } else {
            Instant recordedAt = Instant.ofEpochMilli(record.timestamp());
            MoveRecords.Origin origin = new MoveRecords.Origin(at.topic(), at.partition(), at.offset(), recordedAt);
            task().planner()
                    .relay(
                            plan,
                            Topics.COMMANDS,
                            to,
                            MoveRecords.relayed(visitor, to, origin, record.value(), task().now()));
        }
    }

    /** Plans nothing until all parts have come. One that is missing comes again with the others. */
    private Planning planning(Incoming.MovePart part, byte[] key, RecordMetadata at) {
        return (definitions, now) -> {
            byte[] stored = task().store().state(key);
            Stored state = stored == null ? null : task().planner().read(stored);
            if (!part.isLast()) {
                return MoveParts.putBy(key, state, part);
            }
            byte[] whole = MoveParts.whole(task().store(), key, part);
            if (whole == null && MoveParts.isExpected(state, part)) {
                return null;
            }
            CustomerState moved = whole == null
                    ? CustomerState.NEW
                    : task().planner().read(whole).state();
            Signal arrival = new Signal.MovedIn(part.visitor(), part.move(), moved);
            task().trial().deciding();
            Question question = new Question(part.customer(), key, state, arrival, () -> input(at));
            Plan plan = task().planner().plan(question, definitions, now);
            if (plan != null) {
                MoveParts.forget(plan, key, part);
            }
            return plan;
        };
    }

    private Planning planning(AddressKey address, AddressWord word, byte[] key) {
        return (definitions, now) -> task().addresses()
                .plan(new AddressPlanner.Question(address, key, task().store().state(key)), word, now);
    }

    private Planning planning(Incoming.AskedOfAddress asked, byte[] key) {
        return (definitions, now) -> task().addresses()
                .answer(
                        new AddressPlanner.Question(
                                asked.address(), key, task().store().state(key)),
                        asked,
                        now);
    }

    private Planning planning(AddressKey address, Inbound inbound, byte[] key) {
        return (definitions, now) -> task().addresses()
                .plan(new AddressPlanner.Question(address, key, task().store().state(key)), inbound, now);
    }

    private Planning planning(Incoming.ToPool asked, byte[] key) {
        return (definitions, now) ->
                task().pools().plan(new PoolPlanner.Question(key, task().store().state(key), asked), definitions, now);
    }

    private void traced(Heard heard) {
        Header trace = TraceParent.of(heard.record().headers());
        try (RecordTraces.Step step = parts.traces().step("journey.decide", trace)) {
            heard(heard, step.trace());
        }
    }

    private void heard(Heard heard, @Nullable Header trace) {
        if (!open().forwarding().isHome(heard.key(), heard.record(), heard.at())) {
            if (!open().forwarding().forward(heard.topic(), heard.key(), heard.record())) {
                setAside(heard, DeadLetterReason.MISPLACED, new MisplacedException());
            }
            return;
        }
        Definitions definitions = task().definitions();
        Instant now = task().now();
        Plan plan;
        try {
            plan = heard.planning().plan(definitions, now);
        } catch (RegistryUnavailableException e) {
            throw e;
        } catch (RuntimeException | StackOverflowError e) {
            setAside(heard, CustomerTask.reason(e), e);
            return;
        }
        if (plan != null && !plan.passed.isEmpty()) {
            passed(CustomerKey.parse(new String(heard.key(), StandardCharsets.UTF_8)), plan, now);
        }
        if (plan != null && !plan.isEmpty()) {
            plan.urgent &= !CommitRequest.isBacklog(heard.record().timestamp(), now);
            task().carryOut(plan, trace, definitions, now);
            if (plan.setAside != null) {
                setAside(heard, DeadLetterReason.of(plan.setAside), new NotDoneException(plan.setAside));
            }
            open().schedule();
        }
    }

    private void passed(CustomerKey customer, Plan plan, Instant now) {
        for (Effect.Passed passed : plan.passed) {
            parts.metrics().passed(passed);
            parts.trace().add(customer, passed, now);
        }
    }

    private void setAside(Heard heard, DeadLetterReason reason, Throwable cause) {
        task().deadLetters().record(heard.topic(), heard.record(), heard.at(), reason, cause);
    }
}
