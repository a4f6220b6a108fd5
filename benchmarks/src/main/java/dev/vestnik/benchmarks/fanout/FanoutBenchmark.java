package dev.vestnik.benchmarks.fanout;

import dev.vestnik.benchmarks.harness.Await;
import dev.vestnik.benchmarks.harness.Cluster;
import dev.vestnik.benchmarks.harness.EngineProcess;
import dev.vestnik.benchmarks.harness.Figure;
import dev.vestnik.benchmarks.harness.LaneReader;
import dev.vestnik.benchmarks.harness.LoadProducer;
import dev.vestnik.benchmarks.harness.Median;
import dev.vestnik.benchmarks.harness.OneMessageEach;
import dev.vestnik.benchmarks.harness.Report;
import dev.vestnik.benchmarks.harness.Scale;
import dev.vestnik.benchmarks.harness.ServiceMessages;
import dev.vestnik.schemas.message.MessageClass;
import dev.vestnik.schemas.topic.Topics;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.apache.kafka.common.TopicPartition;

/**
 * The price of a product falls that every customer has looked at, while 50 service messages a second go out. The controls: the same service messages
 * before, and a second drop during which the engine is killed three times, after which nobody was left out and nobody told twice.
 */
public final class FanoutBenchmark {
    private static final int CUSTOMERS = 1_000_000;
    private static final int PARTITIONS = 4;
    private static final int KILLS = 3;
    private static final long PRICE = 100_000;
    private static final Duration MEASURED = Duration.ofSeconds(20);
    private static final Duration PATIENCE = Duration.ofMinutes(20);

    private final Report report;
    private final Path directory;
    private final int customers;
    private final Shoppers shoppers = new Shoppers();

    public FanoutBenchmark(Report report, Path directory, Scale scale) {
        this.report = report;
        this.directory = directory;
        this.customers = scale.of(CUSTOMERS);
    }

    /** Runs it: half an hour. */
    public void run() throws IOException, InterruptedException {
        try (Cluster cluster = Cluster.start(directory, PARTITIONS);
                LoadProducer producer = LoadProducer.prompt(cluster.settings())) {
            List<Figure> figures;
            try (EngineProcess engine = EngineProcess.start(cluster.settings(), directory)) {
                Shoppers.publish(engine);
                introduce(cluster, producer);
                figures = dropped(cluster, producer, engine);
            }
            killed(cluster, producer);
            report.print("fanout", figures);
        }
    }

    private void introduce(Cluster cluster, LoadProducer producer) {
        long from = System.nanoTime();
        producer.send(shoppers.priced(Shoppers.KETTLE, PRICE));
        producer.send(shoppers.priced(Shoppers.LAMP, PRICE));
        for (int i = 0; i < customers; i++) {
            shoppers.introduction(i).forEach(producer::send);
        }
        settle(cluster, producer);
        report.say(customers + " customers known after "
                + Duration.ofNanos(System.nanoTime() - from).toSeconds() + " s");
    }

    private static void settle(Cluster cluster, LoadProducer producer) {
        producer.flush();
        Map<TopicPartition, Long> ends;
        do { // what is said of customers is told to the owners of their addresses, who answer, and to those of products
            ends = cluster.ends(Topics.SHOP_EVENTS, Topics.COMMANDS);
            cluster.awaitReached(EngineProcess.GROUP, PATIENCE, ends);
        } while (!ends.equals(cluster.ends(Topics.SHOP_EVENTS, Topics.COMMANDS)));
    }

    private List<Figure> dropped(Cluster cluster, LoadProducer producer, EngineProcess engine) {
        ServiceMessages service =
                new ServiceMessages(cluster, producer, report, number -> shoppers.shipped(number % customers));
        long[] before = service.told("before", MEASURED, () -> false);
        try (LaneReader lane = new LaneReader(cluster, MessageClass.marketing, customers, false)) {
            Duration cpu = engine.process().cpu();
            producer.send(shoppers.priced(Shoppers.KETTLE, PRICE - 1));
            producer.flush();
            long from = System.currentTimeMillis();
            long[] meanwhile =
                    service.told("during the fan-out", MEASURED, () -> lane.count() < customers && lane.isAlive());
            Await.until("every customer has a message", PATIENCE, () -> lane.count() >= customers);
            long took = lane.lastAt() - from;
            report.say("the first message came " + (lane.firstAt() - from) + " ms after the drop, the last one " + took
                    + " ms, with " + engine.process().cpu().minus(cpu).toMillis() + " ms of the engine's CPU");
            return List.of(
                    Figure.alone("fan-out: customers told per second", customers * 1_000.0 / took, "customers/s"),
                    Figure.alone("fan-out: first message after the drop", lane.firstAt() - from, "ms"),
                    quantile("fan-out: service message meanwhile, p50 (control: before)", meanwhile, before, 0.5),
                    quantile("fan-out: service message meanwhile, p99 (control: before)", meanwhile, before, 0.99));
        }
    }

    private static Figure quantile(String name, long[] meanwhile, long[] before, double quantile) {
        return Figure.against(
                name, Median.quantile(meanwhile, quantile), "ms", Math.max(1, Median.quantile(before, quantile)));
    }

    /** Kills the engine whenever another quarter of the customers has a message; the lane is read from its beginning afterwards. */
    private void killed(Cluster cluster, LoadProducer producer) throws IOException {
        try (LaneReader lane = new LaneReader(cluster, MessageClass.marketing, customers, false)) {
            EngineProcess engine = EngineProcess.start(cluster.settings(), directory);
            try {
                producer.send(shoppers.priced(Shoppers.LAMP, PRICE - 1));
                producer.flush();
                for (int kill = 1; kill <= KILLS; kill++) {
                    int until = customers / (KILLS + 1) * kill;
                    Await.until("a part of the customers has a message", PATIENCE, () -> lane.count() >= until);
                    engine.process().kill();
                    report.say("killed the engine, " + lane.count() + " of " + customers + " have a message");
                    engine.close();
                    engine = EngineProcess.start(cluster.settings(), directory);
                }
                Await.until("every customer has a message", PATIENCE, () -> lane.count() >= customers);
                settle(cluster, producer);
            } finally {
                engine.close();
            }
        }
        OneMessageEach.require(cluster, Shoppers.journey(Shoppers.LAMP), customers);
        report.say("one message for each of " + customers + " customers, though the engine was killed " + KILLS
                + " times");
    }
}
