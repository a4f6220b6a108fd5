package dev.vestnik.rules.condition;

import dev.vestnik.rules.document.Nearest;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/** The event types that journeys can be about. */
public final class KnownEvents {
    /** The event with which a step of another journey starts one; its fields are that step's. */
    public static final String STARTED = "journey.started";

    private KnownEvents() {}

    /** The names that can be written after {@code on}, besides {@code x.*}. */
    public static List<String> names() {
        Stream<String> shop = EventCatalogue.SHOP.events().entrySet().stream()
                .filter(event -> event.getValue().ofCustomers())
                .map(Map.Entry::getKey);
        Stream<String> derived = DerivedEvent.all().stream()
                .filter(event -> !event.isOfCalendar())
                .map(DerivedEvent::type);
        return Stream.of(shop, derived, Stream.of(STARTED))
                .flatMap(types -> types)
                .sorted()
                .toList();
    }

    /** Whether a name is one of the shop's own custom event types. */
    private static boolean isCustom(String type) {
        return type.startsWith("x.");
    }

    /** The fault of a journey that waits for events of this type; empty: none. */
    public static Optional<String> problem(String type) {
        if (isCustom(type) || names().contains(type)) {
            return Optional.empty();
        }
        if (DerivedEvent.all().stream().anyMatch(event -> event.type().equals(type))) {
            return Optional.of(
                    "\"" + type + "\" is of the calendar: say \"date\", \"every\" or \"silence\" in the entry");
        }
        return Optional.of(EventCatalogue.SHOP
                .named(type)
                .map(known -> "\"" + type + "\" is on " + known.topic() + ": journeys follow the events of customers")
                .orElseGet(() -> "there is no event \"" + type + "\"" + Nearest.hint(type, names())));
    }
}
