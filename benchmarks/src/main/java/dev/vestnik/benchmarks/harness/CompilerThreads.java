package dev.vestnik.benchmarks.harness;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;

/** Reads what the compiler threads of a Java process have used, as Linux tells it. */
final class CompilerThreads {
    /** The unit of times in {@code /proc} is a hundredth of a second on every system that runs Java. */
    private static final long TICK_MS = 10;

    private static final int USER_TIME = 11;

    private CompilerThreads() {}

    static Duration cpu(long pid) {
        Path tasks = Path.of("/proc", String.valueOf(pid), "task");
        if (!Files.isDirectory(tasks)) {
            return Duration.ZERO;
        }
        try (Stream<Path> threads = Files.list(tasks)) {
            return Duration.ofMillis(
                    TICK_MS * threads.mapToLong(CompilerThreads::ticks).sum());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** User and system time of a thread of the compiler; 0 of any other, and of one that has ended. */
    private static long ticks(Path thread) {
        try {
            String stat = Files.readString(thread.resolve("stat"));
            String name = stat.substring(stat.indexOf('(') + 1, stat.lastIndexOf(')'));
            if (!name.startsWith("C1 Compiler") && !name.startsWith("C2 Compiler")) {
                return 0;
            }
            List<String> fields =
                    List.of(stat.substring(stat.lastIndexOf(')') + 2).split(" "));
            return Long.parseLong(fields.get(USER_TIME)) + Long.parseLong(fields.get(USER_TIME + 1));
        } catch (IOException e) {
            return 0; // it has ended meanwhile
        }
    }
}
