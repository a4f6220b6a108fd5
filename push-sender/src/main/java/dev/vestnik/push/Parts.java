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
import org.jspecify.annotations.Nullable;

/**
 * Sends the parts of a message at once and waits for all of them. Once one was taken, the others get a little time more: a silent platform
 * holds no message that its customer has. A part that is left behind ends on its own, within its platform's time-out.
 */
final class Parts implements AutoCloseable {
    /** The time for the rest once a part was taken: a provider that is well answers in a tenth of it. */
    static final Duration PATIENCE = Duration.ofSeconds(10);

    private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
    private final Duration patience;
    private final AtomicInteger running = new AtomicInteger();

    Parts(Duration patience) {
        this.patience = patience;
    }

    private record Done(int part, Outcome outcome) {}

    /** The outcomes in the order of the parts, without those that were left behind. */
    List<Outcome> send(List<Callable<Outcome>> parts) throws InterruptedException {
        BlockingQueue<Done> finished = new LinkedBlockingQueue<>();
        for (int i = 0; i < parts.size(); i++) {
            int part = i;
            running.incrementAndGet();
            threads.execute(() -> {
                finished.add(new Done(part, outcome(parts.get(part))));
                running.decrementAndGet();
            });
        }
        List<Done> done = new ArrayList<>();
        Long end = null;
        while (done.size() < parts.size()) {
            Done next = next(finished, end);
            if (next == null) {
                break;
            }
            done.add(next);
            if (end == null && next.outcome() instanceof Outcome.Accepted) {
                end = System.nanoTime() + patience.toNanos();
            }
        }
        return done.stream()
                .sorted(Comparator.comparing(Done::part))
                .map(Done::outcome)
                .toList();
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
