package dev.vestnik.benchmarks.timers;

import dev.vestnik.benchmarks.harness.Cluster;
import dev.vestnik.benchmarks.harness.EngineProcess;
import dev.vestnik.benchmarks.harness.Figure;
import dev.vestnik.benchmarks.harness.LoadProducer;
import dev.vestnik.benchmarks.harness.Median;
import dev.vestnik.benchmarks.harness.Report;
import dev.vestnik.benchmarks.harness.Scale;
import dev.vestnik.schemas.topic.Topics;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Pending wake-ups: the disk they take, a burst of them due at once beside db-scheduler's, their lateness under load. */
public final class TimersBenchmark {
    private static final int PENDING = 1_000_000;
    private static final int PARTITIONS = 4;
    private static final int RUNS = 3;
    /** The tasks of the control in each of its rounds. */
    private static final int TASKS = 400_000;

    private final Report report;
    private final Path directory;
    private final Scale scale;

    public TimersBenchmark(Report report, Path directory, Scale scale) {
        this.report = report;
        this.directory = directory;
        this.scale = scale;
    }

    /** Runs it: twenty minutes. */
    public void run() throws IOException, InterruptedException {
        int pending = scale.of(PENDING);
        List<Measured> bursts = new ArrayList<>();
        for (int run = 1; run < RUNS; run++) {
            bursts.add(burst(pending, run));
        }
        List<Figure> lateness = new ArrayList<>();
        bursts.add(inCluster(RUNS, stage -> {
            Measured measured = burst(stage, pending);
            lateness.addAll(new Lateness(stage, pending, scale).run());
            return measured;
        }));
        List<Figure> figures = new ArrayList<>(footprint(bursts));
        figures.addAll(lateness);
        double perSecond = Median.of(bursts.stream().map(Measured::perSecond).toList());
        figures.addAll(burst(perSecond, DbScheduler.run(directory, scale.of(TASKS), report)));
        report.print("timers", figures);
    }

    /** The figures of one burst, on an engine and a cluster of its own. */
    private record Measured(double perSecond, List<Figure> footprint) {}

    private Measured burst(int pending, int run) throws IOException, InterruptedException {
        return inCluster(run, stage -> burst(stage, pending));
    }

    private static Measured burst(Stage stage, int pending) throws IOException {
        Burst burst = new Burst(stage, pending);
        return new Measured(burst.run(), burst.footprint());
    }

    /** The median of each figure. */
    private static List<Figure> footprint(List<Measured> bursts) {
        List<Figure> medians = new ArrayList<>();
        for (int i = 0; i < bursts.getFirst().footprint().size(); i++) {
            int figure = i;
            Figure first = bursts.getFirst().footprint().get(i);
            medians.add(Figure.alone(
                    first.name(),
                    Median.of(bursts.stream()
                            .map(burst -> burst.footprint().get(figure).value())
                            .toList()),
                    first.unit()));
        }
        return medians;
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

    private interface Part {
        Measured in(Stage stage) throws IOException;
    }

    /** Runs a part on a cluster of its own. */
    private Measured inCluster(int run, Part part) throws IOException, InterruptedException {
        Path own = Files.createDirectory(directory.resolve("run-" + run));
        try (Cluster cluster = Cluster.start(own, PARTITIONS);
                LoadProducer producer = LoadProducer.prompt(cluster.settings())) {
            return part.in(new Stage(cluster, producer, new Calls(), own, report));
        }
    }

    /** The cluster and tools that the parts of the benchmark share. */
    record Stage(Cluster cluster, LoadProducer producer, Calls calls, Path directory, Report report) {
        private static final Duration PATIENCE = Duration.ofMinutes(20);

        EngineProcess engine() throws IOException {
            return EngineProcess.start(cluster.settings(), directory);
        }

        /** Waits until the engine has done with all that was written. */
        void settle() {
            producer.flush();
            cluster.awaitReached(EngineProcess.GROUP, PATIENCE, cluster.ends(Topics.SHOP_EVENTS));
        }
    }
}
