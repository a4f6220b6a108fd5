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

    private DbScheduler() {}

    /** Empty, with the reason said, where there is no PostgreSQL. */
    static Optional<Double> wakeUpsPerSecond(Path directory, int tasks, Report report) throws IOException {
        Optional<Postgres> found = Postgres.start();
        if (found.isEmpty()) {
            report.say("no PostgreSQL on this machine (Debian: apt-get install postgresql): no control of the burst");
            return Optional.empty();
        }
        try (Postgres postgres = found.get()) {
            Path result = directory.resolve("db-scheduler.result");
            Path log = directory.resolve("db-scheduler.log");
            List<String> arguments = List.of(postgres.url(), String.valueOf(tasks), result.toString());
            try (Child child = Child.start(DbSchedulerProcess.class, log, JVM, arguments)) {
                Await.until("db-scheduler is done (see " + log + ")", PATIENCE, () -> !child.isAlive());
            }
            if (!Files.exists(result)) {
                throw new IllegalStateException("db-scheduler failed: " + Files.readString(log));
            }
            double perSecond = Double.parseDouble(Files.readString(result));
            report.say(String.format("db-scheduler: %.0f tasks/s", perSecond));
            return Optional.of(perSecond);
        }
    }
}
