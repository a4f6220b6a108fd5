package dev.vestnik.sender.lane;

import dev.vestnik.sender.SenderMetrics;
import dev.vestnik.sender.lane.Round.End;
import java.time.Duration;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.function.Supplier;

/** What a lane keeps over its sessions. */
final class LaneMemory implements AutoCloseable {
    private static final long PUBLISH_NANOS = Duration.ofMillis(200).toNanos();

    private final LaneContext context;
    private final LetterReader letters;
    private final ReceiptWriter receipts;
    private final KnownSendings known = new KnownSendings();
    private final Suspects suspects = new Suspects();
    private final BlockingQueue<Sending> finished = new LinkedBlockingQueue<>();
    private final ExecutorService executor;
    private volatile LaneStatus status;
    private long publishedAt;

    LaneMemory(LaneContext context) {
        this.context = context;
        this.letters = new LetterReader(context.lane(), context.kafka(), context.metrics());
        this.receipts = new ReceiptWriter(context.lane(), context.kafka(), context.clock());
        this.executor = Executors.newThreadPerTaskExecutor(
                Thread.ofVirtual().name(context.lane() + "-", 0).factory());
        this.status = LaneStatus.of(context.lane(), LaneStatus.State.STARTING);
    }

    LetterReader letters() {
        return letters;
    }

    ReceiptWriter receipts() {
        return receipts;
    }

    KnownSendings known() {
        return known;
    }

    Suspects suspects() {
        return suspects;
    }

    /** Sendings with an outcome, from any thread. */
    BlockingQueue<Sending> finished() {
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

    /** Now and then: a status costs a look at every partition. */
    void publish(Supplier<LaneStatus> now) {
        if (publishedAt == 0 || System.nanoTime() - publishedAt > PUBLISH_NANOS) {
            publishedAt = System.nanoTime();
            status = now.get();
        }
    }

    /** Counts an attempt that is made again. */
    void begun(Tracked tracked) {
        if (tracked.doubts() > 0) {
            context.metrics().message(context.lane(), "resent");
        }
    }

    /** Counts an end that is committed. */
    void count(End end) {
        SenderMetrics metrics = context.metrics();
        metrics.message(context.lane(), ReceiptDraft.tag(end.verdict()));
        metrics.receipt(context.lane().channel(), ReceiptDraft.status(end.verdict()));
        boolean answered = end.verdict() instanceof Verdict.Accepted || end.verdict() instanceof Verdict.Rejected;
        if (answered && end.sending() != null) {
            metrics.eventToGateway(context.lane(), end.sending().eventToAnswer());
        }
    }

    @Override
    public void close() {
        executor.shutdownNow();
        letters.close();
        receipts.close();
    }
}
