package dev.vestnik.engine.authoring;

import dev.vestnik.rules.definition.Definition;
import dev.vestnik.rules.definition.DefinitionKey;
import java.util.Set;

/**
 * The journeys of which another version comes into force together with a template.
 *
 * @param stay whether customers stay in their versions of now, and meet another text there
 */
record Replaced(Set<DefinitionKey> journeys, boolean stay) {
    Replaced {
        journeys = Set.copyOf(journeys);
    }

    static Replaced none() {
        return new Replaced(Set.of(), false);
    }

    /** Whether nobody meets another text in the version of now. */
    boolean isLeft(Definition journey) {
        return journeys.contains(journey.key()) && !stay;
    }

    /** Whether customers stay in the version of now beside the next one. */
    boolean isKept(Definition journey) {
        return journeys.contains(journey.key()) && stay;
    }
}
