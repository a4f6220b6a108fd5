package dev.vestnik.engine.streams.walk;

import dev.vestnik.engine.streams.walk.Meant.Passed;
import dev.vestnik.engine.streams.walk.PartReader.Part;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Reads a task's customers for a launch, one part ahead. For the task's thread. */
final class Reading {
    private final Walks walks;
    private final PartReader<Portion> reader;
    private boolean asked;

    /**
     * A part of the customers.
     *
     * @param customers for whom the launch is meant, by the bytes of their keys
     * @param before for each of them, those before for whom it is not
     * @param rest those behind the last of them
     * @param next the first key of the store that was not read
     * @param last whether there is none
     */
    record Portion(List<byte[]> customers, List<Passed> before, Passed rest, byte[] next, boolean last) {}

    Reading(Scan scan, Meant meant, Walks walks) {
        this.walks = walks;
        this.reader = new PartReader<>("campaign", () -> {
            List<byte[]> customers = scan.next(meant);
            return new Portion(customers, meant.before(), meant.passed(), scan.position(), scan.isOver());
        });
    }

    /** The part that has been read; null while it is being read. The next one is asked for then. */
    @Nullable
    Part<Portion> taken() {
        if (!asked) {
            ask();
        }
        Part<Portion> read = reader.taken();
        if (read != null) {
            asked = false;
            if (read instanceof Part.Read<Portion>(Portion portion) && !portion.last()) {
                ask();
            }
        }
        return read;
    }

    private void ask() {
        asked = true;
        walks.read(reader);
    }
}
