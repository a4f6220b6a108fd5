package dev.vestnik.engine.streams.walk;

import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Reads a task's states a part at a time: the thread of {@link Walks} reads one, the task's thread takes it and asks for the next. */
final class PartReader<T> implements Runnable {
    private static final Logger log = LoggerFactory.getLogger(PartReader.class);

    private final String walk;
    private final Supplier<T> next;

    /** The part that was read, until the task takes it. */
    private volatile @Nullable Part<T> part;

    /** A part of the states. */
    sealed interface Part<T> {
        record Read<T>(T part) implements Part<T> {}

        /** A part that could not be read: the task has been closed, as a rule. */
        record Lost<T>() implements Part<T> {}
    }

    /** @param walk names it in the log */
    PartReader(String walk, Supplier<T> next) {
        this.walk = walk;
        this.next = next;
    }

    @Override
    public void run() {
        try {
            part = new Part.Read<>(next.get());
        } catch (RuntimeException e) { // most often a store that was closed meanwhile
            log.info("{}=interrupted cause=\"{}\"", walk, e.toString());
            part = new Part.Lost<>();
        } catch (Error e) { // the walk begins again, or goes on from its cursor: its task waits for an answer
            log.warn("{}=failed cause=\"{}\"", walk, e.toString());
            part = new Part.Lost<>();
        }
    }

    /** The part that has been read since; null while it is being read. */
    @Nullable
    Part<T> taken() {
        Part<T> read = part;
        if (read != null) {
            part = null;
        }
        return read;
    }
}
