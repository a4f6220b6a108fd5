package dev.vestnik.benchmarks.harness;

import dev.vestnik.sandbox.Sandbox;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The providers' sandbox in a process of its own. */
public final class SandboxProcess implements Peer {
    private static final Duration PATIENCE = Duration.ofSeconds(90);

    private final Child child;
    private final Path directory;
    private final LocalHttp http;

    private SandboxProcess(Child child, Path directory, LocalHttp http) {
        this.child = child;
        this.directory = directory;
        this.http = http;
    }

    /** Starts it and waits until it is ready. */
    public static SandboxProcess start(Path directory) throws IOException {
        LocalHttp http = LocalHttp.onFreePort();
        Child child = Child.start(
                Sandbox.class,
                directory.resolve("sandbox.log"),
                List.of("-Xmx1g"),
                List.of(
                        "--vestnik.sandbox.data-dir=" + directory.resolve("sandbox"),
                        "--vestnik.sandbox.port=" + http.port(),
                        "--vestnik.sandbox.smpp.port=0",
                        "--vestnik.sandbox.smtp.port=0",
                        "--vestnik.sandbox.apns.port=0"));
        Await.until("the sandbox is ready (see " + directory.resolve("sandbox.log") + ")", PATIENCE, http::isReady);
        return new SandboxProcess(child, directory, http);
    }

    @Override
    public Path directory() {
        return directory;
    }

    @Override
    public Path file(String name) {
        return directory.resolve("sandbox").resolve(name);
    }

    @Override
    public String url() {
        return http.url();
    }

    @Override
    public int port(String provider) {
        return (int) number(http.get("/ports"), provider);
    }

    @Override
    public void behave(String provider, String behaviour) {
        String rest = behaviour.isEmpty() ? "" : ", " + behaviour;
        http.post("/behaviour", "{\"channel\": \"" + provider + "\"" + rest + "}");
    }

    @Override
    public long taken(String provider) {
        String counts = http.get("/outbox/count?by=provider");
        Matcher row = Pattern.compile("\\{[^{}]*\"" + provider + "\"[^{}]*}", Pattern.CASE_INSENSITIVE)
                .matcher(counts);
        return row.find() ? number(row.group(), "count") : 0;
    }

    private static long number(String json, String name) {
        Matcher number = Pattern.compile("\"" + name + "\"\\s*:\\s*(\\d+)").matcher(json);
        if (!number.find()) {
            throw new IllegalStateException("no " + name + " in " + json);
        }
        return Long.parseLong(number.group(1));
    }

    @Override
    public void close() {
        child.close();
        http.close();
    }
}
