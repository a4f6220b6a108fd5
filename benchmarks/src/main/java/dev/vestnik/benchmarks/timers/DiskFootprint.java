package dev.vestnik.benchmarks.timers;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;

/**
 * The bytes that the engine keeps on disk while it is stopped: nothing is in memory only then. Nothing is compacted for the measurement.
 *
 * @param state bytes of the stores in its state directory
 * @param changelogs bytes of the stores' changelog segments on the broker, without indexes
 */
record DiskFootprint(long state, long changelogs) {

    /** @param directory with {@code state} and {@code kafka} in it */
    static DiskFootprint of(Path directory) {
        return new DiskFootprint(
                bytes(directory.resolve("state"), ""), bytes(directory.resolve("kafka"), "-changelog-"));
    }

    DiskFootprint minus(DiskFootprint other) {
        return new DiskFootprint(state - other.state, changelogs - other.changelogs);
    }

    long total() {
        return state + changelogs;
    }

    private static long bytes(Path directory, String under) {
        try (Stream<Path> files = Files.walk(directory)) {
            return files.filter(Files::isRegularFile)
                    .filter(file -> under.isEmpty() || isSegment(file.toString(), under))
                    .mapToLong(file -> file.toFile().length())
                    .sum();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static boolean isSegment(String file, String under) {
        return file.contains(under) && file.endsWith(".log");
    }
}
