package dev.vestnik.rules.definition;

import java.util.List;

/**
 * Changes of several definitions, all of which are accepted or none.
 *
 * @param changes with this id; those of one definition have the same base, and each is done to what the one before it has made
 */
public record Bundle(String id, List<Change> changes) implements Submission {
    public Bundle {
        changes = List.copyOf(changes);
    }
}
