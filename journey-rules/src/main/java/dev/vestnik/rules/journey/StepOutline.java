package dev.vestnik.rules.journey;

import dev.vestnik.rules.document.Place;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Where a step leads, as its kind finds it in a document that may be full of faults. It says nothing of them: they are noted when the step
 * is read. Its kind makes it; then it is only looked at.
 */
public final class StepOutline {
    private static final String ANY_EVENT = "?";

    private final boolean waits;
    private final Map<String, Edge> edges = new LinkedHashMap<>();
    private final Set<String> refreshing = new LinkedHashSet<>();
    private final Set<String> set = new LinkedHashSet<>();
    private final Set<String> filling = new LinkedHashSet<>();

    /**
     * A way out of a step.
     *
     * @param place where the document says it
     * @param brings the event that takes an instance along here; null: the clock or nothing
     */
    record Edge(Place place, String target, @Nullable String brings) {}

    /** @param waits whether an instance stays here for a time, or until an event, whatever comes */
    public StepOutline(boolean waits) {
        this.waits = waits;
    }

    /** Leads to the step that is named here, if one is. */
    public StepOutline leadsTo(Place target) {
        return leadsTo(target, null);
    }

    /** Leads to the step that is named here, if one is, with an event of the type that is named there. */
    public StepOutline leadsToWith(Place target, Place event) {
        return leadsTo(target, text(event).orElse(ANY_EVENT));
    }

    /** Leads to the step that is named here, if one is, with an event of this type. */
    public StepOutline leadsToWith(Place target, String event) {
        return leadsTo(target, event);
    }

    private StepOutline leadsTo(Place target, @Nullable String brings) {
        text(target).ifPresent(id -> edges.putIfAbsent(target.path(), new Edge(target, id, brings)));
        return this;
    }

    /** An event of the type that is named here takes the place of the one that brought an instance, which stays. */
    public StepOutline refreshedBy(Place event) {
        refreshing.add(text(event).orElse(ANY_EVENT));
        return this;
    }

    /** An event of the type that is named here changes what an instance remembers, and nothing else. */
    public StepOutline filledBy(Place event) {
        filling.add(text(event).orElse(ANY_EVENT));
        return this;
    }

    /** Sets the names of this map in what the instance remembers. */
    public StepOutline sets(Place map) {
        if (map.isMap()) {
            set.addAll(map.entries().keySet());
        }
        return this;
    }

    /** Sets the name that is written here in what the instance remembers. */
    public StepOutline setsName(Place name) {
        text(name).ifPresent(set::add);
        return this;
    }

    /** Leads also where this one does. */
    void add(StepOutline other) {
        set.addAll(other.set);
        filling.addAll(other.filling);
        other.edges.forEach(edges::putIfAbsent);
        refreshing.addAll(other.refreshing);
    }

    boolean waits() {
        return waits;
    }

    Collection<Edge> edges() {
        return edges.values();
    }

    /** The types of events that also bring an instance on while it stays here. */
    Set<String> refreshing() {
        return refreshing;
    }

    /** The types of events from which the context is computed while an instance stays here, beside those that bring it on. */
    Set<String> filling() {
        return filling;
    }

    /** The names that it sets in what the instance remembers. */
    Set<String> set() {
        return set;
    }

    /** The text here, if it is one. */
    static Optional<String> text(Place place) {
        return place.isText() ? Optional.ofNullable(place.text()) : Optional.empty();
    }

    /** The maps of a list, if it is one. */
    public static List<Place> maps(Place list) {
        return list.isList() ? list.elements().stream().filter(Place::isMap).toList() : List.of();
    }

    /** Whether {@code true} is here. */
    public static boolean isTrue(Place place) {
        return place.isFlag() && place.flag(false);
    }
}
