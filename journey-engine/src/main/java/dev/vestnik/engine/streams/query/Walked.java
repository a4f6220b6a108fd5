package dev.vestnik.engine.streams.query;

import dev.vestnik.engine.streams.codec.CursorCodec.StoredCursor;
import org.jspecify.annotations.Nullable;

/**
 * The progress of a launch in a partition.
 *
 * @param cursor null where it never began
 */
public record Walked(int partition, @Nullable StoredCursor cursor) {}
