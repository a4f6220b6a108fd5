package dev.vestnik.rules.definition;

/** The verdict on a change; every engine comes to the same. */
public sealed interface Verdict {

    /** @param revision of the definition from now on: the change's offset + 1 */
    record Accepted(long revision) implements Verdict {}

    /** @param currentRevision the one that it should have been made for; 0: there is no such definition */
    record Rejected(long currentRevision) implements Verdict {}
}
