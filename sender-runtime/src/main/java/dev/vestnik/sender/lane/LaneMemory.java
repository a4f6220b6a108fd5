package dev.vestnik.sender.lane;

import dev.vestnik.sender.SenderMetrics;
import dev.vestnik.sender.lane.LaneTransaction.End;
import java.time.Duration;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.function.Supplier;

/** State of a lane that outlives its sessions. */
final class LaneMemory implements AutoCloseable {
    private static final long PUBLISH_NANOS = Duration.ofMillis(200).toNanos();

    private final LaneContext context;
    private final LaneMessageDecoder decoder;
    private final ReceiptWriter receipts;
    private final OpenAttempts openAttempts = new OpenAttempts();
    private final RecordFailures failures = new RecordFailures();
    private final BlockingQueue<OpenAttempt> finished = new LinkedBlockingQueue<>();
    private final ExecutorService executor;
    private volatile LaneStatus status;
    private long publishedAt;

    LaneMemory(LaneContext context) {
        this.context = context;
        this.decoder = new LaneMessageDecoder(context.lane(), context.kafka(), context.metrics());
        this.receipts = new ReceiptWriter(context.lane(), context.kafka(), context.clock());
        this.executor = Executors.newThreadPerTaskExecutor(
                Thread.ofVirtual().name(context.lane() + "-", 0).factory());
        this.status = LaneStatus.of(context.lane(), LaneStatus.State.STARTING);
    }

    LaneMessageDecoder decoder() {
        return decoder;
    }

    ReceiptWriter receipts() {
        return receipts;
    }

    OpenAttempts openAttempts() {
        return openAttempts;
    }

    RecordFailures failures() {
        return failures;
    }

    /** Open attempts with an outcome, put in by any thread. */
    BlockingQueue<OpenAttempt> finished() {
        return finished;
    }

    ExecutorService executor() {
        return executor;
    }

    LaneStatus status() {
        return status;
    }

    void publish(LaneStatus.State state) {
        status = LaneStatus.of(context.lane(), state);
        publishedAt = 0;
    }

    void broken(String cause) {
        status = LaneStatus.of(context.lane(), LaneStatus.State.BROKEN, cause);
        publishedAt = 0;
        context.metrics().restarted(context.lane());
    }

    /** Publishes a status at most every 200 ms: it costs a look at every partition. */
    void publish(Supplier<LaneStatus> now) {
        if (publishedAt == 0 || System.nanoTime() - publishedAt > PUBLISH_NANOS) {
            publishedAt = System.nanoTime();
            status = now.get();
        }
    }

    /** Counts an attempt that is made again. */
    void begun(PendingRecord pending) {
        if (pending.doubts() > 0) {
            context.metrics().message(context.lane(), "resent");
        }
    }

    /** Counts an end that is committed. */
    void count(End end) {
        SenderMetrics metrics = context.metrics();
        metrics.message(context.lane(), ReceiptDraft.tag(end.outcome()));
        metrics.receipt(context.lane().channel(), ReceiptDraft.status(end.outcome()));
        boolean answered =
                end.outcome() instanceof MessageOutcome.Accepted || end.outcome() instanceof MessageOutcome.Rejected;
        OpenAttempt attempt = end.openAttempt();
        if (answered && attempt != null) {
            context.example(attempt, () -> metrics.eventToGateway(context.lane(), attempt.eventToAnswer()));
        }
    }

    @Override
    public void close() {
        executor.shutdownNow();
        decoder.close();
        receipts.close();
    }
}
