package dev.vestnik.service.kafka;

import java.nio.charset.StandardCharsets;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.header.Headers;
import org.jspecify.annotations.Nullable;

/** The trace a record belongs to, as W3C Trace Context has it: a header that goes on from what was read to what is written. */
public final class TraceParent {
    private static final String NAME = "traceparent";
    /** The standard's is 55 long, with room for what later versions add; anything longer is not to be handed on. */
    private static final int LONGEST = 256;

    /** {@code VERSION-TRACE-SPAN-FLAGS} in hex; the lowest bit of the flags is what counts. */
    private static final int FLAGS = 53;

    private TraceParent() {}

    /** Null where there is none. */
    public static @Nullable Header of(Headers headers) {
        Header trace = headers.lastHeader(NAME);
        return trace == null || trace.value() == null || trace.value().length > LONGEST ? null : trace;
    }

    /** Whether the trace's spans are recorded. */
    static boolean isSampled(Header trace) {
        byte[] value = trace.value();
        return value.length >= FLAGS + 2 && (Character.digit(value[FLAGS + 1], 16) & 1) == 1;
    }

    static String text(Header trace) {
        return new String(trace.value(), StandardCharsets.US_ASCII);
    }
}
