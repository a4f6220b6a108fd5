package dev.vestnik.engine.streams.walk;

import java.util.List;
import java.util.function.Predicate;

/** A reading of all states of a task, part by part, as they were when it began, or later. For one thread at a time. */
public interface Scan {
    /**
     * Reads the next part. Blocks.
     *
     * @return the keys, in bytes, of the customers whose state is one of these
     * @throws RuntimeException when the task is closed meanwhile
     */
    List<byte[]> next(Predicate<byte[]> wanted);

    /** Whether all have been read. */
    boolean isOver();
}
