package dev.vestnik.embedded;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.time.Duration;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A schema registry (Apicurio) in a child process, on loopback. It speaks Confluent's protocol, keeps its schemas on disk and
 * ends with this process, even with a killed one.
 *
 * <p>After {@link #close()} the same object can be started again and answers at the same address.
 */
public final class EmbeddedRegistry implements AutoCloseable {

    private static final Logger log = LoggerFactory.getLogger(EmbeddedRegistry.class);
    private static final Duration PATIENCE = Duration.ofMinutes(3);
    private static final int ATTEMPTS = 5;

    private RegistrySettings settings;
    private @Nullable Running running;

    public EmbeddedRegistry(RegistrySettings settings) {
        this.settings = settings;
    }

    /** A started registry on a free port. */
    public static EmbeddedRegistry forTest(Path directory) {
        return new EmbeddedRegistry(RegistrySettings.in(directory)).start();
    }

    /**
     * Returns when the registry answers.
     *
     * @throws IllegalStateException when it runs already, its directory is in use or its port is taken
     */
    public synchronized EmbeddedRegistry start() {
        if (running != null) {
            throw new IllegalStateException("already started at " + url());
        }
        var directory = settings.dataDirectory();
        try {
            var lock = DirectoryLock.of(directory);
            try {
                running = new Running(startProcess(RegistryProgram.in(settings.programDirectory())), lock);
            } finally {
                if (running == null) {
                    lock.close();
                }
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted while the registry started", e);
        } catch (IOException | RuntimeException e) {
            throw new IllegalStateException("the registry does not start in " + directory + ": " + e.getMessage(), e);
        }
        return this;
    }

    /** For {@code schema.registry.url}: the base of Confluent's REST API; known after the first start. */
    public synchronized URI url() {
        if (settings.port() == 0) {
            throw new IllegalStateException("not started yet");
        }
        return url(settings.port());
    }

    /** Returns when the process has ended. Does nothing when stopped. */
    @Override
    public synchronized void close() {
        if (running != null) {
            running.stop();
            running = null;
            log.info("registry=stopped url={}", url());
        }
    }

    private RegistryProcess startProcess(Path program) throws IOException, InterruptedException {
        for (var attempt = 1; ; attempt++) {
            var port = settings.port() == 0 ? Port.free(RegistryProcess.HOST) : settings.port();
            var process = RegistryProcess.start(program, settings.dataDirectory(), port);
            if (becomesReady(process, port)) {
                settings = settings.withPort(port);
                log.info("registry=started url={} pid={} directory={}", url(), process.pid(), settings.dataDirectory());
                return process;
            }
            if (process.exitCode() != RegistryChild.PORT_TAKEN) {
                throw new IllegalStateException(
                        "it ended with code " + process.exitCode() + ", see registry.log there");
            }
            if (settings.port() != 0 || attempt == ATTEMPTS) {
                throw new IllegalStateException("port " + port + " is taken");
            }
        }
    }

    /** False when the process ends before it answers. */
    private static boolean becomesReady(RegistryProcess process, int port) throws InterruptedException {
        var deadline = System.nanoTime() + PATIENCE.toNanos();
        try (var http = HttpClient.newHttpClient()) {
            while (!process.endsWithin(50)) {
                if (answers(http, port)) {
                    return true;
                }
                if (System.nanoTime() - deadline > 0) {
                    process.stop();
                    throw new IllegalStateException("it does not answer after " + PATIENCE.toSeconds() + " s");
                }
            }
        } catch (InterruptedException e) {
            process.stop();
            throw e;
        }
        return false;
    }

    private static boolean answers(HttpClient http, int port) throws InterruptedException {
        var request = HttpRequest.newBuilder(URI.create(url(port) + "/subjects"))
                .timeout(Duration.ofSeconds(2))
                .build();
        try {
            return http.send(request, BodyHandlers.discarding()).statusCode() == 200;
        } catch (IOException e) {
            return false;
        }
    }

    private static URI url(int port) {
        return URI.create("http://" + RegistryProcess.HOST + ":" + port + "/apis/ccompat/v7");
    }

    private record Running(RegistryProcess process, DirectoryLock lock) {

        void stop() {
            try (lock) {
                process.stop();
            }
        }
    }
}
