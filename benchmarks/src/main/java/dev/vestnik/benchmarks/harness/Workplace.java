package dev.vestnik.benchmarks.harness;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.stream.Stream;

/** A directory that is thrown away at the end; with {@code VESTNIK_BENCH_KEEP} set it stays, with the logs in it. */
public record Workplace(Path directory) implements AutoCloseable {

    public static Workplace make(String name) throws IOException {
        return new Workplace(Files.createTempDirectory("vestnik-bench-" + name + "-"));
    }

    /** The bytes of all files below a directory, as far as they are still there. */
    public static long bytes(Path directory) {
        try (Stream<Path> files = Files.walk(directory)) {
            return files.filter(Files::isRegularFile).mapToLong(Workplace::size).sum();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static long size(Path file) {
        try {
            return Files.size(file);
        } catch (IOException e) {
            return 0; // deleted meanwhile
        }
    }

    @Override
    public void close() {
        if (System.getenv("VESTNIK_BENCH_KEEP") != null) {
            System.err.println("kept: " + directory);
            return;
        }
        try (Stream<Path> files = Files.walk(directory)) {
            files.sorted(Comparator.reverseOrder())
                    .forEach(file -> file.toFile().delete());
        } catch (IOException | UncheckedIOException e) {
            System.err.println("not deleted: " + directory + " " + e.getMessage());
        }
    }
}
