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
 * ends with this process, even with a killed one. When its process ends by itself, another takes its place on the same port and the
 * same store; {@link #state()} says so meanwhile.
 *
 * <p>After {@link #close()} the same object can be started again and answers at the same address.
 */
public final class EmbeddedRegistry implements AutoCloseable {

    private static final Logger log = LoggerFactory.getLogger(EmbeddedRegistry.class);
    private static final Duration PATIENCE = Duration.ofMinutes(3);
    private static final int ATTEMPTS = 5;

    private final BackOff backOff;
    private volatile RegistrySettings settings;
    private volatile @Nullable Running running;

    public EmbeddedRegistry(RegistrySettings settings) {
        this(settings, BackOff.USUAL);
    }

    EmbeddedRegistry(RegistrySettings settings, BackOff backOff) {
        this.settings = settings;
        this.backOff = backOff;
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
                var program = RegistryProgram.in(settings.programDirectory());
                var process = startProcess(program);
                running = new Running(RegistryWatch.over(process, () -> again(program), backOff), lock);
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

    /** The value of {@code schema.registry.url}: the base of Confluent's REST API; known after the first start. */
    public synchronized URI url() {
        if (settings.port() == 0) {
            throw new IllegalStateException("not started yet");
        }
        return url(settings.port());
    }

    /** The registry's state right now. */
    public RegistryState state() {
        var current = running;
        return current == null ? new RegistryState.Stopped(0) : current.watch().state();
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
        RegistryProcess.forgetLog(settings.dataDirectory());
        for (var attempt = 1; ; attempt++) {
            var port = settings.port() == 0 ? Port.free(RegistryProcess.HOST) : settings.port();
            try {
                var process = startProcess(program, port);
                settings = settings.withPort(port);
                return process;
            } catch (PortTakenException e) {
                if (settings.port() != 0 || attempt == ATTEMPTS) {
                    throw e;
                }
            }
        }
    }

    /**
     * Starts a process in the place of one that has ended. Not synchronized: the thread that closes this interrupts it.
     */
    private RegistryProcess again(Path program) throws IOException, InterruptedException {
        return startProcess(program, settings.port());
    }

    private RegistryProcess startProcess(Path program, int port) throws IOException, InterruptedException {
        var directory = settings.dataDirectory();
        var process = RegistryProcess.start(program, directory, port);
        if (becomesReady(process, port)) {
            log.info("registry=started url={} pid={} directory={}", url(port), process.pid(), directory);
            return process;
        }
        if (process.exitCode() == RegistryChild.PORT_TAKEN) {
            throw new PortTakenException(port);
        }
        throw new IllegalStateException("it ended with code " + process.exitCode() + ", see registry.log there");
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

    private static final class PortTakenException extends IllegalStateException {
        private static final long serialVersionUID = 1L;

        PortTakenException(int port) {
            super("port " + port + " is taken");
        }
    }

    private record Running(RegistryWatch watch, DirectoryLock lock) {

        void stop() {
            try (lock) {
                watch.stop();
            }
        }
    }
}
