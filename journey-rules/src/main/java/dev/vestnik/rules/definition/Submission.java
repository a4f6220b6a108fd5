package dev.vestnik.rules.definition;

import java.util.List;

/** A record of the log: a change, or several that are accepted together. */
public sealed interface Submission permits Change, Bundle {

    /** Unique: its writer knows its own record by it. */
    String id();

    /** Its changes, in their order. */
    List<Change> changes();
}
