package dev.vestnik.rules.definition;

import java.util.HashMap;
import java.util.Map;

/**
 * The fold over the log. It depends on nothing but the records and their offsets, so all engines agree without talking to each
 * other. Not thread-safe: the log's reader owns it.
 */
public final class DefinitionLogState {
    private final Map<DefinitionKey, Definition> definitions = new HashMap<>();
    private long revision;

    /** Takes the record at this offset; offsets only grow. */
    public Verdict apply(long offset, Submission submission) {
        skip(offset);
        for (Change change : submission.changes()) {
            long current = state(change.definition()).revision();
            if (change.base() != current) {
                return new Verdict.Rejected(current);
            }
        }
        definitions.putAll(done(submission));
        return new Verdict.Accepted(revision);
    }

    /** The definitions that it changes, afterwards. One of several changes that cannot be done keeps the others from being done. */
    private Map<DefinitionKey, Definition> done(Submission submission) {
        Map<DefinitionKey, Definition> done = new HashMap<>();
        boolean together = true;
        for (Change change : submission.changes()) {
            Definition before = done.getOrDefault(change.definition(), state(change.definition()));
            together &= before.refusal(change.action()).isEmpty();
            done.put(change.definition(), before.after(change, revision));
        }
        if (!together) {
            done.replaceAll((key, any) -> state(key).at(revision));
        }
        return done;
    }

    private Definition state(DefinitionKey key) {
        return definitions.getOrDefault(key, Definition.none(key));
    }

    /** Passes over a record that says nothing to this version. */
    public void skip(long offset) {
        if (offset < revision) {
            throw new IllegalArgumentException("offset " + offset + " at revision " + revision);
        }
        revision = offset + 1;
    }

    public long revision() {
        return revision;
    }

    public AllDefinitions all() {
        return new AllDefinitions(revision, definitions);
    }
}
