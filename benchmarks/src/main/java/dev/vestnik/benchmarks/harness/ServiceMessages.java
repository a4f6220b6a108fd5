package dev.vestnik.benchmarks.harness;

import dev.vestnik.benchmarks.harness.LoadProducer.Input;
import dev.vestnik.schemas.message.MessageClass;
import java.time.Duration;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import java.util.function.IntFunction;

/** Lets customers be told something, and measures how long that takes: from the event until a reader of committed messages has its message. */
public final class ServiceMessages {
    private static final int PER_SECOND = 50;
    private static final Duration PATIENCE = Duration.ofMinutes(20);
    private static final Duration LONGEST = Duration.ofMinutes(10);

    private final Cluster cluster;
    private final LoadProducer producer;
    private final Report report;
    private final IntFunction<Input> event;

    /** @param event by its number: starts the message */
    public ServiceMessages(Cluster cluster, LoadProducer producer, Report report, IntFunction<Input> event) {
        this.cluster = cluster;
        this.producer = producer;
        this.report = report;
        this.event = event;
    }

    /** Sends for so long, and as long as {@code more} holds; the time that each message took in milliseconds, ascending. */
    public long[] told(String when, Duration measured, BooleanSupplier more) {
        int most = (int) LONGEST.plus(measured).toSeconds() * PER_SECOND;
        try (LaneReader lane = new LaneReader(cluster, MessageClass.service, most, true)) {
            long start = System.nanoTime();
            int sent = 0;
            while (sent < most && (System.nanoTime() - start < measured.toNanos() || more.getAsBoolean())) {
                producer.send(event.apply(sent));
                sent++;
                long next = start + sent * (1_000_000_000L / PER_SECOND);
                LockSupport.parkNanos(next - System.nanoTime());
            }
            producer.flush();
            int all = sent;
            Await.until("every service message is in the lane", PATIENCE, () -> lane.count() >= all);
            long[] took = lane.lateness(Long.MIN_VALUE, Long.MAX_VALUE);
            report.say(String.format(
                    "%d service messages %s: p50 %d ms, p99 %d ms, longest %d ms",
                    took.length, when, Median.quantile(took, 0.5), Median.quantile(took, 0.99), took[took.length - 1]));
            return took;
        }
    }
}
