package dev.vestnik.rules.work;

import java.lang.management.ManagementFactory;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Supplier;

/** Runs something on a thread with 256 kB of stack and sees what it allocates. */
public final class SmallStack {
    private static final int BYTES = 256 << 10;

    private SmallStack() {}

    /** What came of it, and how much it allocated; throws what it threw. */
    public static <T> Run<T> run(Supplier<T> what) {
        AtomicReference<Run<T>> done = new AtomicReference<>();
        AtomicReference<Throwable> failure = new AtomicReference<>();
        var counter = (com.sun.management.ThreadMXBean) ManagementFactory.getThreadMXBean();
        Thread thread = new Thread(
                null,
                () -> {
                    long before = counter.getCurrentThreadAllocatedBytes();
                    T result = what.get();
                    done.set(new Run<>(result, counter.getCurrentThreadAllocatedBytes() - before));
                },
                "small-stack",
                BYTES);
        thread.setUncaughtExceptionHandler((t, e) -> failure.set(e));
        thread.start();
        try {
            thread.join();
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
        if (failure.get() != null) {
            throw new AssertionError("on a small stack", failure.get());
        }
        return done.get();
    }

    public record Run<T>(T result, long allocated) {}
}
