package dev.vestnik.benchmarks.starts;

import dev.vestnik.benchmarks.harness.Await;
import dev.vestnik.benchmarks.harness.Child;
import dev.vestnik.benchmarks.harness.Child.Program;
import dev.vestnik.benchmarks.harness.Cluster;
import dev.vestnik.benchmarks.harness.Figure;
import dev.vestnik.benchmarks.harness.LocalHttp;
import dev.vestnik.benchmarks.harness.Median;
import dev.vestnik.benchmarks.harness.Report;
import dev.vestnik.benchmarks.harness.SandboxProcess;
import dev.vestnik.benchmarks.harness.Scale;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.ToDoubleFunction;
import org.jspecify.annotations.Nullable;

/**
 * The time that each service takes from the begin of its process until it says that it is ready, and how much processor time: again and again on
 * a cluster that has its topics, in turn with another version.
 */
public final class StartsBenchmark {
    private static final int ROUNDS = 9;
    private static final int PARTITIONS = 4;
    private static final Duration PATIENCE = Duration.ofMinutes(2);

    private final Report report;
    private final Path directory;
    private final Scale scale;

    public StartsBenchmark(Report report, Path directory, Scale scale) {
        this.report = report;
        this.directory = directory;
        this.scale = scale;
    }

    /** A start, in milliseconds. */
    private record Start(double wall, double cpu) {}

    /**
     * @param beside a packaged checkout of another version, the control; null for none
     * @param only services with this in their names; "" is in all of them
     */
    public void run(@Nullable Path beside, String only) throws IOException, InterruptedException {
        Build current = Build.in(Build.thisCheckout(), "new");
        List<Build> builds = new ArrayList<>(List.of(current, current.withCache("cached")));
        if (beside != null) {
            builds.add(Build.in(beside, "old"));
        }
        List<Figure> figures = new ArrayList<>();
        try (Cluster cluster = Cluster.start(directory, PARTITIONS);
                SandboxProcess sandbox = SandboxProcess.start(directory)) {
            for (Service service : Service.named(only)) {
                figures.addAll(figures(service, builds, new Stage(cluster, sandbox)));
            }
        }
        report.print("starts", figures);
    }

    /** The parts that all starts share. */
    private record Stage(Cluster cluster, SandboxProcess sandbox) {}

    private List<Figure> figures(Service service, List<Build> builds, Stage stage) throws IOException {
        List<List<Start>> starts =
                builds.stream().<List<Start>>map(_ -> new ArrayList<>()).toList();
        int rounds = scale.of(ROUNDS);
        for (int round = 0; round <= rounds; round++) {
            for (int build = 0; build < builds.size(); build++) {
                Start start = start(service, builds.get(build), stage);
                requireCache(builds.get(build), service);
                if (round > 0) { // the first start makes the topics, and the cache
                    starts.get(build).add(start);
                    report.say(String.format(
                            "%s, %s: %.0f ms, %.0f ms of CPU",
                            service.label(), builds.get(build).name(), start.wall(), start.cpu()));
                }
            }
        }
        List<Figure> figures = new ArrayList<>();
        List<Start> control = builds.size() > 2 ? starts.getLast() : null;
        for (int build = 0; build < 2; build++) {
            String of = service.label() + (builds.get(build).cached() ? ", with a cache of classes" : "");
            figures.add(figure(of + ", until ready", starts.get(build), control, StartsBenchmark::wall));
            figures.add(figure(of + ", CPU until ready", starts.get(build), control, StartsBenchmark::cpu));
        }
        return figures;
    }

    private static double wall(List<Start> starts) {
        return Median.of(starts.stream().map(Start::wall).toList());
    }

    private static double cpu(List<Start> starts) {
        return Median.of(starts.stream().map(Start::cpu).toList());
    }

    private static Figure figure(
            String name, List<Start> starts, @Nullable List<Start> control, ToDoubleFunction<List<Start>> of) {
        return control == null
                ? Figure.alone("starts: " + name, of.applyAsDouble(starts), "ms")
                : Figure.against("starts: " + name, of.applyAsDouble(starts), "ms", of.applyAsDouble(control));
    }

    private Start start(Service service, Build build, Stage stage) throws IOException {
        Path own = Files.createDirectories(directory.resolve(build.name()));
        Path log = own.resolve(service.label() + ".log");
        try (LocalHttp http = LocalHttp.onFreePort()) {
            List<String> arguments = new ArrayList<>(everywhere(build, stage.cluster(), http.port()));
            arguments.addAll(service.arguments(stage.sandbox(), own));
            long begin = System.nanoTime();
            try (Child child = Child.start(
                    new Program(build.classPath(), service.main()), log, jvm(build, own, service), arguments)) {
                Await.until(service.label() + " is ready (see " + log + ")", PATIENCE, () -> {
                    if (!child.isAlive()) {
                        throw new IllegalStateException(service.label() + " ended; see " + log);
                    }
                    return http.isReady();
                });
                return new Start((System.nanoTime() - begin) / 1e6, child.cpu().toMillis());
            }
        }
    }

    /** The first start of a build with a cache leaves the cache behind when it ends. */
    private static List<String> jvm(Build build, Path own, Service service) {
        if (!build.cached()) {
            return List.of("-Xmx512m");
        }
        Path cache = cache(own, service);
        return List.of("-Xmx512m", (Files.exists(cache) ? "-XX:AOTCache=" : "-XX:AOTCacheOutput=") + cache);
    }

    private static Path cache(Path own, Service service) {
        return own.resolve(service.label() + ".aot");
    }

    /** Without it each round would make the cache, which is slower, and be measured as one that has it. */
    private void requireCache(Build build, Service service) {
        Path cache = cache(directory.resolve(build.name()), service);
        if (build.cached() && !Files.exists(cache)) {
            throw new IllegalStateException(
                    "the first start of " + service.label() + " left no cache of classes at " + cache);
        }
    }

    private static List<String> everywhere(Build build, Cluster cluster, int port) {
        return List.of(
                "--server.port=" + port,
                "--server.address=127.0.0.1",
                "--vestnik.kafka.bootstrap-servers=" + cluster.settings().bootstrapServers(),
                "--vestnik.kafka.registry-url=" + cluster.settings().registryUrl(),
                "--vestnik.kafka.topic-prefix=" + build.name() + ".",
                "--vestnik.kafka.partitions=" + PARTITIONS,
                "--vestnik.security.keys[0].sha256=" + "0".repeat(64),
                "--vestnik.security.keys[0].roles=shop,marketer,support,ops",
                "--vestnik.security.keys[0].shops=*");
    }
}
