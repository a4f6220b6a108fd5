package dev.vestnik.engine.definitions;

import dev.vestnik.rules.definition.Action;
import dev.vestnik.rules.definition.Change;
import dev.vestnik.rules.definition.DefinitionKey;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The newest accepted changes of each definition: what an author has missed who saw an older state of it. */
public final class RecentChanges {
    /** So many of a definition are kept: they hold its drafts in memory. Authors who have missed more read it anew anyway. */
    static final int MOST = 10;

    private final Map<DefinitionKey, Deque<Accepted>> changes = new HashMap<>();

    /**
     * A change that counts.
     *
     * @param revision of its definition from then on
     */
    public record Accepted(long revision, Change change) {}

    synchronized void add(long revision, Change change) {
        Deque<Accepted> ofDefinition = changes.computeIfAbsent(change.definition(), key -> new ArrayDeque<>());
        ofDefinition.add(new Accepted(revision, change));
        if (ofDefinition.size() > MOST) {
            ofDefinition.remove();
        }
    }

    /** The changes of a definition after this revision of it, oldest first; the newest ten at most. */
    public synchronized List<Accepted> since(DefinitionKey definition, long revision) {
        return kept(definition).stream()
                .filter(accepted -> accepted.revision() > revision)
                .toList();
    }

    /** The document that was put in last up to this revision: a draft of a journey, the text in force of others; empty where it is not kept. */
    public synchronized Optional<String> document(DefinitionKey definition, long revision) {
        return kept(definition).stream()
                .filter(accepted -> accepted.revision() <= revision)
                .flatMap(accepted -> accepted.change().action() instanceof Action.Put(var document, var source)
                        ? Optional.of(document).stream()
                        : Optional.<String>empty().stream())
                .reduce((older, newer) -> newer);
    }

    private Deque<Accepted> kept(DefinitionKey definition) {
        return changes.getOrDefault(definition, new ArrayDeque<>());
    }
}
