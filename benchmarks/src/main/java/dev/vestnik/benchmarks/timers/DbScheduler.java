package dev.vestnik.benchmarks.timers;

import dev.vestnik.benchmarks.harness.Await;
import dev.vestnik.benchmarks.harness.Child;
import dev.vestnik.benchmarks.harness.Report;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/** The control of the burst: db-scheduler on a PostgreSQL of its own, in a process of its own. */
final class DbScheduler {
    private static final Duration PATIENCE = Duration.ofMinutes(30);
    private static final List<String> JVM = List.of("-Xmx1500m", "-XX:+UseParallelGC");

    /** The best of the numbers tried, with commits that wait for the disk and without. */
    private static final int THREADS_THAT_WAIT = 64;

    private static final int THREADS = 16;

    private DbScheduler() {}

    /**
     * Tasks per second.
     *
     * @param installed with PostgreSQL as it is installed: every commit waits for the disk
     * @param hurried with PostgreSQL that does not wait for the disk, as our Kafka does not
     */
    record Control(double installed, double hurried) {}

    /** Empty, with the reason said, where there is no PostgreSQL. */
    static Optional<Control> run(Path directory, int tasks, Report report) throws IOException {
        Optional<Path> programs = Postgres.programs();
        if (programs.isEmpty()) {
            report.say("no PostgreSQL on this machine (Debian: apt-get install postgresql): no control of the burst");
            return Optional.empty();
        }
        double installed = run(Postgres.start(programs.get(), true), THREADS_THAT_WAIT, directory, tasks);
        report.say(String.format("db-scheduler: %.0f tasks/s", installed));
        double hurried = run(Postgres.start(programs.get(), false), THREADS, directory, tasks);
        report.say(String.format("db-scheduler, PostgreSQL not waiting for the disk: %.0f tasks/s", hurried));
        return Optional.of(new Control(installed, hurried));
    }

    private static double run(Postgres started, int threads, Path directory, int tasks) throws IOException {
        Path result = directory.resolve("db-scheduler.result");
        Path log = directory.resolve("db-scheduler.log");
        Files.deleteIfExists(result);
        try (Postgres postgres = started) {
            List<String> arguments =
                    List.of(postgres.url(), String.valueOf(tasks), String.valueOf(threads), result.toString());
            try (Child child = Child.start(DbSchedulerProcess.class, log, JVM, arguments)) {
                Await.until("db-scheduler is done (see " + log + ")", PATIENCE, () -> !child.isAlive());
            }
        }
        if (!Files.exists(result)) {
            throw new IllegalStateException("db-scheduler failed: " + Files.readString(log));
        }
        return Double.parseDouble(Files.readString(result));
    }
}
