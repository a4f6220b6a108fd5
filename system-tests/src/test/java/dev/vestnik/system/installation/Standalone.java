package dev.vestnik.system.installation;

import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/** {@code vestnik up --sandbox} as a process of its own, on ports that were free, on a data directory that outlives it. */
public final class Standalone implements AutoCloseable {
    private static final List<String> PARTS = List.of(
            "INGEST",
            "ENGINE",
            "SMS",
            "EMAIL",
            "PUSH",
            "PAGES",
            "REGISTRY",
            "SANDBOX",
            "KAFKA",
            "CONTROLLER",
            "SMPP",
            "SMTP",
            "APNS");

    /** Long, for machines that are busy with something else: {@code -Dvestnik.up.patience} in seconds. */
    private static final Duration PATIENCE = Duration.ofSeconds(Long.getLong("vestnik.up.patience", 240));

    /** As the launcher's: an installation that lives a minute ends before the optimising compiler (4) pays. */
    private static final String JIT = System.getenv().getOrDefault("VESTNIK_JIT", "1");

    private final Path data;
    private final Map<String, Integer> ports = new HashMap<>();
    private Process process;

    public Standalone(Path data) throws IOException {
        this.data = data;
        List<ServerSocket> held = new ArrayList<>();
        for (String part : PARTS) {
            ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress());
            held.add(socket);
            ports.put(part, socket.getLocalPort());
        }
        for (ServerSocket socket : held) {
            socket.close();
        }
    }

    public String url(String part) {
        return "http://127.0.0.1:" + ports.get(part);
    }

    public int port(String part) {
        return ports.get(part);
    }

    public String key() throws IOException {
        return Files.readString(data.resolve("api-key")).strip();
    }

    public Standalone up() throws IOException {
        process = start(data.resolve("up.log"), "up", "--data", data.toString(), "--sandbox");
        await("vestnik up (see " + data.resolve("up.log") + ")")
                .atMost(PATIENCE)
                .until(() -> {
                    if (!process.isAlive()) {
                        throw new IllegalStateException(Files.readString(data.resolve("up.log")));
                    }
                    return Files.readString(data.resolve("up.log")).contains("ready;");
                });
        return this;
    }

    /** Runs another command of the launcher to its end. */
    public int run(Path log, String... arguments) throws IOException, InterruptedException {
        Process command = start(log, arguments);
        if (!command.waitFor(180, TimeUnit.SECONDS)) {
            command.destroyForcibly();
            throw new IllegalStateException("does not end: " + List.of(arguments));
        }
        return command.exitValue();
    }

    public Process start(Path log, String... arguments) throws IOException {
        List<String> command = new ArrayList<>(List.of(
                "sh",
                "-c",
                "umask 000 && exec \"$@\"", // nothing must depend on the shell's
                "sh",
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx1200m",
                "-Xmn256m",
                "-XX:MetaspaceSize=256m",
                "-XX:+UseSerialGC",
                "-XX:TieredStopAtLevel=" + JIT,
                "-XX:+ExitOnOutOfMemoryError",
                "--enable-native-access=ALL-UNNAMED",
                "--sun-misc-unsafe-memory-access=allow",
                "-cp",
                System.getProperty("surefire.test.class.path", System.getProperty("java.class.path")),
                "dev.vestnik.standalone.Vestnik"));
        command.addAll(List.of(arguments));
        ProcessBuilder builder =
                new ProcessBuilder(command).redirectErrorStream(true).redirectOutput(log.toFile());
        ports.forEach((part, port) -> builder.environment().put("VESTNIK_" + part + "_PORT", String.valueOf(port)));
        builder.environment().remove("VESTNIK_API_KEY");
        Process started = builder.start();
        // Also when a test fails before it stops it: what holds ports and memory must not outlive the tests.
        Runtime.getRuntime().addShutdownHook(new Thread(started::destroyForcibly));
        return started;
    }

    /** Publishes the sample journey of this name with its template. */
    public void publish(String id) throws IOException, InterruptedException {
        Http http = new Http(key());
        String api = url("ENGINE") + "/api/";
        http.call("PUT", api + "templates/" + id, "application/yaml", sample("templates/" + id));
        http.call("PUT", api + "journeys/" + id, "application/yaml", sample("journeys/" + id));
        http.call("POST", api + "journeys/" + id + "/publish", "application/json", "{}");
    }

    private static String sample(String name) throws IOException {
        try (InputStream in = Standalone.class.getResourceAsStream("/samples/" + name + ".yaml")) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        }
    }

    /** Whether the process runs. */
    public boolean alive() {
        return process.isAlive();
    }

    public ProcessHandle handle() {
        return process.toHandle();
    }

    /** What it has printed so far. */
    public String printed() throws IOException {
        return Files.readString(data.resolve("up.log"));
    }

    /** What it runs beside itself. */
    public Stream<ProcessHandle> children() {
        return process.children().filter(ProcessHandle::isAlive);
    }

    /** As {@code kill -9}: no chance to say goodbye. */
    public void kill() throws InterruptedException {
        process.destroyForcibly().waitFor();
    }

    /** As Ctrl-C. */
    @Override
    public void close() throws InterruptedException {
        if (process != null && process.isAlive()) {
            process.destroy();
            if (!process.waitFor(60, TimeUnit.SECONDS)) {
                process.destroyForcibly();
                throw new IllegalStateException("does not stop when asked to");
            }
        }
    }
}
