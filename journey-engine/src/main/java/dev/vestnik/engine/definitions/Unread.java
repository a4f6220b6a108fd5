package dev.vestnik.engine.definitions;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;

/** The records of the log that say nothing to this version: garbage, or a later version's. It remembers the newest; thread-safe. */
public final class Unread {
    private static final int REMEMBERED = 100;

    private final Deque<Skipped> newest = new ArrayDeque<>();
    private long count;

    /** @param cause one line, bounded */
    public record Skipped(long offset, String reason, String cause) {}

    /**
     * @param count of all since the start of the log
     * @param newest the last 100, newest first
     */
    public record Summary(long count, List<Skipped> newest) {}

    synchronized void add(long offset, String reason, String cause) {
        count++;
        newest.addFirst(new Skipped(offset, reason, cause));
        if (newest.size() > REMEMBERED) {
            newest.removeLast();
        }
    }

    synchronized Summary summary() {
        return new Summary(count, List.copyOf(newest));
    }
}
