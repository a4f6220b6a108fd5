package dev.vestnik.sender.lane;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRebalanceListener;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.InterruptException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A lane's work from joining its group until the lane stops or something breaks; the next session then begins at the committed state. Runs
 * on one thread; the open attempts have threads of their own.
 */
final class LaneSession implements AutoCloseable, ConsumerRebalanceListener {
    private static final Logger log = LoggerFactory.getLogger(LaneSession.class);
    private static final Duration IDLE = Duration.ofMillis(100);
    private static final Duration ANSWERS = Duration.ofMillis(5);
    /**
     * The wait for answers when partitions go, and at the end, where LaneWorker grants it: a slow provider needs it, and what is on the wire
     * then is in doubt.
     */
    private static final Duration LAST_ANSWERS = Duration.ofSeconds(15);

    private static final long TIDY_NANOS = Duration.ofSeconds(5).toNanos();

    private final LaneContext context;
    private final LaneMemory memory;
    private final Consumer<byte[], byte[]> consumer;
    private final TransactionWriter writer;
    private final Ownership ownership;
    private final LaneQueue queue = new LaneQueue();
    private final TransactionCommit commits;
    private final Triage triage;
    private final GroupSize groupSize;
    private BooleanSupplier running = () -> true;
    private boolean assigned;
    private long tidiedAt = System.nanoTime();
    private long begunAt = System.nanoTime();

    /** @param clients closed by the caller, after this session */
    LaneSession(LaneContext context, LaneMemory memory, LaneClients clients) {
        this.context = context;
        this.memory = memory;
        this.consumer = clients.member();
        this.writer = new TransactionWriter(context, memory.receipts(), clients.producer());
        Consumer<byte[], byte[]> attempts = clients.attemptsReader();
        Admin admin = clients.admin();
        this.groupSize = new GroupSize(context, admin);
        this.ownership = new Ownership(
                consumer, new AttemptReader(context, attempts, admin), new AttemptGaps(context, attempts));
        Recovery recovery = new Recovery(context.route(), memory.openAttempts(), memory.finished());
        this.commits = new TransactionCommit(context, memory, writer, queue);
        this.triage = new Triage(context, memory.decoder(), queue, recovery, memory.failures());
    }

    void run(BooleanSupplier goOn) {
        running = goOn;
        writer.begin();
        consumer.subscribe(List.of(context.messagesTopic()), this);
        while (goOn.getAsBoolean()) {
            runOnce();
        }
        finish(System.nanoTime() + LAST_ANSWERS.toNanos());
    }

    /** Whether other instances of this sender can go on with its partitions. */
    boolean hasOthers() {
        return groupSize.hasOthers();
    }

    /** Commits the end. While the group is being rebalanced nothing can be committed before this member has taken part in it. */
    private void finish(long deadline) {
        while (!settle(ownership.ledgers(), () -> System.nanoTime() - deadline < 0)
                && System.nanoTime() - deadline < 0) {
            ownership.regulate(false);
            consumer.poll(ANSWERS).forEach(record -> queue.arrive(ownership.track(record)));
        }
    }

    private void runOnce() {
        gather();
        ownership.regulate(queue.isHungry(context.serving()));
        boolean busy = queue.isReady() || memory.openAttempts().inFlight() > 0;
        ConsumerRecords<byte[], byte[]> records = consumer.poll(busy ? Duration.ZERO : IDLE);
        records.forEach(record -> queue.arrive(ownership.track(record)));
        ownership.polled();
        LaneTransaction transaction = new LaneTransaction();
        boolean decided = false;
        try {
            decide(transaction, busy, busy && records.isEmpty() ? ANSWERS : Duration.ZERO);
            decided = true;
        } finally {
            if (!decided) {
                transaction.beginning().forEach(OpenAttempt::neverRun);
            }
        }
        commit(transaction);
        memory.publish(this::status);
    }

    /**
     * Lets answers gather while messages wait for room: what a transaction costs the brokers hardly depends on the number of its messages.
     * The time since the last one began counts.
     */
    private void gather() {
        if (queue.isPressed()) {
            LockSupport.parkNanos(begunAt + context.gatherNanos() - System.nanoTime());
        }
        begunAt = System.nanoTime();
    }

    private void decide(LaneTransaction transaction, boolean busy, Duration wait) {
        ownership.unreadable().forEach(transaction::touch);
        answers(wait).forEach(openAttempt -> triage.answered(openAttempt, transaction));
        queue.wake(System.nanoTime());
        ownership.ledgers().forEach(ledger -> triage.crowded(ledger, transaction));
        triage.waiting(transaction);
        tidy(transaction, busy);
        transaction.lookUps().forEach(this::start);
    }

