package dev.vestnik.sender.lane;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRebalanceListener;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.InterruptException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A lane's work from joining its group until it ends or something breaks; then the next session begins with what is committed. All on
 * one thread, but for the sendings.
 */
final class LaneSession implements AutoCloseable, ConsumerRebalanceListener {
    private static final Logger log = LoggerFactory.getLogger(LaneSession.class);
    private static final Duration IDLE = Duration.ofMillis(100);
    private static final Duration ANSWERS = Duration.ofMillis(5);
    private static final long TIDY_NANOS = Duration.ofSeconds(5).toNanos();

    private final LaneContext context;
    private final LaneMemory memory;
    private final Consumer<byte[], byte[]> consumer;
    private final RoundWriter writer;
    private final Ownership ownership;
    private final LaneQueue queue = new LaneQueue();
    private final RoundCommit commits;
    private final Triage triage;
    private boolean assigned;
    private long tidiedAt = System.nanoTime();

    /** @param clients closed by the caller, after this session */
    LaneSession(LaneContext context, LaneMemory memory, LaneClients clients) {
        this.context = context;
        this.memory = memory;
        this.consumer = clients.member();
        this.writer = new RoundWriter(context, memory.receipts(), clients.producer());
        Consumer<byte[], byte[]> attempts = clients.attemptsReader();
        this.ownership = new Ownership(
                consumer, new AttemptReader(context, attempts, clients.admin()), new AttemptGaps(context, attempts));
        Recovery recovery = new Recovery(context.route(), memory.known(), memory.finished());
        this.commits = new RoundCommit(context, memory, writer, queue);
        this.triage = new Triage(context, memory.letters(), queue, recovery, memory.suspects());
    }

    void run(BooleanSupplier goOn) {
        writer.begin();
        consumer.subscribe(List.of(context.messagesTopic()), this);
        while (goOn.getAsBoolean()) {
            step();
        }
        finish(System.nanoTime() + context.settings().sessionTimeout().toNanos() / 2);
    }

    /** Where the group is being rebalanced, nothing can be committed before this member has gone along with it. */
    private void finish(long deadline) {
        while (!settle(ownership.ledgers(), deadline) && System.nanoTime() - deadline < 0) {
            ownership.regulate(false);
            consumer.poll(ANSWERS).forEach(record -> queue.addLast(ownership.track(record)));
        }
    }

    private void step() {
        ownership.regulate(queue.waiting() < context.window());
        boolean busy = queue.size() > 0 || memory.known().inFlight() > 0;
        ConsumerRecords<byte[], byte[]> records = consumer.poll(busy ? Duration.ZERO : IDLE);
        records.forEach(record -> queue.addLast(ownership.track(record)));
        ownership.polled();
        Round round = new Round();
        ownership.unreadable().forEach(round::touch);
        answers(busy && records.isEmpty() ? ANSWERS : Duration.ZERO)
                .forEach(sending -> triage.answered(sending, round));
        queue.wake(System.nanoTime());
        triage.waiting(round);
        tidy(round, busy);
        round.questions().forEach(this::start);
        commit(round);
        memory.publish(this::status);
    }

    /** Those of our records only: the others are kept in memory until their partition comes back. */
    private Set<Sending> answers(Duration wait) {
        Set<Sending> answers = new LinkedHashSet<>();
        try {
            Sending next = wait.isZero()
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
    private void tidy(Round round, boolean busy) {
        if (System.nanoTime() - tidiedAt < TIDY_NANOS) {
            return;
        }
        tidiedAt = System.nanoTime();
        memory.known().forgetLost();
        if (!busy) {
            ownership.ledgers().stream().filter(PartitionLedger::isUncommitted).forEach(round::touch);
            triage.keepCaughtUp();
        }
    }

    private boolean commit(Round round) {
        return commits.commit(round, consumer::groupMetadata);
    }

    private void start(Sending question) {
        memory.known().add(question);
        boolean started = false;
        try {
            memory.executor().execute(question.ready(Long.MAX_VALUE, context.clock(), memory.finished()::add));
            started = true;
        } finally {
            if (!started) {
                memory.known().forget(question);
            }
        }
    }

    @Override
    public void onPartitionsAssigned(Collection<TopicPartition> partitions) {
        ownership.take(partitions);
        assigned = true;
        log.info(
                "lane={} took={} partitions={}",
                context.lane(),
                partitions.size(),
                ownership.ledgers().size());
    }

    @Override
    public void onPartitionsRevoked(Collection<TopicPartition> partitions) {
        settle(
                ownership.ledgers(partitions),
                System.nanoTime() + context.settings().sessionTimeout().toNanos() / 4);
        forget(partitions);
    }

    @Override
    public void onPartitionsLost(Collection<TopicPartition> partitions) {
        log.warn("lane={} lost={}", context.lane(), partitions.size());
        memory.known().of(ownership.ledgers(partitions)).forEach(Sending::cancel);
        forget(partitions);
    }

    private void forget(Collection<TopicPartition> partitions) {
        ownership.lose(partitions);
        queue.dropLost();
    }

    /**
     * Keeps what has not begun from the wire, waits for what has, and commits what is known then.
     *
     * @return false when the group is being rebalanced: nothing was committed
     */
    private boolean settle(Collection<PartitionLedger> ledgers, long deadline) {
        memory.known().of(ledgers).forEach(Sending::cancel);
        Set<Sending> answers = new LinkedHashSet<>(answers(Duration.ZERO));
        while (memory.known().of(ledgers).stream().anyMatch(sending -> sending.outcome() == null)
                && System.nanoTime() - deadline < 0) {
            answers.addAll(answers(ANSWERS));
        }
        answers.addAll(answers(ANSWERS));
        Round round = new Round();
        List<Sending> others = new ArrayList<>();
        for (Sending sending : answers) {
            if (ledgers.contains(sending.tracked().ledger())) {
                triage.answered(sending, round);
            } else {
                others.add(sending);
            }
        }
        memory.finished().addAll(others);
        return commit(round);
    }

    private LaneStatus status() {
        return new LaneStatus(
                context.lane(),
                state(),
                ownership.ledgers().size(),
                ownership.lag(),
                memory.known().inFlight(),
                queue.size(),
                triage.cause());
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

    /** Leaves the sendings that are still on their way to end without it. */
    @Override
    public void close() {
        memory.known().of(ownership.ledgers()).forEach(Sending::cancel);
        ownership.loseAll();
    }
}
