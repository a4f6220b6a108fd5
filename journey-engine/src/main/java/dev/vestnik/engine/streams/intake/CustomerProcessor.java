package dev.vestnik.engine.streams.intake;

import dev.vestnik.engine.streams.codec.StateCodec;
import dev.vestnik.engine.streams.codec.StoreKeys;
import dev.vestnik.engine.streams.codec.UnreadableStateException;
import dev.vestnik.engine.streams.edge.Incoming;
import dev.vestnik.engine.streams.edge.IncomingRecords;
import dev.vestnik.engine.streams.intake.Planner.Question;
import dev.vestnik.engine.streams.progress.Causes;
import dev.vestnik.engine.streams.progress.Trial;
import dev.vestnik.engine.streams.store.EngineStores;
import dev.vestnik.engine.streams.store.ParkedIndex;
import dev.vestnik.engine.streams.wakeup.Backlog;
import dev.vestnik.engine.streams.wakeup.WakeupIndex;
import dev.vestnik.engine.streams.wakeup.WakeupIndex.Due;
import dev.vestnik.engine.streams.wakeup.WakeupTicker;
import dev.vestnik.engine.streams.walk.Walk;
import dev.vestnik.rules.address.AddressKey;
import dev.vestnik.rules.address.AddressWord;
import dev.vestnik.rules.customer.CustomerKey;
import dev.vestnik.rules.customer.Position.Failure;
import dev.vestnik.rules.decide.Decision;
import dev.vestnik.rules.decide.Effect;
import dev.vestnik.rules.decide.Signal;
import dev.vestnik.rules.decide.Signal.WakeClass;
import dev.vestnik.rules.definition.Definitions;
import dev.vestnik.rules.reason.Breakdown;
import dev.vestnik.schemas.registry.RegistryUnavailableException;
import dev.vestnik.schemas.topic.Topic;
import dev.vestnik.service.kafka.RecordTraces;
import dev.vestnik.service.kafka.TraceParent;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Supplier;
import org.apache.avro.generic.IndexedRecord;
import org.apache.kafka.common.errors.SerializationException;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.header.Headers;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.apache.kafka.streams.errors.StreamsException;
import org.apache.kafka.streams.processor.TaskId;
import org.apache.kafka.streams.processor.api.Processor;
import org.apache.kafka.streams.processor.api.ProcessorContext;
import org.apache.kafka.streams.processor.api.Record;
import org.apache.kafka.streams.processor.api.RecordMetadata;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Everything about the customers, and the addresses, of one partition: loads, asks the rules, stores, forwards. What fails before the first store write
 * is set aside with its cause; what fails after it ends the thread, and the transaction is rolled back. An input whose decision ends
 * its thread twice is set aside the third time.
 */
public final class CustomerProcessor implements Processor<byte[], byte[], byte[], byte[]> {
    /** Between two looks at a state that cannot be read, for a wake-up of its customer. */
    private static final Duration UNREADABLE_AGAIN = Duration.ofMinutes(15);

    private static final Logger log = LoggerFactory.getLogger(CustomerProcessor.class);
    private static final Headers NO_HEADERS = new RecordHeaders();

    private final EngineParts parts;
    private final Planner planner;
    private final AddressPlanner addresses;
    private @Nullable Task task;

    public CustomerProcessor(EngineParts parts) {
        this.parts = parts;
        this.planner = new Planner(parts.decider(), parts.writer());
        this.addresses = new AddressPlanner(parts.writer());
    }

    /** What there is from {@link #init} to {@link #close}. */
    private record Task(
            ProcessorContext<byte[], byte[]> context,
            CustomerStore store,
            WakeupIndex wakeUps,
            DeadLetters deadLetters,
            Repartitioning forwarding,
            Backlog backlog,
            WakeupTicker ticker,
            Walk walk,
            Trial trial) {

        /** To be called after states have changed. */
        void schedule() {
            ticker.schedule();
            walk.schedule();
        }
    }

