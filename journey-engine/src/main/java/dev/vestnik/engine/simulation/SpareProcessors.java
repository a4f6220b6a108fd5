package dev.vestnik.engine.simulation;

import com.sun.management.OperatingSystemMXBean;
import java.lang.management.ManagementFactory;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import java.util.function.LongSupplier;

/**
 * Lets the threads of a simulation work on half of the processors, and on all of them while everything else in this process needs less than
 * a quarter: live decisions go before.
 */
final class SpareProcessors {
    private static final long LOOK_NANOS = Duration.ofSeconds(1).toNanos();
    private static final long REST_NANOS = Duration.ofMillis(100).toNanos();
    private static final int PART_OF_OTHERS = 4;

    private final int processors;
    private final Times times;
    private final AtomicLong worked = new AtomicLong();
    private Glance last;
    private volatile boolean idle;

    /**
     * Times in nanoseconds.
     *
     * @param clock of the wall
     * @param process the processor time of the whole process so far
     * @param thread the processor time of the thread that asks so far
     */
    record Times(LongSupplier clock, LongSupplier process, LongSupplier thread) {
        static Times ofThisProcess() {
            OperatingSystemMXBean system = ManagementFactory.getPlatformMXBean(OperatingSystemMXBean.class);
            return new Times(
                    System::nanoTime,
                    system::getProcessCpuTime,
                    ManagementFactory.getThreadMXBean()::getCurrentThreadCpuTime);
        }
    }

    /** The times when somebody has looked. */
    private record Glance(long at, long process, long worked) {}

    SpareProcessors(int processors, Times times) {
        this.processors = processors;
        this.times = times;
        this.last = look(times.clock().getAsLong());
    }

    /** Threads that are ever of use. */
    int most() {
        return processors;
    }

    /** One thread of a simulation; it alone asks. */
    Worker worker(int number) {
        return new Worker(number < Math.max(1, processors / 2));
    }

    private Glance look(long now) {
        return new Glance(now, times.process().getAsLong(), worked.get());
    }

    private synchronized void lookAgain(long now) {
        if (now - last.at() >= LOOK_NANOS) {
            Glance next = look(now);
            long others = next.process() - last.process() - (next.worked() - last.worked());
            idle = others * PART_OF_OTHERS < processors * (now - last.at());
            last = next;
        }
    }

    final class Worker {
        private final boolean always;
        private long lookedAt = times.clock().getAsLong();
        private long before = times.thread().getAsLong();

        private Worker(boolean always) {
            this.always = always;
        }

        boolean mayWork() {
            long now = times.clock().getAsLong();
            if (now - lookedAt >= REST_NANOS) {
                lookedAt = now;
                long after = times.thread().getAsLong();
                worked.addAndGet(after - before);
                before = after;
                lookAgain(now);
            }
            return always || idle;
        }

        /** Rests while it may not work. */
        void await(BooleanSupplier stop) {
            while (!mayWork() && !stop.getAsBoolean()) {
                LockSupport.parkNanos(REST_NANOS);
            }
        }
    }
}
