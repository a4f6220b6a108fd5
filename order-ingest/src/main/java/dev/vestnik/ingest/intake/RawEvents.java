package dev.vestnik.ingest.intake;

import java.io.IOException;
import org.jspecify.annotations.Nullable;

/** The events of a body, one after the other. */
interface RawEvents {

    /** An event's largest size, in bytes: as much as Kafka takes in one record, with room for the record's frame. */
    int LARGEST_EVENT = 900_000;

    /**
     * The next one; null at the end. Blocks until it is there.
     *
     * @throws BodyException when the body cannot be read any further
     * @throws IOException when the client is gone
     */
    @Nullable
    RawEvent next() throws IOException;
}
