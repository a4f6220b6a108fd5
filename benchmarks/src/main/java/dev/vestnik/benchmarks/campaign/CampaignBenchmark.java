package dev.vestnik.benchmarks.campaign;

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
 * A campaign to all customers, half of whom are in its segment and so get a message, while 50 service messages a second go out. The controls: the same service
 * messages before, and a second campaign during which the engine is killed three times, after which nobody was left out and nobody reached twice.
 */
public final class CampaignBenchmark {
    private static final int CUSTOMERS = 1_000_000;
    private static final int PARTITIONS = 4;
    private static final int KILLS = 3;
    private static final Duration MEASURED = Duration.ofSeconds(20);
    private static final Duration PATIENCE = Duration.ofMinutes(20);

    private final Report report;
    private final Path directory;
    private final int customers;
    private final Audience audience = new Audience();

    public CampaignBenchmark(Report report, Path directory, Scale scale) {
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
                Audience.publish(engine);
                introduce(cluster, producer);
                figures = launched(cluster, producer, engine);
            }
            killed(cluster);
            report.print("campaign", figures);
        }
    }

    private void introduce(Cluster cluster, LoadProducer producer) {
        long from = System.nanoTime();
        for (int i = 0; i < customers; i++) {
            producer.send(audience.introduction(Audience.customer(i)));
            producer.send(audience.consent(Audience.customer(i)));
        }
        settle(cluster, producer);
        report.say(customers + " customers known after "
                + Duration.ofNanos(System.nanoTime() - from).toSeconds() + " s");
    }

    private static void settle(Cluster cluster, LoadProducer producer) {
        producer.flush();
        Map<TopicPartition, Long> ends;
        do { // what is said of customers is told to the owners of their addresses, who answer
            ends = cluster.ends(Topics.SHOP_EVENTS, Topics.COMMANDS);
            cluster.awaitReached(EngineProcess.GROUP, PATIENCE, ends);
        } while (!ends.equals(cluster.ends(Topics.SHOP_EVENTS, Topics.COMMANDS)));
    }

    private List<Figure> launched(Cluster cluster, LoadProducer producer, EngineProcess engine) {
        ServiceMessages service = new ServiceMessages(
                cluster, producer, report, number -> audience.shipped(Audience.customer(number % customers)));
        long[] before = service.told("before", MEASURED, () -> false);
        int members = Audience.members(customers);
        try (LaneReader lane = new LaneReader(cluster, MessageClass.marketing, members, false)) {
            Duration cpu = engine.process().cpu();
            long launchedAt = System.currentTimeMillis();
            engine.launch(Audience.CAMPAIGN);
            long answeredAt = System.currentTimeMillis();
            long[] meanwhile =
                    service.told("during the campaign", MEASURED, () -> lane.count() < members && lane.isAlive());
            Await.until("every member has a message", PATIENCE, () -> lane.count() >= members);
            long took = lane.lastAt() - answeredAt;
            report.say("the launch was answered after " + (answeredAt - launchedAt) + " ms, the first message came "
                    + (lane.firstAt() - answeredAt) + " ms later, the last one " + took + " ms, with "
                    + engine.process().cpu().minus(cpu).toMillis() + " ms of the engine's CPU");
            report.say(engine.progress(Audience.CAMPAIGN));
            return List.of(
                    Figure.alone("campaign: customers decided per second", customers * 1_000.0 / took, "customers/s"),
                    Figure.alone("campaign: first message after the launch", lane.firstAt() - answeredAt, "ms"),
                    quantile("campaign: service message meanwhile, p50 (control: before)", meanwhile, before, 0.5),
                    quantile("campaign: service message meanwhile, p99 (control: before)", meanwhile, before, 0.99));
        }
    }

    private static Figure quantile(String name, long[] meanwhile, long[] before, double quantile) {
        return Figure.against(
                name, Median.quantile(meanwhile, quantile), "ms", Math.max(1, Median.quantile(before, quantile)));
    }

    /** Kills the engine whenever another quarter of the members has a message; the lane is read from its beginning afterwards. */
    private void killed(Cluster cluster) throws IOException {
        int members = Audience.members(customers);
        try (LaneReader lane = new LaneReader(cluster, MessageClass.marketing, members, false)) {
            EngineProcess engine = EngineProcess.start(cluster.settings(), directory);
            try {
                engine.launch(Audience.AGAIN);
                for (int kill = 1; kill <= KILLS; kill++) {
                    int until = members / (KILLS + 1) * kill;
                    Await.until("a part of the members has a message", PATIENCE, () -> lane.count() >= until);
                    engine.process().kill();
                    report.say("killed the engine, " + lane.count() + " of " + members + " have a message");
                    engine.close();
                    engine = EngineProcess.start(cluster.settings(), directory);
                }
                Await.until("every member has a message", PATIENCE, () -> lane.count() >= members);
                EngineProcess last = engine;
                Await.until(
                        "the launch is done",
                        PATIENCE,
                        Duration.ofSeconds(1),
                        () -> last.progress(Audience.AGAIN).contains("\"done\""));
                report.say(engine.progress(Audience.AGAIN));
            } finally {
                engine.close();
            }
        }
        OneMessageEach.require(cluster, "campaign." + Audience.AGAIN, members);
        report.say("one message for each of " + members + " members, though the engine was killed " + KILLS + " times");
    }
}
