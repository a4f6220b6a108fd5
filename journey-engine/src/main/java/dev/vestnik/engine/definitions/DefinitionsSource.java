package dev.vestnik.engine.definitions;

import dev.vestnik.rules.definition.Definitions;

/** The source of the published definitions; used by several threads. */
public interface DefinitionsSource {

    /** The newest ones; asked for with every decision, so it must cost no more than reading a volatile field. */
    Definitions current();

    /** Returns once {@link #current} has this revision or a later one: a decision is never based on less than an earlier one was. */
    void awaitRevision(long revision) throws InterruptedException;
}
