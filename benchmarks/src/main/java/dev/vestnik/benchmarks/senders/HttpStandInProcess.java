package dev.vestnik.benchmarks.senders;

import dev.vestnik.benchmarks.harness.Await;
import dev.vestnik.benchmarks.harness.Child;
import dev.vestnik.benchmarks.harness.LocalHttp;
import dev.vestnik.benchmarks.harness.Peer;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;

/** {@link HttpStandIn} in a process of its own. */
record HttpStandInProcess(Child child, Path directory, LocalHttp http) implements Peer {
    private static final Duration PATIENCE = Duration.ofSeconds(60);

    /** Starts it and waits until it answers. */
    static HttpStandInProcess start(Path directory, Duration answer) throws IOException {
        LocalHttp http = LocalHttp.onFreePort();
        Child child = Child.start(
                HttpStandIn.class,
                directory.resolve("http-stand-in.log"),
                List.of("-Xmx256m"),
                List.of(String.valueOf(http.port()), String.valueOf(answer.toMillis())));
        Await.until("the HTTP provider answers", PATIENCE, () -> http.answers("/count"));
        return new HttpStandInProcess(child, directory, http);
    }

    @Override
    public String url() {
        return http.url();
    }

    @Override
    public Path file(String name) {
        throw new UnsupportedOperationException("it makes no files");
    }

    @Override
    public int port(String provider) {
        return http.port();
    }

    /** Does nothing: it always behaves well. */
    @Override
    public void behave(String provider, String behaviour) {}

    @Override
    public long taken(String provider) {
        return Long.parseLong(http.get("/count").replaceAll("\\D", ""));
    }

    @Override
    public void close() {
        child.close();
        http.close();
    }
}