    private long revision;

    @Override
    public void init(ProcessorContext<byte[], byte[]> context) {
        CustomerStore store = new CustomerStore(context.getStateStore(EngineStores.CUSTOMERS));
        WakeupIndex wakeUps = parts.stores().wakeUps(context.taskId());
        DeadLetters deadLetters = new DeadLetters(context, parts.metrics());
        Repartitioning forwarding = new Repartitioning(context, parts.partitions(), parts.metrics());
        Trial trial = parts.watch().opened(context.taskId());
        Backlog backlog = parts.backlog(context.taskId().partition());
        WakeupTicker ticker =
                new WakeupTicker(context, wakeUps, parts.pace(), backlog, this::wake, trial.progress()::earliest);
        Walk walk = new Walk(context, parts.walks(), walkOf(context.taskId(), store, wakeUps), store.walked());
        task = new Task(context, store, wakeUps, deadLetters, forwarding, backlog, ticker, walk, trial);
        revision = store.revision();
        awaitRevision();
        wakeUps.count();
        ParkedIndex parked = parts.stores().parked(context.taskId());
        parked.count();
        parts.metrics().opened(wakeUps, parked);
        task.schedule();
    }

    private Walk.Task walkOf(TaskId id, CustomerStore store, WakeupIndex wakeUps) {
        return new Walk.Task(
                parts.definitions(),
                () -> parts.stores().scan(id),
                () -> hasInstances(wakeUps, parts.stores().parked(id)),
                this::redefined,
                target -> walked(store, target));
    }

    /** Wherever the task goes on, nobody may enter a version that the walk has emptied. */
    private void walked(CustomerStore store, long target) {
        revision = Math.max(revision, parts.definitions().current().revision());
        store.walked(target, revision);
    }

    /** Whether a customer may be in a journey. */
    private static boolean hasInstances(WakeupIndex wakeUps, ParkedIndex parked) {
        return wakeUps.earliest(WakeClass.SERVICE) != Long.MAX_VALUE
                || wakeUps.earliest(WakeClass.MARKETING) != Long.MAX_VALUE
                || parked.instances() > 0;
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
            parts.watch().closed(task.trial());
            task.ticker().close();
            task.walk().close();
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
        String verdict = task().trial().verdict(() -> input(at));
        if (verdict == null) {
            task().trial().run(() -> input(at), () -> process(topic, record, at));
        } else {
            task().deadLetters()
                    .record(topic, record, at, DeadLetterReason.ENDS_THREAD, new EndsThreadException(verdict));
        }
        task().backlog().processed(at.topic(), at.offset(), record.timestamp());
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
                traced(new Heard(topic, record, at, key, planning(said, key, at)));
            }
            case Incoming.OfAddress(var address, var word) -> {
                byte[] key = address.toString().getBytes(StandardCharsets.UTF_8);
                traced(new Heard(topic, record, at, key, planning(address, word, key)));
            }
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

    /** What a record comes to; null where nothing happens. */
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

    private Planning planning(Incoming.Said said, byte[] key, RecordMetadata at) {
        return (definitions, now) -> {
            Question question = question(said.customer(), key, said.signal(), () -> input(at));
            task().trial().deciding();
            return planner.plan(question, definitions, now);
        };
    }

    private Planning planning(AddressKey address, AddressWord word, byte[] key) {
        return (definitions, now) -> addresses.plan(
                new AddressPlanner.Question(address, key, task().store().state(key)), word, now);
    }

    private void traced(Heard heard) {
        Header trace = TraceParent.of(heard.record().headers());
        try (RecordTraces.Step step = parts.traces().step("journey.decide", trace)) {
            heard(heard, step.trace());
        }
    }

