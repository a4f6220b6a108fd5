package dev.vestnik.engine.streams.walk;

import java.util.List;

/** A reading of all states of a task, part by part, as they were when it began, or later. For one thread at a time. */
public interface Scan {
    /** Chooses customers. */
    interface Wanted {
        boolean test(String customer, byte[] state);

        /** The most of them that a part is to have. */
        default int most() {
            return Integer.MAX_VALUE;
        }
    }

    /**
     * Reads the next part. Blocks.
     *
     * @return the keys, in bytes, of the customers who are wanted
     * @throws RuntimeException when the task is closed meanwhile
     */
    List<byte[]> next(Wanted wanted);

    /** The first key of the store that has not been read. */
    byte[] position();

    /** Whether all have been read. */
    boolean isOver();
}
