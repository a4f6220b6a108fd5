package dev.vestnik.rules.definition;

import java.time.Instant;
import java.util.List;

/**
 * A change that somebody wants of a definition: one record of the log, or a part of one.
 *
 * @param id unique: its writer knows its own record by it
 * @param base the revision that it was made for; it is accepted exactly when that is the current one then
 */
public record Change(String id, DefinitionKey definition, long base, Action action, String author, Instant at)
        implements Submission {
    @Override
    public List<Change> changes() {
        return List.of(this);
    }
}
