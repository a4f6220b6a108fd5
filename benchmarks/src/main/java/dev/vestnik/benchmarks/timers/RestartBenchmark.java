package dev.vestnik.benchmarks.timers;

import dev.vestnik.benchmarks.harness.Await;
import dev.vestnik.benchmarks.harness.Cluster;
import dev.vestnik.benchmarks.harness.EngineProcess;
import dev.vestnik.benchmarks.harness.Figure;
import dev.vestnik.benchmarks.harness.LaneReader;
import dev.vestnik.benchmarks.harness.LoadProducer;
import dev.vestnik.benchmarks.harness.Median;
import dev.vestnik.benchmarks.harness.Report;
import dev.vestnik.benchmarks.harness.Scale;
import dev.vestnik.schemas.message.MessageClass;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.apache.kafka.common.utils.Utils;

/**
 * An engine with many journeys that wait is killed ({@code kill -9}) under load and started again: how long until the first message of an
 * event that came meanwhile, the start of the process included. The control has lost its state directory too, and restores all of it.
 */
public final class RestartBenchmark {
    private static final int PENDING = 1_000_000;
    private static final int PARTITIONS = 4;
    private static final int RUNS = 3;
    /** Events that change customers' states before each kill. */
    private static final int LOAD = 100_000;

    private static final Duration PATIENCE = Duration.ofMinutes(10);
    private static final Duration FAR = Duration.ofDays(2);
    /** A restart is no rebalance then, as in the chart and in compose. */
    private static final String MEMBER = "--vestnik.engine.instance-id=engine-1";

    private final Report report;
    private final Path directory;
    private final int pending;
    private final int load;
    private final Calls calls = new Calls();

    public RestartBenchmark(Report report, Path directory, Scale scale) {
        this.report = report;
        this.directory = directory;
        this.pending = scale.of(PENDING);
        this.load = scale.of(LOAD);
    }

    /** Runs it: eight minutes. */
    public void run() throws IOException, InterruptedException {
        try (Cluster cluster = Cluster.start(directory, PARTITIONS);
                LoadProducer producer = LoadProducer.prompt(cluster.settings())) {
            TimersBenchmark.Stage stage = new TimersBenchmark.Stage(cluster, producer, calls, directory, report);
            EngineProcess engine = begin(stage);
            engine.awaitReady(directory);
            engine.publish(Calls.TEMPLATE, Calls.ID, Calls.JOURNEY, Calls.ID);
            fill(stage);
            report.say(engine.metric("vestnik_timers_pending") + " wake-ups pending");
            List<Double> kept = new ArrayList<>();
            List<Double> lost = new ArrayList<>();
            for (int run = 0; run < RUNS; run++) {
                engine = restart(stage, engine, false, kept);
                engine = restart(stage, engine, true, lost);
            }
            engine.close();
            report.print(
                    "restart",
                    List.of(Figure.against(
                            "restart: kill -9 to the first right message (control: the state is lost too)",
                            Median.of(kept),
                            "ms",
                            Median.of(lost))));
        }
    }

    private EngineProcess begin(TimersBenchmark.Stage stage) throws IOException {
        return EngineProcess.begin(stage.cluster().settings(), directory, MEMBER);
    }

    private void fill(TimersBenchmark.Stage stage) {
        Instant far = Instant.now().plus(FAR);
        for (int customer = 0; customer < pending; customer++) {
            stage.producer().send(calls.introduction(customer));
        }
        stage.settle();
        for (int customer = 0; customer < pending; customer++) {
            stage.producer().send(calls.scheduled(customer, far));
        }
        stage.settle();
    }

    private EngineProcess restart(TimersBenchmark.Stage stage, EngineProcess engine, boolean lost, List<Double> took)
            throws IOException, InterruptedException {
        Instant far = Instant.now().plus(FAR);
        for (int i = 0; i < load; i++) {
            stage.producer().send(calls.scheduled(i * 7 % pending, far));
        }
        stage.settle();
        try (LaneReader lane = new LaneReader(stage.cluster(), MessageClass.service, 1, false)) {
            engine.process().killed();
            long from = System.currentTimeMillis();
            engine.close();
            stage.producer().send(calls.scheduled(pending / 2, Instant.now()));
            stage.producer().flush();
            if (lost) {
                Utils.delete(Files.createDirectories(directory.resolve("state")).toFile());
            }
            EngineProcess next = begin(stage);
            Await.until("the message is in the lane", PATIENCE, () -> lane.count() > 0 || !lane.isAlive());
            if (lane.count() != 1) {
                throw new IllegalStateException(lane.count() + " messages of one event");
            }
            took.add((double) (lane.firstAt() - from));
            report.say((lost ? "killed, the state lost: " : "killed: ") + (lane.firstAt() - from)
                    + " ms to the first message");
            next.awaitReady(directory);
            return next;
        }
    }
}