    private void heard(Heard heard, @Nullable Header trace) {
        if (!task().forwarding().isHome(heard.key(), heard.record(), heard.at())) {
            if (!task().forwarding().forward(heard.topic(), heard.key(), heard.record())) {
                setAside(heard, DeadLetterReason.MISPLACED, new MisplacedException());
            }
            return;
        }
        Definitions definitions = parts.definitions().current();
        Instant now = now();
        Plan plan;
        try {
            plan = heard.planning().plan(definitions, now);
        } catch (RegistryUnavailableException e) {
            throw e;
        } catch (RuntimeException | StackOverflowError e) {
            setAside(heard, reason(e), e);
            return;
        }
        if (plan != null && !plan.passed.isEmpty()) {
            passed(CustomerKey.parse(new String(heard.key(), StandardCharsets.UTF_8)), plan, now);
        }
        if (plan != null && !plan.isEmpty()) {
            carryOut(plan, trace, definitions, now);
            if (plan.setAside != null) {
                setAside(heard, DeadLetterReason.of(plan.setAside), new NotDoneException(plan.setAside));
            }
            task().schedule();
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

    private static DeadLetterReason reason(Throwable e) {
        return switch (e) {
            case TooLargeException large -> DeadLetterReason.TOO_LARGE;
            case UnreadableStateException state -> DeadLetterReason.UNREADABLE_STATE;
            case EndsThreadException ends -> DeadLetterReason.ENDS_THREAD;
            default -> DeadLetterReason.UNDECIDABLE;
        };
    }

    private static Breakdown breakdown(Throwable e) {
        return switch (e) {
            case TooLargeException large -> Breakdown.TOO_LARGE;
            case UnreadableStateException state -> Breakdown.UNREADABLE_STATE;
            default -> Breakdown.UNDECIDABLE;
        };
    }

    private Question question(CustomerKey customer, byte[] key, Signal signal, Supplier<@Nullable String> input) {
        byte[] state = task().store().state(key);
        return new Question(customer, key, state == null ? null : planner.read(state), signal, input);
    }

    /** Moves a customer to whom nothing happens as publications say; true where something came of it. */
    private boolean redefined(byte[] key) {
        Supplier<String> input = () -> "publication " + new String(key, StandardCharsets.UTF_8);
        if (task().trial().verdict(input) != null) {
            return false; // it comes to pass with what happens next
        }
        AtomicBoolean moved = new AtomicBoolean();
        task().trial().run(input, () -> moved.set(move(key)));
        return moved.get();
    }

    private boolean move(byte[] key) {
        Definitions definitions = parts.definitions().current();
        Instant now = now();
        Plan plan;
        try {
            CustomerKey customer = CustomerKey.parse(new String(key, StandardCharsets.UTF_8));
            Question question = question(customer, key, new Signal.Redefined(), () -> null);
            task().trial().deciding();
            plan = planner.plan(question, definitions, now);
        } catch (RegistryUnavailableException e) {
            throw e;
        } catch (RuntimeException | StackOverflowError e) {
            log.warn("walk=undecidable cause=\"{}\"", Causes.describe(e));
            return false;
        }
        if (plan != null) {
            carryOut(plan, null, definitions, now);
            task().ticker().schedule();
        }
        return plan != null;
    }

    private void wake(Due due) {
        String verdict = task().trial().verdict(() -> input(due));
        task().trial().run(() -> input(due), () -> wakeKnown(due, verdict));
    }

    private static String input(Due due) {
        return due.wakeClass() + "@" + due.at() + " " + new String(due.customer(), StandardCharsets.UTF_8);
    }

    /** Fires a wake-up; one that its state knows nothing of is only removed. */
    private void wakeKnown(Due due, @Nullable String verdict) {
        if (!StoreKeys.isCustomer(due.customer())) {
            wakeAddress(due, verdict);
            return;
        }
        CustomerKey customer = CustomerKey.parse(new String(due.customer(), StandardCharsets.UTF_8));
        byte[] state = task().store().state(due.customer());
        long armed = StateCodec.armed(state, due.wakeClass());
        Question question;
        try {
            Signal woken = new Signal.Woken(Instant.ofEpochMilli(due.at()), due.wakeClass());
            question = new Question(
                    customer, due.customer(), state == null ? null : planner.read(state), woken, () -> null);
        } catch (UnreadableStateException e) {
            putOff(due, armed, e);
            return;
        }
        if (armed == due.at()) {
            fire(due, question, verdict);
        } else {
            stale(due, armed);
        }
    }

    /** An address is forgotten; where that cannot be, it is tried again. */
    private void wakeAddress(Due due, @Nullable String verdict) {
        byte[] state = task().store().state(due.customer());
        long armed = StateCodec.armed(state, due.wakeClass());
        if (armed != due.at()) {
            stale(due, armed);
            return;
        }
        Definitions definitions = parts.definitions().current();
        Instant now = now();
        Plan plan;
        try {
            if (verdict != null) {
                throw new EndsThreadException(verdict);
            }
            plan = addresses.woken(due.customer(), state, now);
        } catch (RuntimeException e) {
            putOff(due, armed, e);
            return;
        }
        carryOut(plan, null, definitions, now);
    }

    private void stale(Due due, long armed) {
        if (armed != StateCodec.NOT_ARMED && armed < due.at()) {
            task().wakeUps().move(due, armed); // it was put off while its state could not be read
        } else {
            task().wakeUps().remove(due);
        }
    }

    /** The wake-up comes again until an engine can read the state, and is set aside where it comes for the first time. */
    private void putOff(Due due, long armed, RuntimeException e) {
        if (armed == due.at()) {
            task().deadLetters().wakeUp(due, reason(e), e);
        }
        task().wakeUps().move(due, now().plus(UNREADABLE_AGAIN).toEpochMilli());
    }

    private void fire(Due due, Question question, @Nullable String verdict) {
        Definitions definitions = parts.definitions().current();
        Instant now = now();
        Plan plan = verdict == null
                ? planned(due, question, definitions, now)
                : endsThread(due, question, definitions, now, verdict);
        carryOut(plan, null, definitions, now);
        if (StateCodec.armed(plan.state, due.wakeClass()) == due.at()) {
            task().wakeUps().back(due); // the next step is due at the same time
        }
        parts.metrics().late(now.toEpochMilli() - due.at(), task().ticker().held(due, now.toEpochMilli()));
    }

    /** What cannot be decided at all is set aside, and the instances that were due are parked. */
    private Plan planned(Due due, Question question, Definitions definitions, Instant now) {
        try {
            task().trial().deciding();
            return Objects.requireNonNull(planner.plan(question, definitions, now), "nothing came of it");
        } catch (RegistryUnavailableException e) {
            throw e;
        } catch (RuntimeException | StackOverflowError e) {
            task().deadLetters().wakeUp(due, reason(e), e);
            return planner.park(question, definitions, now, new Failure(breakdown(e), Causes.describe(e)));
        }
    }

    private Plan endsThread(Due due, Question question, Definitions definitions, Instant now, String verdict) {
        task().deadLetters().wakeUp(due, DeadLetterReason.ENDS_THREAD, new EndsThreadException(verdict));
        return planner.park(question, definitions, now, new Failure(Breakdown.ENDS_THREAD, verdict));
    }

    private Instant now() {
        return Instant.ofEpochMilli(task().context().currentSystemTimeMs());
    }

    private void carryOut(Plan plan, @Nullable Header trace, Definitions definitions, Instant now) {
        task().trial().decided();
        CustomerStore store = task().store();
        if (definitions.revision() > revision) {
            revision = definitions.revision();
            store.revision(revision);
        }
        store.apply(plan);
        if (plan.erase) {
            parts.trace().forget(CustomerKey.parse(new String(plan.customer, StandardCharsets.UTF_8)));
        }
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
