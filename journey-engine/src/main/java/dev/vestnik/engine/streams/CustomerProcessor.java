package dev.vestnik.engine.streams;

import dev.vestnik.engine.customer.Armed;
import dev.vestnik.engine.customer.CustomerState;
import dev.vestnik.engine.decide.Decision;
import dev.vestnik.engine.decide.Signal;
import dev.vestnik.engine.decide.Signal.WakeClass;
import dev.vestnik.engine.definitions.Definitions;
import dev.vestnik.engine.streams.Planner.Question;
import dev.vestnik.engine.streams.WakeupIndex.Due;
import dev.vestnik.engine.streams.codec.StateCodec;
import dev.vestnik.engine.streams.codec.StateCodec.Stored;
import dev.vestnik.engine.streams.edge.Incoming;
import dev.vestnik.engine.streams.edge.IncomingRecords;
import dev.vestnik.schemas.CustomerKey;
import dev.vestnik.schemas.kafka.TraceParent;
import dev.vestnik.schemas.registry.RegistryUnavailableException;
import dev.vestnik.schemas.topic.Topic;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Objects;
import java.util.function.Supplier;
import org.apache.avro.generic.IndexedRecord;
import org.apache.kafka.common.errors.SerializationException;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.header.Headers;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.apache.kafka.streams.errors.StreamsException;
import org.apache.kafka.streams.processor.api.Processor;
import org.apache.kafka.streams.processor.api.ProcessorContext;
import org.apache.kafka.streams.processor.api.Record;
import org.apache.kafka.streams.processor.api.RecordMetadata;
import org.jspecify.annotations.Nullable;

/**
 * Everything about the customers of one partition: loads, asks the rules, stores, forwards. What fails before the first store write
 * is set aside with its cause; what fails after it ends the thread, and the transaction is rolled back.
 */
final class CustomerProcessor implements Processor<byte[], byte[], byte[], byte[]> {
    private static final Headers NO_HEADERS = new RecordHeaders();

    private final EngineParts parts;
    private final Planner planner;
    private @Nullable Task task;

    CustomerProcessor(EngineParts parts) {
        this.parts = parts;
        this.planner = new Planner(parts.decider(), parts.writer());
    }

    /** What there is from {@link #init} to {@link #close}. */
    private record Task(
            ProcessorContext<byte[], byte[]> context,
            CustomerStore store,
            WakeupIndex wakeUps,
            DeadLetters deadLetters,
            Forwarding forwarding,
            WakeupTicker ticker) {}

    private long revision;

    @Override
    public void init(ProcessorContext<byte[], byte[]> context) {
        CustomerStore store = new CustomerStore(context.getStateStore(EngineStores.CUSTOMERS));
        WakeupIndex wakeUps = parts.stores().wakeUps(context.taskId());
        DeadLetters deadLetters = new DeadLetters(context, parts.metrics());
        Forwarding forwarding = new Forwarding(context, parts.partitions(), parts.metrics());
        WakeupTicker ticker = new WakeupTicker(context, wakeUps, parts.pace(), this::wake);
        task = new Task(context, store, wakeUps, deadLetters, forwarding, ticker);
        revision = store.revision();
        awaitRevision();
        wakeUps.count();
        parts.metrics().opened(wakeUps);
        ticker.schedule();
    }

    private void awaitRevision() {
        try {
            parts.definitions().awaitRevision(revision);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new StreamsException("interrupted while the definitions were not up to date", e);
        }
    }

    @Override
    public void close() {
        if (task != null) {
            parts.metrics().closed(task.wakeUps());
            task.ticker().close();
            task = null;
        }
    }

    private Task task() {
        return Objects.requireNonNull(task, "between init and close");
    }

    @Override
    public void process(Record<byte[], byte[]> record) {
        RecordMetadata at = task().context().recordMetadata().orElseThrow();
        Topic topic = parts.source(at.topic());
        Incoming incoming;
        try {
            incoming = read(record, at);
        } catch (RegistryUnavailableException e) {
            throw e; // the gate in front has let it pass, so this is all but impossible; nothing is lost
        } catch (RuntimeException | StackOverflowError e) { // nested too deeply
            task().deadLetters().record(topic, record, at, "unreadable", e);
            return;
        }
        switch (incoming) {
            case Incoming.Said said -> said(said, topic, record, at);
            case Incoming.Unknown unknown -> parts.metrics().unknown();
            case Incoming.NotOurs notOurs -> {
                // Whoever asked reads the topic too.
            }
        }
    }

