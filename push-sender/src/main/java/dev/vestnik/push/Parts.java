package dev.vestnik.push;

import dev.vestnik.sender.Outcome;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Sends the parts of a message at once and waits for all of them. Once one was taken, the others get a little time more: a silent platform
 * holds no message that its customer has. A part that is left behind ends on its own, within its platform's time-out, and what it says then
 * is counted.
 */
final class Parts implements AutoCloseable {
    /** The time for the rest once a part was taken: a provider that is well answers in a tenth of it. */
    static final Duration PATIENCE = Duration.ofSeconds(10);

    private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
    private final Duration patience;
    private final Consumer<Outcome> leftBehind;
    private final AtomicInteger running = new AtomicInteger();

    /** @param leftBehind told of the outcome of each part for which its message did not wait */
    Parts(Duration patience, Consumer<Outcome> leftBehind) {
        this.patience = patience;
        this.leftBehind = leftBehind;
    }

    private record Done(int part, Outcome outcome) {}

    /** The outcomes in the order of the parts, without those that were left behind. */
    List<Outcome> send(List<Callable<Outcome>> parts) throws InterruptedException {
        Waiting waiting = new Waiting();
        for (int i = 0; i < parts.size(); i++) {
            int part = i;
            running.incrementAndGet();
            threads.execute(() -> {
                Done done = new Done(part, outcome(parts.get(part)));
                if (!waiting.takes(done)) {
                    leftBehind.accept(done.outcome());
                }
                running.decrementAndGet();
            });
        }
        List<Done> done = new ArrayList<>();
        try {
            collect(parts.size(), waiting.finished, done);
        } finally {
            waiting.leave().forEach(late -> leftBehind.accept(late.outcome()));
        }
        return done.stream()
                .sorted(Comparator.comparing(Done::part))
                .map(Done::outcome)
                .toList();
    }

    private void collect(int parts, BlockingQueue<Done> finished, List<Done> done) throws InterruptedException {
        Long end = null;
        while (done.size() < parts) {
            Done next = next(finished, end);
            if (next == null) {
                return;
            }
            done.add(next);
            if (end == null && next.outcome() instanceof Outcome.Accepted) {
                end = System.nanoTime() + patience.toNanos();
            }
        }
    }

    /** The outcomes for which a message waits, until it goes. */
    private static final class Waiting {
        private final BlockingQueue<Done> finished = new LinkedBlockingQueue<>();
        private boolean left;

        synchronized boolean takes(Done done) {
            return !left && finished.add(done);
        }

        /** The outcomes that came while the message went. */
        synchronized List<Done> leave() {
            left = true;
            return List.copyOf(finished);
        }
    }

    /** Whether no part is on its way, left behind or not. */
    boolean isIdle() {
        return running.get() == 0;
    }

    private static @Nullable Done next(BlockingQueue<Done> finished, @Nullable Long end) throws InterruptedException {
        return end == null ? finished.take() : finished.poll(end - System.nanoTime(), TimeUnit.NANOSECONDS);
    }

    /** A fault of ours at one device must not hide the outcomes of the others. */
    private static Outcome outcome(Callable<Outcome> part) {
        try {
            return part.call();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return new Outcome.Unknown("interrupted");
        } catch (Exception e) {
            return new Outcome.Unknown(e.getClass().getSimpleName());
        }
    }

    /** Interrupts what was left behind. */
    @Override
    public void close() {
        threads.shutdownNow();
        threads.close();
    }
}
