package dev.vestnik.system.senders;

import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** A service in a process of its own, with an HTTP port that outlives the process. */
public final class Child implements AutoCloseable {
    private static final Duration PATIENCE = Duration.ofMinutes(10);
    private static final HttpClient HTTP = HttpClient.newHttpClient();
    private static final String KEY = "the-key-of-this-test";

    private final String main;
    private final Path log;
    private final int port;
    private Process process;

    Child(String main, Path log) throws IOException {
        this.main = main;
        this.log = log;
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            port = socket.getLocalPort();
        }
    }

    int port() {
        return port;
    }

    /** The sum of the key that goes with each call. */
    static String keySha256() {
        try {
            byte[] sum = MessageDigest.getInstance("SHA-256").digest(KEY.getBytes(StandardCharsets.UTF_8));
            return HexFormat.of().formatHex(sum);
        } catch (NoSuchAlgorithmException e) {
            throw new AssertionError("every JVM has it", e);
        }
    }

    /** Returns at once. */
    public void start(List<String> jvm, List<String> arguments) throws IOException {
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(jvm);
        command.addAll(List.of(
                "-Xmx400m",
                "-XX:TieredStopAtLevel=1",
                "--enable-native-access=ALL-UNNAMED",
                "--sun-misc-unsafe-memory-access=allow",
                "-cp",
                System.getProperty("surefire.test.class.path", System.getProperty("java.class.path")),
                main,
                "--server.address=127.0.0.1"));
        command.addAll(arguments);
        process = new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.appendTo(log.toFile()))
                .start();
        Process started = process;
        Runtime.getRuntime().addShutdownHook(new Thread(started::destroyForcibly));
    }

    public void awaitReady() {
        Process started = process;
        await("a process that is ready (see " + log + ")")
                .atMost(PATIENCE)
                .pollInterval(Duration.ofMillis(200))
                .until(() -> {
                    if (!started.isAlive()) {
                        throw new IllegalStateException("ended: " + log);
                    }
                    return isReady();
                });
    }

    private boolean isReady() throws InterruptedException {
        try {
            return call("GET", "/actuator/health/readiness", "") != null;
        } catch (IOException e) {
            return false;
        }
    }

    /** @throws IOException when it does not answer, or refuses */
    String call(String method, String path, String body) throws IOException, InterruptedException {
        HttpResponse<String> answer = HTTP.send(
                HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + path))
                        .timeout(Duration.ofSeconds(30))
                        .header("Content-Type", "application/json")
                        .header("Authorization", "Bearer " + KEY)
                        .method(method, HttpRequest.BodyPublishers.ofString(body))
                        .build(),
                HttpResponse.BodyHandlers.ofString());
        if (answer.statusCode() >= 300) {
            throw new IOException(method + " " + path + " " + answer.statusCode() + " " + answer.body());
        }
        return answer.body();
    }

    /** Waits until it has ended by itself; kills it when that takes longer. */
    boolean endsWithin(Duration time) throws InterruptedException {
        boolean ended = process.waitFor(time.toMillis(), TimeUnit.MILLISECONDS);
        kill();
        return ended;
    }

    /** As {@code kill -9} does. */
    void kill() throws InterruptedException {
        process.destroyForcibly().waitFor();
    }

    /** @param name STOP or CONT */
    void signal(String name) throws IOException, InterruptedException {
        new ProcessBuilder("kill", "-" + name, String.valueOf(process.pid()))
                .start()
                .waitFor();
    }

    @Override
    public void close() throws InterruptedException {
        if (process != null) {
            process.destroy();
            if (!process.waitFor(60, TimeUnit.SECONDS)) {
                kill();
            }
        }
    }
}
