package dev.vestnik.standalone.installation;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LastResortTest {
    @TempDir
    Path directory;

    @Test
    void endsTheProcessWhenAThreadHasNoMemory() throws Exception {
        Process process = dying("memory");

        assertThat(process.waitFor(30, TimeUnit.SECONDS)).isTrue();
        assertThat(process.exitValue()).isEqualTo(LastResort.EXIT_STATUS);
        assertThat(new String(process.getErrorStream().readAllBytes(), StandardCharsets.UTF_8))
                .contains("everything has stopped with it")
                .contains("OutOfMemoryError")
                .contains(directory.toString());
    }

    @Test
    void letsTheProcessGoOnWhenAThreadDiesOfItsOwnFault() throws Exception {
        Process process = dying("stack");

        assertThat(process.waitFor(30, TimeUnit.SECONDS)).isTrue();
        assertThat(process.exitValue()).isZero();
    }

    private Process dying(String how) throws Exception {
        return new ProcessBuilder(List.of(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-cp",
                        System.getProperty("surefire.test.class.path", System.getProperty("java.class.path")),
                        Dying.class.getName(),
                        how,
                        directory.toString()))
                .start();
    }

    static final class Dying {
        public static void main(String[] arguments) throws InterruptedException {
            LastResort.install(DataDirectory.at(Path.of(arguments[1])));
            Thread thread = Thread.ofPlatform().start(() -> {
                throw arguments[0].equals("memory") ? new OutOfMemoryError("direct buffers") : new StackOverflowError();
            });
            thread.join();
        }
    }
}
