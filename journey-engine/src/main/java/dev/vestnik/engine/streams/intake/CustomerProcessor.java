package dev.vestnik.engine.streams.intake;

import dev.vestnik.engine.streams.commit.CommitRequest;
import dev.vestnik.engine.streams.edge.Incoming;
import dev.vestnik.engine.streams.edge.IncomingRecords;
import dev.vestnik.engine.streams.intake.RecordPlans.Heard;
import dev.vestnik.engine.streams.wakeup.Backlog;
import dev.vestnik.rules.customer.CustomerKey;
import dev.vestnik.rules.decide.Effect;
import dev.vestnik.rules.definition.Definitions;
import dev.vestnik.schemas.registry.RegistryUnavailableException;
import dev.vestnik.schemas.topic.Topic;
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
            RecordPlans plans,
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
        Open opened = new Open(task, new RecordPlans(task), forwarding, backlog, wakeUps, walk, campaigns);
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

    static String input(RecordMetadata at) {
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
        Heard heard = open().plans().heard(topic, record, at, incoming);
        if (heard != null) {
            traced(heard);
        }
    }

    private Incoming read(Record<byte[], byte[]> record, RecordMetadata at) {
        IndexedRecord value = parts.reader().read(at.topic(), record.value());
        if (value == null) {
            throw new SerializationException("no value");
        }
        return IncomingRecords.read(value, Instant.ofEpochMilli(record.timestamp()));
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
