package dev.vestnik.rules.condition;

import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The variables that an expression may look at, and their types. {@code customer} and {@code now} are always there.
 *
 * @param events the types that {@code event} can be of: its fields are known where there is exactly one, and anything goes where
 *     there are several or a custom one
 * @param instance whether there is an instance, and so {@code key} and {@code context}
 * @param context what the instance remembers, by name; null: not known, anything goes
 * @param counters that may be asked, by name
 */
public record Scope(
        Set<String> events,
        boolean instance,
        @Nullable Map<String, ValueType> context,
        Map<String, CountedName> counters) {
    public Scope {
        events = Set.copyOf(events);
        context = context == null ? null : Map.copyOf(context);
        counters = Map.copyOf(counters);
    }

    /** The scope before there is an instance: {@code event}, {@code customer}, {@code now}. */
    public static Scope ofEvent(String eventType) {
        return new Scope(Set.of(eventType), false, Map.of(), Map.of());
    }

    /** The scope before there is an instance, where the event can be of several types. */
    public static Scope ofEvents(Set<String> eventTypes) {
        return new Scope(eventTypes, false, Map.of(), Map.of());
    }

    /** The same, with {@code key} and {@code context}; null: the names in the context are not known. */
    public Scope inInstance(@Nullable Map<String, ValueType> types) {
        return new Scope(events, true, types, counters);
    }

    /** The same, with counters. */
    public Scope counting(Map<String, CountedName> names) {
        return new Scope(events, instance, context, names);
    }
}
