package dev.vestnik.engine.streams.codec;

import java.util.Set;

/** The labels under which a launch counts customers, beside those of what became of them: a closed set, of the format of cursors. */
public final class LaunchCounts {
    /** Counts the customers to whom the launch has come. */
    public static final String CUSTOMERS = "customers";

    /** Counts those for whom it is meant, where something was decided. */
    public static final String REACHED = "reached";

    /** Counts those of whom nobody can compute whether it is meant for them. */
    public static final String UNKNOWN = "unknown";

    /** Counts those for whom it is meant, where nothing could be decided. */
    public static final String FAILED = "failed";

    /** The labels that say nothing of what became of a customer. */
    public static final Set<String> TOTALS = Set.of(CUSTOMERS, REACHED, UNKNOWN);

    private LaunchCounts() {}
}
