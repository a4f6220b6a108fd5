package dev.vestnik.engine.streams.walk;

import java.util.List;
import java.util.function.BiPredicate;

/** A reading of all states of a task, part by part, as they were when it began, or later. For one thread at a time. */
public interface Scan {
    /**
     * Reads the next part. Blocks.
     *
     * @param wanted sees the key and the state of a customer, in bytes
     * @return the keys of those who are wanted
     * @throws RuntimeException when the task is closed meanwhile
     */
    List<byte[]> next(BiPredicate<byte[], byte[]> wanted);

    /** Whether all have been read. */
    boolean isOver();
}
