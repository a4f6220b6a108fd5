package dev.vestnik.engine.streams.progress;

import dev.vestnik.engine.streams.codec.UnreadableStateException;
import org.apache.kafka.common.errors.SerializationException;

/** Says of a failure what may be told of it. */
public final class Causes {
    private static final int LONGEST = 300;

    private Causes() {}

    /** Where the rules failed, their message is not told: it may quote the customer's data. */
    public static String describe(Throwable cause) {
        StackTraceElement[] trace = cause.getStackTrace();
        boolean tells = cause instanceof SerializationException
                || cause instanceof SetAsideException
                || cause instanceof UnreadableStateException;
        String detail = tells ? String.valueOf(cause.getMessage()) : trace.length == 0 ? "" : "at " + trace[0];
        return cause.getClass().getSimpleName() + " "
                + (detail.length() > LONGEST ? detail.substring(0, LONGEST) : detail);
    }
}
