package dev.vestnik.engine.streams.codec;

import java.util.Set;

/** The labels under which a launch counts customers, beside those of what became of them: a closed set, of the format of cursors. */
public final class LaunchCounts {
    /** It has come to them. */
    public static final String CUSTOMERS = "customers";

    /** It is meant for them, and something was decided. */
    public static final String REACHED = "reached";

    /** Nobody can compute whether it is meant for them. */
    public static final String UNKNOWN = "unknown";

    /** It is meant for them, and nothing could be decided. */
    public static final String FAILED = "failed";

    /** Those that say nothing of what became of somebody. */
    public static final Set<String> TOTALS = Set.of(CUSTOMERS, REACHED, UNKNOWN);

    private LaunchCounts() {}
}
