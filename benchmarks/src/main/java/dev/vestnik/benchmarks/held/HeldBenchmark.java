package dev.vestnik.benchmarks.held;

import dev.vestnik.benchmarks.harness.Await;
import dev.vestnik.benchmarks.harness.Cluster;
import dev.vestnik.benchmarks.harness.EngineProcess;
import dev.vestnik.benchmarks.harness.Figure;
import dev.vestnik.benchmarks.harness.LaneReader;
import dev.vestnik.benchmarks.harness.LoadProducer;
import dev.vestnik.benchmarks.harness.Median;
import dev.vestnik.benchmarks.harness.Report;
import dev.vestnik.benchmarks.harness.Scale;
import dev.vestnik.benchmarks.harness.ServiceMessages;
import dev.vestnik.schemas.message.MessageClass;
import dev.vestnik.schemas.topic.Topics;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import java.util.function.LongSupplier;
import org.apache.kafka.common.TopicPartition;

/**
 * A million held messages, two of each customer, come due in the same moment. The caps let one of each customer go; what customers must know
 * goes out meanwhile. How long that takes, from the event until a reader of committed messages has its message, is measured beside the same
 * while everything is held.
 */
public final class HeldBenchmark {
    private static final int MESSAGES = 1_000_000;
    private static final int PARTITIONS = 4;
    private static final int TOLD = 2_000;
    /** The control, and the release at least. */
    private static final Duration MEASURED = Duration.ofSeconds(20);

    private static final Duration PATIENCE = Duration.ofMinutes(20);
    private static final Duration LONGEST_RELEASE = Duration.ofMinutes(10);
    private static final Duration SAID_EVERY = Duration.ofSeconds(10);

    private final Report report;
    private final Path directory;
    private final int customers;
    private final Night night = new Night();

    public HeldBenchmark(Report report, Path directory, Scale scale) {
        this.report = report;
        this.directory = directory;
        this.customers = scale.of(MESSAGES) / 2;
    }

    /** Runs it: a quarter of an hour. */
    public void run() throws IOException, InterruptedException {
        try (Cluster cluster = Cluster.start(directory, PARTITIONS);
                LoadProducer producer = LoadProducer.prompt(cluster.settings());
                EngineProcess engine = EngineProcess.start(cluster.settings(), directory)) {
            Night.publish(engine);
            Duration introduced = introduce(cluster, producer);
            // Holding messages costs several times what an introduction does; quiet hours begin and end with a minute.
            Instant release = Instant.now()
                    .plus(introduced.multipliedBy(4))
                    .plusSeconds(90)
                    .plus(MEASURED)
                    .truncatedTo(ChronoUnit.MINUTES)
                    .plus(1, ChronoUnit.MINUTES);
            Night.quietUntil(engine, release);
            hold(cluster, producer, engine, release);
            long[] before = told(cluster, producer, "while all is held", () -> false);
            requireBefore(release);
            report.print("held", released(cluster, producer, engine, release, before));
        }
    }

    private Duration introduce(Cluster cluster, LoadProducer producer) {
        long from = System.nanoTime();
        for (int i = 0; i < customers; i++) {
            producer.send(night.introduction(Night.held(i)));
            producer.send(night.consent(Night.held(i)));
        }
        for (int i = 0; i < TOLD; i++) {
            producer.send(night.introduction(Night.told(i)));
        }
        settle(cluster, producer);
        Duration took = Duration.ofNanos(System.nanoTime() - from);
        report.say(customers + " customers known after " + took.toSeconds() + " s");
        return took;
    }

    private void hold(Cluster cluster, LoadProducer producer, EngineProcess engine, Instant release) {
        for (int i = 0; i < customers; i++) {
            producer.send(night.cart(Night.held(i)));
        }
        settle(cluster, producer);
        long held = engine.metric("vestnik_decisions_total", "outcome=\"HELD\"", "reason=\"quiet-hours\"");
        if (held < 2L * customers) {
            throw new IllegalStateException(held + " messages are held instead of " + 2L * customers);
        }
        requireBefore(release);
        report.say(held + " messages are held until " + release + ", "
                + Duration.between(Instant.now(), release).toSeconds() + " s from now");
    }