    private Incoming read(Record<byte[], byte[]> record, RecordMetadata at) {
        IndexedRecord value = parts.reader().read(at.topic(), record.value());
        if (value == null) {
            throw new SerializationException("no value");
        }
        return IncomingRecords.read(value, Instant.ofEpochMilli(record.timestamp()));
    }

    private void said(Incoming.Said said, Topic topic, Record<byte[], byte[]> record, RecordMetadata at) {
        byte[] key = Keys.of(said.customer(), record.key());
        if (!task().forwarding().isHome(key, record, at)) {
            if (!task().forwarding().forward(topic, key, record)) {
                task().deadLetters().record(topic, record, at, "misplaced", new MisplacedException());
            }
            return;
        }
        Question question = question(
                said.customer(), key, said.signal(), () -> at.topic() + "-" + at.partition() + "@" + at.offset());
        Definitions definitions = parts.definitions().current();
        Instant now = now();
        Plan plan;
        try {
            plan = planner.plan(question, definitions, now);
        } catch (RegistryUnavailableException e) {
            throw e;
        } catch (RuntimeException | StackOverflowError e) {
            task().deadLetters().record(topic, record, at, reason(e), e);
            return;
        }
        if (plan != null) {
            carryOut(plan, TraceParent.of(record.headers()), definitions, now);
            task().ticker().schedule();
        }
    }

    private static String reason(Throwable e) {
        return e instanceof TooLargeException ? "too-large" : "undecidable";
    }

    private Question question(CustomerKey customer, byte[] key, Signal signal, Supplier<@Nullable String> input) {
        byte[] state = task().store().state(key);
        return new Question(customer, key, state == null ? null : planner.read(state), signal, input);
    }

    /** Fires a wake-up; one that its state knows nothing of, which should not be, is only removed. */
    private void wake(Due due) {
        CustomerKey customer = CustomerKey.parse(new String(due.customer(), StandardCharsets.UTF_8));
        Signal woken = new Signal.Woken(Instant.ofEpochMilli(due.at()), due.wakeClass());
        Question question = question(customer, due.customer(), woken, () -> null);
        Stored known = question.before();
        if (StateCodec.armed(known == null ? null : known.bytes(), due.wakeClass()) == due.at()) {
            fire(due, question);
        } else {
            task().wakeUps().remove(due);
        }
    }

    private void fire(Due due, Question question) {
        Definitions definitions = parts.definitions().current();
        Instant now = now();
        Plan plan;
        try {
            plan = Objects.requireNonNull(planner.plan(question, definitions, now), "nothing came of it");
        } catch (RegistryUnavailableException e) {
            throw e;
        } catch (RuntimeException | StackOverflowError e) {
            task().deadLetters().wakeUp(due, e);
            plan = planner.only(question, disarmed(question.state(), due.wakeClass()));
        }
        carryOut(plan, null, definitions, now);
        if (StateCodec.armed(plan.state, due.wakeClass()) == due.at()) {
            task().wakeUps().back(due); // the next step is due at the same time
        }
        parts.metrics().late(now.toEpochMilli() - due.at());
    }

    private static CustomerState disarmed(CustomerState state, WakeClass wakeClass) {
        return state.withArmed(
                switch (wakeClass) {
                    case SERVICE -> new Armed(null, state.armed().marketing());
                    case MARKETING -> new Armed(state.armed().service(), null);
                });
    }

    private Instant now() {
        return Instant.ofEpochMilli(task().context().currentSystemTimeMs());
    }

    private void carryOut(Plan plan, @Nullable Header trace, Definitions definitions, Instant now) {
        CustomerStore store = task().store();
        if (definitions.revision() > revision) {
            revision = definitions.revision();
            store.revision(revision);
        }
        store.apply(plan);
        Headers headers = trace == null ? NO_HEADERS : new RecordHeaders().add(trace);
        for (Emission emission : plan.emissions) {
            task().context()
                    .forward(
                            new Record<>(emission.key(), emission.value(), now.toEpochMilli(), headers),
                            emission.sink());
        }
        for (Decision decision : plan.decisions) {
            parts.metrics().decided(decision);
        }
    }
}