    /** The answered attempts of our records; leaves the others in memory until their partition comes back. */
    private Set<OpenAttempt> answers(Duration wait) {
        Set<OpenAttempt> answers = new LinkedHashSet<>();
        try {
            OpenAttempt next = wait.isZero()
                    ? memory.finished().poll()
                    : memory.finished().poll(wait.toNanos(), TimeUnit.NANOSECONDS);
            while (next != null) {
                if (next.isOwned()) {
                    answers.add(next);
                }
                next = memory.finished().poll();
            }
        } catch (InterruptedException e) {
            throw new InterruptException(e);
        }
        return answers;
    }

    /** Tells the group of progress without messages (markers of transactions are offsets too). */
    private void tidy(LaneTransaction transaction, boolean busy) {
        if (System.nanoTime() - tidiedAt < TIDY_NANOS) {
            return;
        }
        tidiedAt = System.nanoTime();
        groupSize.ask();
        memory.openAttempts().forgetLost(System.nanoTime());
        if (!busy) {
            ownership.ledgers().stream().filter(PartitionLedger::isUncommitted).forEach(transaction::touch);
            triage.keepCaughtUp();
        }
    }

    private boolean commit(LaneTransaction transaction) {
        return commits.commit(transaction, consumer::groupMetadata);
    }

    private void start(OpenAttempt openAttempt) {
        memory.openAttempts().add(openAttempt);
        boolean started = false;
        try {
            openAttempt.ready(Long.MAX_VALUE, context.clock(), memory.finished()::add);
            memory.executor().execute(context.traced(openAttempt));
            started = true;
        } finally {
            if (!started) {
                memory.openAttempts().forget(openAttempt);
            }
        }
    }

    @Override
    public void onPartitionsAssigned(Collection<TopicPartition> partitions) {
        ownership.take(partitions);
        groupSize.ask();
        assigned = true;
        log.info(
                "lane={} took={} partitions={}",
                context.lane(),
                partitions.size(),
                ownership.ledgers().size());
    }

    @Override
    public void onPartitionsRevoked(Collection<TopicPartition> partitions) {
        long since = System.nanoTime();
        groupSize.ask(); // another instance is there, or will be
        settle(ownership.ledgers(partitions), () -> isTimeForAnswers(since));
        forget(partitions);
    }

    /**
     * Whether partitions that go wait for their answers: a slow answer is not a lost one, and heartbeats go on meanwhile. A lane that stops
     * keeps its time for the others.
     */
    private boolean isTimeForAnswers(long since) {
        long limit = running.getAsBoolean()
                ? LAST_ANSWERS.toNanos()
                : context.settings().sessionTimeout().toNanos() / 4;
        return System.nanoTime() - since < limit;
    }

    @Override
    public void onPartitionsLost(Collection<TopicPartition> partitions) {
        log.warn("lane={} lost={}", context.lane(), partitions.size());
        memory.openAttempts().of(ownership.ledgers(partitions)).forEach(OpenAttempt::cancel);
        forget(partitions);
    }

    private void forget(Collection<TopicPartition> partitions) {
        ownership.lose(partitions);
        queue.dropLost();
    }

    /**
     * Cancels attempts that have not reached the wire, waits for the answers of the others, and commits.
     *
     * @return false when the group is being rebalanced: nothing was committed
     */
    private boolean settle(Collection<PartitionLedger> ledgers, BooleanSupplier isTime) {
        memory.openAttempts().of(ledgers).forEach(OpenAttempt::cancel);
        Set<OpenAttempt> answers = new LinkedHashSet<>(answers(Duration.ZERO));
        while (memory.openAttempts().of(ledgers).stream().anyMatch(openAttempt -> openAttempt.outcome() == null)
                && isTime.getAsBoolean()) {
            answers.addAll(answers(ANSWERS));
        }
        answers.addAll(answers(ANSWERS));
        LaneTransaction transaction = new LaneTransaction();
        List<OpenAttempt> others = new ArrayList<>();
        for (OpenAttempt openAttempt : answers) {
            if (ledgers.contains(openAttempt.pending().ledger())) {
                triage.answered(openAttempt, transaction);
            } else {
                others.add(openAttempt);
            }
        }
        memory.finished().addAll(others);
        return commit(transaction);
    }

    private LaneStatus status() {
        return new LaneStatus(
                context.lane(),
                state(),
                ownership.ledgers().size(),
                ownership.lag(),
                memory.openAttempts().inFlight(),
                queue.size(),
                triage.cause() == null && ownership.isFull() ? "full" : triage.cause());
    }

    private LaneStatus.State state() {
        if (!assigned) {
            return LaneStatus.State.STARTING;
        }
        if (context.window() == 0) {
            return LaneStatus.State.NO_GATEWAY;
        }
        return triage.isStalled() ? LaneStatus.State.STALLED : LaneStatus.State.FLOWING;
    }

    /** Leaves attempts that are still on the wire to end without this session. */
    @Override
    public void close() {
        memory.openAttempts().of(ownership.ledgers()).forEach(OpenAttempt::cancel);
        ownership.loseAll();
    }
}
