package dev.vestnik.rules.journey;

import dev.vestnik.rules.condition.Expressions;
import dev.vestnik.rules.condition.KnownEvents;
import dev.vestnik.rules.condition.Scope;
import dev.vestnik.rules.condition.ValueType;
import dev.vestnik.rules.document.Place;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The expressions, templates, graph and types that the steps of a document are checked against.
 *
 * @param context the types of what its instances remember
 * @param lists the names in the context that gather values
 * @param shadow whether the journey is to send nothing
 */
record ReadingContext(
        Conditions conditions,
        Catalogue templates,
        StepGraph graph,
        Map<String, ValueType> context,
        Set<String> lists,
        JourneyClass journeyClass,
        boolean shadow) {

    Expressions expressions() {
        return conditions.expressions();
    }

    /** The scope of an expression of this step. */
    Scope scopeOf(String step) {
        return Scope.ofEvents(graph.eventsAt(step)).inInstance(context);
    }

    /** {@code {on, match}}: an event that moves an instance; null where {@code on} is missing. */
    @Nullable
    Trigger trigger(Place place) {
        String on = eventType(place.at("on"));
        Scope scope = on == null ? Scope.ofEvents(Set.of()) : Scope.ofEvent(on);
        var match = conditions().match(place.at("match"), scope.inInstance(context));
        return on == null ? null : new Trigger(on, match);
    }

    /** The name of a known event that happens to all journeys; null where there is none. */
    static @Nullable String eventType(Place place) {
        String type = startingType(place);
        if (KnownEvents.STARTED.equals(type)) {
            place.fault("starts journeys and does nothing else: it can be under \"entry.on\" alone");
            return null;
        }
        return type;
    }

    /** The name of a known event that may start a journey; null where there is none. */
    static @Nullable String startingType(Place place) {
        String type = place.requiredText();
        if (type == null) {
            return null;
        }
        var problem = KnownEvents.problem(type);
        problem.ifPresent(place::fault);
        return problem.isPresent() ? null : type;
    }
}
