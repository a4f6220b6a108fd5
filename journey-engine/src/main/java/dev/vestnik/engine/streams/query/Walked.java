package dev.vestnik.engine.streams.query;

import dev.vestnik.engine.streams.codec.CursorCodec.Stored;
import org.jspecify.annotations.Nullable;

/**
 * How far a launch has come in a partition.
 *
 * @param cursor null where it never began
 */
public record Walked(int partition, @Nullable Stored cursor) {}
