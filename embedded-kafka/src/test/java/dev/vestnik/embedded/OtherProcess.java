package dev.vestnik.embedded;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** Another JVM that starts a broker or a registry, says where, and waits to be killed. */
record OtherProcess(Process process, String address) {

    static OtherProcess start(String what, Path directory) throws IOException {
        var java = Path.of(System.getProperty("java.home"), "bin", "java").toString();
        var classPath = System.getProperty("java.class.path");
        var process = new ProcessBuilder(List.of(
                        java,
                        "-XX:TieredStopAtLevel=1",
                        "-XX:+UseSerialGC",
                        "-cp",
                        classPath,
                        OtherProcess.class.getName(),
                        what,
                        directory.toString()))
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
        var output = process.inputReader(StandardCharsets.UTF_8);
        try {
            // Reading from a process heeds no interrupt.
            var address = CompletableFuture.supplyAsync(() -> address(output)).get(90, TimeUnit.SECONDS);
            return new OtherProcess(process, address);
        } catch (ExecutionException | InterruptedException | TimeoutException e) {
            process.destroyForcibly();
            throw new IllegalStateException("it has not said where it listens", e);
        }
    }

    private static String address(BufferedReader output) {
        return output.lines()
                .filter(line -> line.startsWith("address="))
                .findFirst()
                .orElseThrow(() -> new IllegalStateException("it ended before it said where it listens"))
                .substring("address=".length());
    }

    /** As kill -9 does. */
    void kill() throws InterruptedException {
        process.destroyForcibly().waitFor();
    }

    public static void main(String[] args) throws Exception {
        var directory = Path.of(args[1]);
        var address = switch (args[0]) {
            case "kafka" -> EmbeddedKafka.forTest(directory).bootstrapServers();
            case "registry" -> EmbeddedRegistry.forTest(directory).url().toString();
            default -> throw new IllegalArgumentException(args[0]);
        };
        System.out.println("address=" + address);
        Thread.currentThread().join();
    }
}
