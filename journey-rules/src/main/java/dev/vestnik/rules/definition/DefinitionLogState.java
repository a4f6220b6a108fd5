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
    public Verdict apply(long offset, Change change) {
        skip(offset);
        DefinitionKey key = change.definition();
        Definition current = definitions.getOrDefault(key, Definition.none(key));
        if (change.base() != current.revision()) {
            return new Verdict.Rejected(current.revision());
        }
        definitions.put(key, current.after(change, revision));
        return new Verdict.Accepted(revision);
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
