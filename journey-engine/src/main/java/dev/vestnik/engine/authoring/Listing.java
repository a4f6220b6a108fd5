package dev.vestnik.engine.authoring;

import dev.vestnik.engine.access.DefinitionShops;
import dev.vestnik.engine.definitions.LogSnapshot;
import dev.vestnik.rules.definition.Definition;
import dev.vestnik.rules.definition.DefinitionKey.Kind;
import dev.vestnik.service.access.Caller;
import java.util.List;
import java.util.function.BiFunction;
import org.jspecify.annotations.Nullable;

/**
 * The definitions of one kind, in lists.
 *
 * @param shown makes the entry of one
 */
record Listing(DefinitionWriting definitions, Kind kind, BiFunction<Definition, LogSnapshot, Summary> shown) {

    /** A page of those that the caller's key may see, by their ids. */
    Page<Summary> page(@Nullable String cursor, int limit, Caller caller) {
        LogSnapshot snapshot = definitions.snapshot();
        List<Summary> all = snapshot.all().list(kind).stream()
                .filter(definition -> DefinitionShops.isVisible(definition, caller))
                .map(definition -> shown.apply(definition, snapshot))
                .toList();
        return Page.of(all, Summary::id, cursor, limit);
    }
}
