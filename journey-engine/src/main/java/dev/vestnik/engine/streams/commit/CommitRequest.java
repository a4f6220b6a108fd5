package dev.vestnik.engine.streams.commit;

import java.time.Duration;
import java.time.Instant;
import org.apache.kafka.streams.processor.Cancellable;
import org.apache.kafka.streams.processor.PunctuationType;
import org.apache.kafka.streams.processor.api.ProcessorContext;
import org.jspecify.annotations.Nullable;

/** Asks that what a task has done is committed early. For the task's thread. */
public final class CommitRequest {
    /** The backlog that a commit may wait behind: nobody notices a tenth of a second more of so much. */
    static final Duration BACKLOG = Duration.ofMillis(500);

    private final ProcessorContext<?, ?> context;
    private final EarlyCommits commits;
    private @Nullable Cancellable later;
    private long askedIn;

    public CommitRequest(ProcessorContext<?, ?> context, EarlyCommits commits) {
        this.context = context;
        this.commits = commits;
    }

    /**
     * Whether what was written then waits for the regular commit: a backlog is done soonest in large transactions.
     *
     * @param written in milliseconds since 1970
     */
    public static boolean isBacklog(long written, Instant now) {
        return now.toEpochMilli() - written >= BACKLOG.toMillis();
    }

    /** To be called when something was done that is waited for: it is committed as soon as may be. */
    public void ask() {
        long wait = commits.waitMillis();
        askedIn = commits.mark();
        if (wait == 0) {
            context.commit();
        } else if (later == null) {
            later = context.schedule(Duration.ofMillis(wait), PunctuationType.WALL_CLOCK_TIME, now -> again());
        }
    }

    public void close() {
        if (later != null) {
            later.cancel();
            later = null;
        }
    }

    /** A regular commit may have come first. */
    private void again() {
        close();
        if (askedIn == commits.mark()) {
            ask();
        }
    }
}
