package dev.vestnik.benchmarks.timers;

import dev.vestnik.benchmarks.harness.Cluster;
import dev.vestnik.benchmarks.harness.EngineProcess;
import dev.vestnik.benchmarks.harness.Figure;
import dev.vestnik.benchmarks.harness.LoadProducer;
import dev.vestnik.benchmarks.harness.Report;
import dev.vestnik.benchmarks.harness.Scale;
import dev.vestnik.schemas.topic.Topics;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Pending wake-ups: the disk they take, a burst of them due at once beside db-scheduler's, their lateness under load. */
public final class TimersBenchmark {
    private static final int PENDING = 1_000_000;
    private static final int PARTITIONS = 4;

    private final Report report;
    private final Path directory;
    private final Scale scale;

    public TimersBenchmark(Report report, Path directory, Scale scale) {
        this.report = report;
        this.directory = directory;
        this.scale = scale;
    }

    /** Runs it: a quarter of an hour. */
    public void run() throws IOException, InterruptedException {
        int pending = scale.of(PENDING);
        List<Figure> figures = new ArrayList<>();
        double perSecond = engine(pending, figures);
        figures.addAll(burst(perSecond, DbScheduler.run(directory, pending, report)));
        report.print("timers", figures);
    }

    private static List<Figure> burst(double perSecond, Optional<DbScheduler.Control> found) {
        String name = "timers: wake-ups all due at once";
        return found.map(control -> List.of(
                        Figure.against(name + " (control: db-scheduler)", perSecond, "wake-ups/s", control.installed()),
                        Figure.against(
                                name + " (control: db-scheduler, no fsync)",
                                perSecond,
                                "wake-ups/s",
                                control.hurried())))
                .orElseGet(() -> List.of(Figure.alone(name, perSecond, "wake-ups/s")));
    }

    /** Adds what has no control to the figures; answers how many wake-ups of the burst fired in a second. */
    private double engine(int pending, List<Figure> figures) throws IOException, InterruptedException {
        try (Cluster cluster = Cluster.start(directory, PARTITIONS);
                LoadProducer producer = LoadProducer.prompt(cluster.settings())) {
            Stage stage = new Stage(cluster, producer, new Calls(), directory, report);
            Burst burst = new Burst(stage, pending);
            double perSecond = burst.run();
            figures.addAll(burst.footprint());
            figures.addAll(new Lateness(stage, pending, scale).run());
            return perSecond;
        }
    }

    /** What the parts of the benchmark share. */
    record Stage(Cluster cluster, LoadProducer producer, Calls calls, Path directory, Report report) {
        private static final Duration PATIENCE = Duration.ofMinutes(20);
        private static final List<String> JVM = List.of("-Xmx1500m", "-XX:+UseParallelGC");

        EngineProcess engine() throws IOException {
            return EngineProcess.start(cluster.settings(), directory, JVM);
        }

        /** Waits until the engine has done with all that was written. */
        void settle() {
            producer.flush();
            cluster.awaitReached(EngineProcess.GROUP, PATIENCE, cluster.ends(Topics.SHOP_EVENTS));
        }
    }
}
