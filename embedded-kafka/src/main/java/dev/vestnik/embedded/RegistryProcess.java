package dev.vestnik.embedded;

import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/** A running registry: a child of this process. */
final class RegistryProcess {

    static final String HOST = "127.0.0.1";
    private static final String LOG = "registry.log";
    private static final String EARLIER_LOG = "registry.log.1";
    private static final long FULL_LOG_BYTES = 4 << 20;

    private final Process process;

    private RegistryProcess(Process process) {
        this.process = process;
    }

    static RegistryProcess start(Path program, Path data, int port) throws IOException {
        rollLog(data);
        var builder = new ProcessBuilder(command(program, data, port));
        builder.environment().putAll(environment(data, port));
        builder.directory(data.toFile());
        builder.redirectErrorStream(true)
                .redirectOutput(
                        ProcessBuilder.Redirect.appendTo(data.resolve(LOG).toFile()));
        return new RegistryProcess(builder.start());
    }

    /** The log is of one run; a process that takes a dead one's place writes on, so that it tells how that one died. */
    static void forgetLog(Path data) throws IOException {
        Files.deleteIfExists(data.resolve(LOG));
        Files.deleteIfExists(data.resolve(EARLIER_LOG));
    }

    /** Puts a full log aside in the place of the one before: processes that keep dying write no more than two of them. */
    static void rollLog(Path data) throws IOException {
        Path log = data.resolve(LOG);
        if (Files.exists(log) && Files.size(log) > FULL_LOG_BYTES) {
            Files.move(log, data.resolve(EARLIER_LOG), StandardCopyOption.REPLACE_EXISTING);
        }
    }

    private static List<String> command(Path program, Path data, int port) throws IOException {
        return List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx192m",
                "-XX:+UseSerialGC",
                "-XX:TieredStopAtLevel=1",
                "-XX:MetaspaceSize=128m", // room for its classes: without it the JVM collects the whole heap three
                // times at the start
                "-XX:+ExitOnOutOfMemoryError",
                "-XX:-UsePerfData",
                "--add-opens=java.base/java.lang=ALL-UNNAMED",
                "--enable-native-access=ALL-UNNAMED",
                "--sun-misc-unsafe-memory-access=allow",
                "-cp",
                launcher(data) + File.pathSeparator + program.resolve("quarkus-run.jar"),
                RegistryChild.class.getName(),
                data.toString(),
                HOST,
                String.valueOf(port));
    }

    /** This module's jar may lie inside another jar, where the child cannot load from: it gets its main as a file. */
    private static Path launcher(Path data) throws IOException {
        var root = data.resolve(".launcher");
        var name = RegistryChild.class.getName().replace('.', '/') + ".class";
        Files.createDirectories(root.resolve(name).getParent());
        try (var bytes = RegistryChild.class.getResourceAsStream("/" + name)) {
            Files.copy(bytes, root.resolve(name), StandardCopyOption.REPLACE_EXISTING);
        }
        return root;
    }

    private static Map<String, String> environment(Path data, int port) {
        return Map.ofEntries(
                Map.entry("QUARKUS_HTTP_HOST", HOST),
                Map.entry("QUARKUS_HTTP_PORT", String.valueOf(port)),
                Map.entry("QUARKUS_HTTP_ACCESS_LOG_ENABLED", "false"),
                Map.entry("QUARKUS_MANAGEMENT_HOST", HOST),
                Map.entry("QUARKUS_MANAGEMENT_PORT", "0"),
                Map.entry("QUARKUS_LOG_CATEGORY__IO_APICURIO__LEVEL", "WARN"),
                Map.entry("APICURIO_STORAGE_KIND", "sql"),
                Map.entry("APICURIO_STORAGE_SQL_KIND", "h2"),
                // A registered id is on disk before it is answered: records with that id follow at once.
                Map.entry("APICURIO_DATASOURCE_URL", "jdbc:h2:file:" + data.resolve("registry") + ";WRITE_DELAY=0"),
                Map.entry("APICURIO_DATASOURCE_JDBC_INITIAL_SIZE", "2"),
                Map.entry("APICURIO_DATASOURCE_JDBC_MIN_SIZE", "2"),
                Map.entry("APICURIO_DATASOURCE_JDBC_MAX_SIZE", "10"),
                Map.entry("APICURIO_STORAGE_SNAPSHOT_LOCATION", data.toString()),
                Map.entry("APICURIO_IMPORT_WORK_DIR", data.toString()),
                // Ids as Confluent's: one per schema, whatever the subject.
                Map.entry("APICURIO_CCOMPAT_LEGACY_ID_MODE_ENABLED", "false"));
    }

    /** Whether it ended within that time. */
    boolean endsWithin(long millis) throws InterruptedException {
        return process.waitFor(millis, TimeUnit.MILLISECONDS);
    }

    /** Waits for its end. */
    int end() throws InterruptedException {
        return process.waitFor();
    }

    int exitCode() {
        return process.exitValue();
    }

    long pid() {
        return process.pid();
    }

    /** Asks it to end by closing its input, as this process's death would. */
    void stop() {
        try {
            process.getOutputStream().close();
            if (!process.waitFor(10, TimeUnit.SECONDS)) {
                process.destroyForcibly().waitFor();
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            process.destroyForcibly();
            Thread.currentThread().interrupt();
        }
    }
}
