package dev.vestnik.benchmarks.timers;

import dev.vestnik.benchmarks.harness.Await;
import dev.vestnik.benchmarks.harness.Workplace;
import java.io.IOException;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/**
 * A PostgreSQL of this machine's packages on a throw-away directory and loopback. Told not to wait for the disk it still writes its
 * log at each commit, as our Kafka does: both survive a killed process then, neither a power cut.
 */
final class Postgres implements AutoCloseable {
    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final Path DEBIAN = Path.of("/usr/lib/postgresql");
    private static final String SYSTEM_USER = "postgres";

    private final Process process;
    private final Workplace workplace;
    private final String url;

    private Postgres(Process process, Workplace workplace, String url) {
        this.process = process;
        this.workplace = workplace;
        this.url = url;
    }

    /** The folder of its programs; empty where it is not installed. */
    static Optional<Path> programs() throws IOException {
        if (!Files.isDirectory(DEBIAN)) {
            return Optional.empty();
        }
        try (Stream<Path> versions = Files.list(DEBIAN)) {
            return versions.map(version -> version.resolve("bin"))
                    .filter(programs -> Files.isExecutable(programs.resolve("postgres")))
                    .max(Comparator.naturalOrder());
        }
    }

    /** @param waits whether a commit waits until the disk has it, as by default */
    static Postgres start(Path programs, boolean waits) throws IOException {
        Workplace workplace = Workplace.make("postgres");
        Path directory = workplace.directory();
        if (isRoot()) {
            Files.setOwner(
                    directory,
                    directory.getFileSystem().getUserPrincipalLookupService().lookupPrincipalByName(SYSTEM_USER));
        }
        Path data = directory.resolve("data");
        Process init = run(
                directory,
                List.of(
                        programs.resolve("initdb").toString(),
                        "-D",
                        data.toString(),
                        "-U",
                        "vestnik",
                        "-A",
                        "trust",
                        "-N"));
        Await.until("initdb is done", PATIENCE, () -> !init.isAlive());
        if (init.exitValue() != 0) {
            throw new IllegalStateException("initdb failed: " + Files.readString(directory.resolve("log")));
        }
        int port = freePort();
        Process process = run(directory, server(programs, data, port, waits));
        Runtime.getRuntime().addShutdownHook(Thread.ofPlatform().unstarted(process::destroyForcibly));
        String url = "jdbc:postgresql://127.0.0.1:" + port + "/postgres";
        Await.until("PostgreSQL answers", PATIENCE, () -> answers(url));
        return new Postgres(process, workplace, url);
    }

    private static List<String> server(Path programs, Path data, int port, boolean waits) {
        List<String> command = new ArrayList<>(
                List.of(programs.resolve("postgres").toString(), "-D", data.toString(), "-p", String.valueOf(port)));
        List<String> settings = new ArrayList<>(List.of(
                "listen_addresses=127.0.0.1",
                "unix_socket_directories=",
                "shared_buffers=1GB",
                "max_wal_size=8GB",
                "checkpoint_timeout=30min",
                "max_connections=120"));
        if (!waits) {
            settings.addAll(List.of("fsync=off", "full_page_writes=off"));
        }
        settings.forEach(setting -> command.addAll(List.of("-c", setting)));
        return command;
    }

    /** PostgreSQL refuses to run as root. */
    private static Process run(Path directory, List<String> command) throws IOException {
        List<String> whole = new ArrayList<>();
        if (isRoot()) {
            whole.addAll(List.of("setpriv", "--reuid=" + SYSTEM_USER, "--regid=" + SYSTEM_USER, "--clear-groups"));
        }
        whole.addAll(command);
        return new ProcessBuilder(whole)
                .directory(directory.toFile())
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.appendTo(
                        directory.resolve("log").toFile()))
                .start();
    }

    private static boolean isRoot() {
        return "root".equals(System.getProperty("user.name"));
    }

    private static boolean answers(String url) {
        try (Connection connection = DriverManager.getConnection(url, "vestnik", "")) {
            return connection.isValid(1);
        } catch (SQLException e) {
            return false;
        }
    }

    private static int freePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0)) {
            return socket.getLocalPort();
        }
    }

    String url() {
        return url;
    }

    @Override
    public void close() {
        process.destroy();
        try {
            if (!process.waitFor(30, TimeUnit.SECONDS)) {
                process.destroyForcibly();
            }
        } catch (InterruptedException e) {
            process.destroyForcibly();
            Thread.currentThread().interrupt();
        }
        workplace.close();
    }
}
