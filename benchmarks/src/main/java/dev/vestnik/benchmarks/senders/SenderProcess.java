package dev.vestnik.benchmarks.senders;

import dev.vestnik.benchmarks.harness.Await;
import dev.vestnik.benchmarks.harness.Child;
import dev.vestnik.benchmarks.harness.Cluster;
import dev.vestnik.benchmarks.harness.LocalHttp;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** A sender, as it is, in a process of its own. */
final class SenderProcess implements AutoCloseable {
    private static final Duration PATIENCE = Duration.ofSeconds(90);
    private static final String SHA_256_OF_A_KEY = "0".repeat(64);

    private final Child child;
    private final LocalHttp http;

    private SenderProcess(Child child, LocalHttp http) {
        this.child = child;
        this.http = http;
    }

    /** Starts it and waits until it is ready. */
    static SenderProcess start(Class<?> main, Cluster cluster, Path directory, List<String> gateway)
            throws IOException {
        LocalHttp http = LocalHttp.onFreePort();
        Path log = directory.resolve(main.getSimpleName() + ".log");
        List<String> arguments = new ArrayList<>(List.of(
                "--server.port=" + http.port(),
                "--server.address=127.0.0.1",
                "--vestnik.kafka.bootstrap-servers=" + cluster.settings().bootstrapServers(),
                "--vestnik.kafka.registry-url=" + cluster.settings().registryUrl(),
                "--vestnik.kafka.partitions=" + cluster.settings().partitions(),
                "--vestnik.security.keys[0].sha256=" + SHA_256_OF_A_KEY,
                "--vestnik.security.keys[0].roles=ops",
                "--vestnik.security.keys[0].shops=*"));
        arguments.addAll(gateway);
        Child child = Child.start(main, log, List.of("-Xmx512m"), arguments);
        Await.until("the sender is ready (see " + log + ")", PATIENCE, () -> {
            if (!child.isAlive()) {
                throw new IllegalStateException("the sender ended; see " + log);
            }
            return http.isReady();
        });
        return new SenderProcess(child, http);
    }

    Duration cpu() {
        return child.cpu();
    }

    /** The memory that it has of the machine and needs, in bytes. */
    long memory() {
        child.collectGarbage();
        try (var lines = Files.lines(Path.of("/proc/" + child.pid() + "/status"))) {
            return lines.filter(line -> line.startsWith("VmRSS:"))
                    .mapToLong(line -> Long.parseLong(line.replaceAll("\\D", "")) * 1024)
                    .findFirst()
                    .orElseThrow();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void close() {
        child.close();
        http.close();
    }
}
