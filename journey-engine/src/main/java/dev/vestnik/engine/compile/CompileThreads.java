package dev.vestnik.engine.compile;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Duration;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.PriorityBlockingQueue;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Threads for the compilation of documents from outside. Such a document may overflow a stack, ask for more memory than there is, or
 * take for ever; on these threads that is its own outcome and delays no other document.
 *
 * <p>Java ends no thread against its will. One that works on a document for longer than the limit is overdue: nobody waits for it, and
 * another thread takes its place. It costs its share of a core until it returns, so no more than {@value #REPLACED} are replaced:
 * that is the most that documents without end can take. Beyond that further documents wait; how many may is bounded, and the gauge
 * {@code vestnik_compilations_overdue} says so.
 */
public final class CompileThreads implements AutoCloseable {
    /**
     * The processor time of one document. A template of 100 kB takes well under a second of it in a JVM that has just started: this is
     * generous.
     */
    public static final Duration LIMIT = Duration.ofSeconds(5);

    private static final int THREADS = 4;
    private static final int REPLACED = 4;
    /** Documents are bounded in depth; a cold JVM's frames are several times as large as a warm one's. */
    private static final long STACK_BYTES = 16L << 20;

    private static final Duration IDLE = Duration.ofSeconds(10);

    private final int mostWaiting;
    private final Duration limit;
    private final ThreadPoolExecutor executor;
    private final AtomicLong submitted = new AtomicLong();
    private final Set<Job<?>> running = ConcurrentHashMap.newKeySet();

    /**
     * @param name of whose threads these are: low in cardinality
     * @param mostWaiting how many jobs may wait for a thread
     * @param limit past which a job is overdue; usually {@link #LIMIT}
     */
    public CompileThreads(String name, int mostWaiting, Duration limit, MeterRegistry meters) {
        this.mostWaiting = mostWaiting;
        this.limit = limit;
        this.executor = new Threads(threads("compile-" + name));
        Gauge.builder("vestnik.compilations.overdue", this, CompileThreads::overdue)
                .description("Threads that have been compiling one document for longer than they may")
                .tag("threads", name)
                .register(meters);
    }

    private static ThreadFactory threads(String name) {
        return Thread.ofPlatform()
                .name(name + "-", 0)
                .daemon(true)
                .stackSize(STACK_BYTES)
                .factory();
    }

    /**
     * Hands a job over.
     *
     * @param rank smaller goes first
     * @param ended is called when there is an outcome
     * @return empty when too many wait already, or no thread can be had
     */
    public <T> Optional<Job<T>> submit(long rank, Supplier<T> work, Runnable ended) {
        replaceOverdue();
        if (executor.getQueue().size() >= mostWaiting) {
            return Optional.empty();
        }
        Job<T> job = new Job<>(rank, submitted.incrementAndGet(), work, ended);
        try {
            executor.execute(job);
        } catch (RejectedExecutionException | OutOfMemoryError e) { // being closed, or no room for a thread
            return Optional.empty();
        }
        return Optional.of(job);
    }

    /** Lets others take the places of the threads that are overdue, as far as that goes; worth calling while jobs wait. */
    public void replaceOverdue() {
        int wanted = THREADS + (int) Math.min(REPLACED, overdue());
        if (wanted != executor.getCorePoolSize()) {
            executor.setCorePoolSize(wanted);
        }
    }

    public Duration limit() {
        return limit;
    }

    private long overdue() {
        return running.stream().filter(job -> job.usedUp(limit)).count();
    }

    /** Knows which jobs are at work. */
    private final class Threads extends ThreadPoolExecutor {
        Threads(ThreadFactory factory) {
            super(
                    THREADS,
                    THREADS + REPLACED,
                    IDLE.toMillis(),
                    TimeUnit.MILLISECONDS,
                    new PriorityBlockingQueue<>(),
                    factory);
            allowCoreThreadTimeOut(true);
        }

        @Override
        protected void beforeExecute(Thread thread, Runnable job) {
            running.add((Job<?>) job);
        }

        @Override
        protected void afterExecute(Runnable job, @Nullable Throwable thrown) {
            running.remove(job);
        }
    }

    /** Lets go of what runs; the threads are daemons. */
    @Override
    public void close() {
        executor.shutdownNow();
    }
}
