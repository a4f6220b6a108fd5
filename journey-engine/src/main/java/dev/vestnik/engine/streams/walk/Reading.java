package dev.vestnik.engine.streams.walk;

import dev.vestnik.engine.streams.walk.Meant.Passed;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Reads a task's customers for a launch, one part ahead: the thread of {@link Walks} reads, the task's thread takes. */
final class Reading implements Runnable {
    private static final Logger log = LoggerFactory.getLogger(Reading.class);

    private final Scan scan;
    private final Meant meant;
    private final Walks walks;
    private boolean asked;

    /** The part that was read, until the task takes it. */
    private volatile @Nullable Part part;

    /** A part of the states. */
    sealed interface Part {
        /**
         * @param customers for whom the launch is meant, by the bytes of their keys
         * @param before for each of them, those before for whom it is not
         * @param rest those behind the last of them
         * @param next the first key of the store that was not read
         * @param last whether there is none
         */
        record Read(List<byte[]> customers, List<Passed> before, Passed rest, byte[] next, boolean last)
                implements Part {}

        /** A part that could not be read: the task has been closed, as a rule. */
        record Lost() implements Part {}
    }

    Reading(Scan scan, Meant meant, Walks walks) {
        this.scan = scan;
        this.meant = meant;
        this.walks = walks;
    }

    @Override
    public void run() {
        try {
            List<byte[]> customers = scan.next(meant);
            part = new Part.Read(customers, meant.before(), meant.passed(), scan.position(), scan.isOver());
        } catch (RuntimeException e) { // most often a store that was closed meanwhile
            log.info("campaign=interrupted cause=\"{}\"", e.toString());
            part = new Part.Lost();
        } catch (Error e) { // the walk goes on from its cursor: its task waits for an answer
            log.warn("campaign=failed cause=\"{}\"", e.toString());
            part = new Part.Lost();
        }
    }

    /** The part that has been read; null while it is being read. The next one is asked for then. */
    @Nullable
    Part taken() {
        if (!asked) {
            ask();
        }
        Part read = part;
        if (read != null) {
            part = null;
            asked = false;
            if (read instanceof Part.Read whole && !whole.last()) {
                ask();
            }
        }
        return read;
    }

    private void ask() {
        asked = true;
        walks.read(this);
    }
}
