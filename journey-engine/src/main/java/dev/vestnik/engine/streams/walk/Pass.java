package dev.vestnik.engine.streams.walk;

import dev.vestnik.rules.definition.Definitions;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One reading of all states of a task, part by part: the thread of {@link Walks} reads a part, the task's thread moves its customers. For the task's
 * thread, but for {@link #run}.
 */
final class Pass implements Runnable {
    private static final Logger log = LoggerFactory.getLogger(Pass.class);

    private final long target;
    private final Scan scan;
    private final Movable movable;
    private final Deque<byte[]> customers = new ArrayDeque<>();
    private int moved;

    /** The part that was read, until the task takes it. */
    private volatile @Nullable Part part;

    /** A part of the states. */
    sealed interface Part {
        /** @param customers who are to be moved */
        record Read(List<byte[]> customers) implements Part {}

        /** A part that could not be read: the task has been closed, as a rule. */
        record Lost() implements Part {}
    }

    Pass(long target, Definitions definitions, Scan scan, Instant now) {
        this.target = target;
        this.scan = scan;
        this.movable = new Movable(definitions, now);
    }

    long target() {
        return target;
    }

    /** Reads the next part. */
    @Override
    public void run() {
        try {
            part = new Part.Read(scan.next(movable));
        } catch (RuntimeException e) { // most often a store that was closed meanwhile
            log.info("walk=interrupted cause=\"{}\"", e.toString());
            part = new Part.Lost();
        } catch (Error e) { // the walk begins again: its task waits for an answer
            log.warn("walk=failed cause=\"{}\"", e.toString());
            part = new Part.Lost();
        }
    }

    /** The part that has been read since; null while it is being read. */
    @Nullable
    Part taken() {
        Part read = part;
        part = null;
        if (read instanceof Part.Read(List<byte[]> found)) {
            customers.addAll(found);
        }
        return read;
    }

    /** The next customer; null where all that have been read are done. */
    byte @Nullable [] next() {
        return customers.poll();
    }

    boolean hasCustomers() {
        return !customers.isEmpty();
    }

    void moved() {
        moved++;
    }

    /** Whether there is nothing more to read. */
    boolean isOver() {
        return scan.isOver();
    }

    /** Whether it has moved somebody, so that another one is to look whether that was all. */
    boolean hasMoved() {
        return moved > 0;
    }

    /** Whether it has found somebody who can be moved once a version has been compiled. */
    boolean awaitsVersions() {
        return movable.coming() > 0;
    }
}