    private static void requireBefore(Instant release) {
        if (!Instant.now().isBefore(release)) {
            throw new IllegalStateException("the quiet hours ended before all was held: the machine was too busy");
        }
    }

    private static void settle(Cluster cluster, LoadProducer producer) {
        producer.flush();
        Map<TopicPartition, Long> ends;
        do { // what is said of customers is told to the owners of their addresses, who answer
            ends = cluster.ends(Topics.SHOP_EVENTS, Topics.COMMANDS);
            cluster.awaitReached(EngineProcess.GROUP, PATIENCE, ends);
        } while (!ends.equals(cluster.ends(Topics.SHOP_EVENTS, Topics.COMMANDS)));
    }

    private List<Figure> released(
            Cluster cluster, LoadProducer producer, EngineProcess engine, Instant release, long[] before) {
        try (LaneReader bulk = new LaneReader(cluster, MessageClass.marketing, customers, false)) {
            while (Instant.now().isBefore(release.minusSeconds(1))) {
                LockSupport.parkNanos(Duration.ofMillis(20).toNanos());
            }
            Duration cpu = engine.process().cpu();
            LongSupplier counted = said("released", bulk::count);
            long[] meanwhile = told(
                    cluster, producer, "during the release", () -> counted.getAsLong() < customers && bulk.isAlive());
            Await.until("every customer has a message", LONGEST_RELEASE, () -> counted.getAsLong() >= customers);
            Duration took = Duration.ofMillis(bulk.lastAt() - release.toEpochMilli());
            report.say("the release took " + took.toMillis() + " ms, and "
                    + engine.process().cpu().minus(cpu).toMillis() + " ms of the engine's CPU");
            check(cluster, engine);
            return List.of(
                    Figure.alone(
                            "held: messages released per second", customers * 1_000.0 / took.toMillis(), "messages/s"),
                    quantile(
                            "held: service message meanwhile, p50 (control: while all is held)",
                            meanwhile,
                            before,
                            0.5),
                    quantile(
                            "held: service message meanwhile, p99 (control: while all is held)",
                            meanwhile,
                            before,
                            0.99));
        }
    }

    private static Figure quantile(String name, long[] meanwhile, long[] before, double quantile) {
        return Figure.against(
                name, Median.quantile(meanwhile, quantile), "ms", Math.max(1, Median.quantile(before, quantile)));
    }

    /** To the message: one for each customer, of the best journey, once all others wait for room. */
    private void check(Cluster cluster, EngineProcess engine) {
        LongSupplier capped = said(
                "wait for room under the cap",
                () -> engine.metric("vestnik_decisions_total", "outcome=\"HELD\"", "reason=\"capped\""));
        Await.until(
                "every other message waits for room",
                LONGEST_RELEASE,
                Duration.ofSeconds(1),
                () -> capped.getAsLong() >= customers);
        Released released = Released.read(cluster);
        if (!released.equals(new Released(customers, 0, 0))) {
            throw new IllegalStateException("the cap was not kept: " + released);
        }
        report.say("one message for each of " + customers + " customers, and no other one");
    }

    /** Runs as long as {@link #MEASURED}, and as long as {@code more} holds. */
    private long[] told(Cluster cluster, LoadProducer producer, String when, BooleanSupplier more) {
        return new ServiceMessages(cluster, producer, report, number -> night.shipped(Night.told(number % TOLD)))
                .told(when, MEASURED, more);
    }

    /** The same count, said every few seconds. */
    private LongSupplier said(String what, LongSupplier count) {
        long[] last = {System.nanoTime()};
        return () -> {
            long now = count.getAsLong();
            if (System.nanoTime() - last[0] > SAID_EVERY.toNanos()) {
                last[0] = System.nanoTime();
                report.say(now + " of " + customers + " " + what);
            }
            return now;
        };
    }
}
