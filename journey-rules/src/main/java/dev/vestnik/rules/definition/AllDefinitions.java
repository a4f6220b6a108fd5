package dev.vestnik.rules.definition;

import dev.vestnik.rules.definition.DefinitionKey.Kind;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Every definition as of one revision; immutable.
 *
 * @param revision that of the last change in it: its offset in the log + 1; 0 where there is none
 * @param definitions also the deleted ones: their revision still counts
 */
public record AllDefinitions(long revision, Map<DefinitionKey, Definition> definitions) {
    public static final AllDefinitions EMPTY = new AllDefinitions(0, Map.of());

    public AllDefinitions {
        definitions = Map.copyOf(definitions);
    }

    /** The definition of this name, also a deleted one or, with revision 0, one that never was. */
    public Definition state(DefinitionKey key) {
        return definitions.getOrDefault(key, Definition.none(key));
    }

    /** The definition of this name; empty where there is none (any more). */
    public Optional<Definition> find(DefinitionKey key) {
        return Optional.ofNullable(definitions.get(key)).filter(Definition::exists);
    }

    /** All of a kind by id, without the deleted ones. */
    public List<Definition> list(Kind kind) {
        return definitions.values().stream()
                .filter(definition -> definition.key().kind() == kind && definition.exists())
                .sorted(Comparator.comparing(definition -> definition.key().id()))
                .toList();
    }
}
