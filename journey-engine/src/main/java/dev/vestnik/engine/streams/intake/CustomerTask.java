package dev.vestnik.engine.streams.intake;

import dev.vestnik.engine.streams.codec.UnreadableStateException;
import dev.vestnik.engine.streams.commit.CommitRequest;
import dev.vestnik.engine.streams.intake.Planner.Question;
import dev.vestnik.engine.streams.progress.Trial;
import dev.vestnik.engine.streams.store.EngineStores;
import dev.vestnik.engine.streams.store.ParkedIndex;
import dev.vestnik.engine.streams.wakeup.WakeupIndex;
import dev.vestnik.rules.customer.CustomerKey;
import dev.vestnik.rules.decide.Decision;
import dev.vestnik.rules.decide.Signal;
import dev.vestnik.rules.definition.Definitions;
import dev.vestnik.rules.journey.JourneyId;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.function.Supplier;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.header.Headers;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.apache.kafka.streams.errors.StreamsException;
import org.apache.kafka.streams.processor.api.ProcessorContext;
import org.apache.kafka.streams.processor.api.Record;
import org.jspecify.annotations.Nullable;

/** One partition's customers while its task is open here: asks about them, and does what is decided. For the task's thread. */
final class CustomerTask {
    private static final Headers NO_HEADERS = new RecordHeaders();

    private final EngineParts parts;
    private final ProcessorContext<byte[], byte[]> context;
    private final CustomerStore store;
    private final WakeupIndex wakeUps;
    private final DeadLetters deadLetters;
    private final Trial trial;
    private final Planner planner;
    private final AddressPlanner addresses;
    private final OfferMetrics offers;
    private final PoolPlanner pools;
    private final BudgetPlanner budgets;
    private final VerificationPlanner codes;
    private final ProductPlanner products;
    private final RecommendPlanner recommendations;
    private final CommitRequest early;
    private long revision;

    CustomerTask(EngineParts parts, ProcessorContext<byte[], byte[]> context) {
        this.parts = parts;
        this.context = context;
        this.store = new CustomerStore(context.getStateStore(EngineStores.CUSTOMERS));
        this.wakeUps = parts.stores().wakeUps(context.taskId());
        this.deadLetters = new DeadLetters(context, parts.metrics());
        this.trial = parts.watch().opened(context.taskId());
        PurseBook purses = new PurseBook(store::row);
        this.planner = new Planner(parts.decider(), parts.writer(), purses);
        this.budgets = new BudgetPlanner(parts.writer(), purses);
        this.addresses = new AddressPlanner(parts.writer(), parts.metrics());
        this.offers = parts.metrics().offers();
        this.pools = new PoolPlanner(parts.writer(), offers, store::row);
        this.codes = new VerificationPlanner(parts.verification(), parts.writer(), parts.metrics(), store::row);
        this.products = new ProductPlanner(parts.writer(), parts.metrics(), store);
        this.recommendations = new RecommendPlanner(parts.writer(), parts.metrics(), store, products);
        this.early = new CommitRequest(context, parts.commits());
        this.revision = store.revision();
    }

    /** Waits for definitions that are as new as those that this task has used, wherever it was; then counts what it has. */
    void open() {
        try {
            parts.definitions().awaitRevision(revision);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new StreamsException("interrupted while the definitions were not up to date", e);
        }
        wakeUps.count();
        ParkedIndex parked = parts.stores().parked(context.taskId());
        parked.count();
        parts.metrics().opened(wakeUps, parked);
        parts.metrics().opened(wakeUps, parts.stores().tasks(context.taskId()));
    }

    void close() {
        early.close();
        offers.closed();
        parts.metrics().closed(wakeUps);
        parts.watch().closed(trial);
    }

    EngineParts parts() {
        return parts;
    }

    ProcessorContext<byte[], byte[]> context() {
        return context;
    }

    CustomerStore store() {
        return store;
    }

    WakeupIndex wakeUps() {
        return wakeUps;
    }

    DeadLetters deadLetters() {
        return deadLetters;
    }

    Trial trial() {
        return trial;
    }

    Planner planner() {
        return planner;
    }

    AddressPlanner addresses() {
        return addresses;
    }

    BudgetPlanner budgets() {
        return budgets;
    }

    VerificationPlanner codes() {
        return codes;
    }

    PoolPlanner pools() {
        return pools;
    }

    ProductPlanner products() {
        return products;
    }

    RecommendPlanner recommendations() {
        return recommendations;
    }

    Definitions definitions() {
        return parts.definitions().current();
    }

    Instant now() {
        return Instant.ofEpochMilli(context.currentSystemTimeMs());
    }

    /** @throws UnreadableStateException when the customer's state cannot be read */
    Question question(CustomerKey customer, byte[] key, Signal signal, Supplier<@Nullable String> input) {
        byte[] state = store.state(key);
        return new Question(customer, key, state == null ? null : planner.read(state), signal, input);
    }

    /** Stores and forwards. A failure here ends the thread, and the transaction is rolled back. */
    void carryOut(Plan plan, @Nullable Header trace, Definitions definitions, Instant now) {
        trial.decided();
        used(definitions);
        store.apply(plan);
        if (plan.erase) {
            parts.trace().forget(CustomerKey.parse(new String(plan.customer, StandardCharsets.UTF_8)));
        }
        Headers headers = trace == null ? NO_HEADERS : new RecordHeaders().add(trace);
        for (Emission emission : plan.emissions) {
            context.forward(
                    new Record<>(emission.key(), emission.value(), now.toEpochMilli(), headers), emission.sink());
        }
        for (Decision decision : plan.decisions) {
            parts.metrics().decided(decision);
        }
        if (plan.urgent) {
            commitEarly();
        }
    }

    private void used(Definitions definitions) {
        if (definitions.revision() > revision) {
            revision = definitions.revision();
            store.revision(revision);
        }
    }

    /** Wherever the task goes on, it knows of the launch that has come so far. */
    void cursor(JourneyId campaign, byte[] cursor) {
        used(definitions());
        store.cursor(campaign, cursor);
    }

    /** Writes a record that belongs to no decision. */
    void emit(Emission emission) {
        context.forward(
                new Record<>(emission.key(), emission.value(), now().toEpochMilli(), NO_HEADERS), emission.sink());
    }

    /** Asks for an early commit: somebody downstream waits for this output. */
    void commitEarly() {
        early.ask();
    }

    /** Wherever the task goes on, nobody may enter a version that the walk has emptied. */
    void walked(long target) {
        revision = Math.max(revision, definitions().revision());
        store.walked(target, revision);
    }

    static DeadLetterReason reason(Throwable e) {
        return switch (e) {
            case TooLargeException large -> DeadLetterReason.TOO_LARGE;
            case UnreadableStateException state -> DeadLetterReason.UNREADABLE_STATE;
            case EndsThreadException ends -> DeadLetterReason.ENDS_THREAD;
            default -> DeadLetterReason.UNDECIDABLE;
        };
    }
}
