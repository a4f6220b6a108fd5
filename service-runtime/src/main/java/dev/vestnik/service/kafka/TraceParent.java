package dev.vestnik.service.kafka;

import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.header.Headers;
import org.jspecify.annotations.Nullable;

/** The trace a record belongs to, as W3C Trace Context has it: a header that goes on from what was read to what is written. */
public final class TraceParent {
    private static final String NAME = "traceparent";
    /** The standard's is 55 long, with room for what later versions add; anything longer is not to be handed on. */
    private static final int LONGEST = 256;

    private TraceParent() {}

    /** Null where there is none. */
    public static @Nullable Header of(Headers headers) {
        Header trace = headers.lastHeader(NAME);
        return trace == null || trace.value() == null || trace.value().length > LONGEST ? null : trace;
    }
}
