package dev.vestnik.engine.streams.walk;

import dev.vestnik.engine.streams.walk.PartReader.Part;
import dev.vestnik.rules.definition.Definitions;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** One reading of all states of a task, part by part, and those in the part at hand who are to be moved. For the task's thread. */
final class Pass {
    private final long target;
    private final Scan scan;
    private final Movable movable;
    private final PartReader<List<byte[]>> reader;
    private final Deque<byte[]> customers = new ArrayDeque<>();
    private int moved;

    Pass(long target, Definitions definitions, Scan scan, Instant now) {
        this.target = target;
        this.scan = scan;
        this.movable = new Movable(definitions, now);
        this.reader = new PartReader<>("walk", () -> scan.next(movable));
    }

    long target() {
        return target;
    }

    /** Reads the next part. */
    Runnable reader() {
        return reader;
    }

    /** The part that has been read since; null while it is being read. */
    @Nullable
    Part<List<byte[]>> taken() {
        Part<List<byte[]>> read = reader.taken();
        if (read instanceof Part.Read<List<byte[]>>(List<byte[]> found)) {
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
