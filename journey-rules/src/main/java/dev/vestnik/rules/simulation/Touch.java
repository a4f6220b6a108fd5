package dev.vestnik.rules.simulation;

import dev.vestnik.rules.definition.Published;
import dev.vestnik.rules.journey.Journey;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

/**
 * The types of events that may have to do with a journey that only some scenarios have.
 *
 * @param isKnown false where something else may, too, or such an event may come up in a decision
 */
record Touch(Set<String> types, boolean isKnown) {
    /** Events of these come of decisions: receipts, codes, tasks, other journeys, products in which customers have shown interest. */
    private static final List<String> DERIVED = List.of(
            "message.",
            "offer.",
            "task.",
            "journey.",
            "product.price_dropped",
            "product.restocked",
            "product.launched");

    /** Events of these come from the shop and, where a journey emits them, of decisions. */
    private static final String OWN = "x.";

    private static final Touch UNKNOWN = new Touch(Set.of(), false);

    Touch {
        types = Set.copyOf(types);
    }

    /** @param without the scenario without the journey */
    static Touch of(List<Scenario> scenarios, Scenario without) {
        List<Journey> versions = scenarios.stream()
                .flatMap(scenario -> Stream.ofNullable(scenario.version()))
                .toList();
        Set<String> types = new HashSet<>();
        versions.forEach(version -> types.addAll(version.eventTypes()));
        boolean emits = others(without).anyMatch(Touch::actsOutside);
        boolean known = versions.stream().allMatch(Touch::goesByEvents)
                && types.stream().noneMatch(type -> isDerived(type, emits));
        return known ? new Touch(types, true) : UNKNOWN;
    }

    private static Stream<Journey> others(Scenario without) {
        return without.definitions().journeys().values().stream().flatMap(Touch::current);
    }

    private static Stream<Journey> current(Published published) {
        return Stream.ofNullable(published.version(published.current()));
    }

    private static boolean actsOutside(Journey journey) {
        return journey.steps().values().stream().anyMatch(step -> step.actsOutside());
    }

    /** A calendar concerns everybody, and others may read what a journey counts. */
    private static boolean goesByEvents(Journey version) {
        return version.entry().schedule() == null && version.wide().counters().isEmpty();
    }

    private static boolean isDerived(String type, boolean emits) {
        return DERIVED.stream().anyMatch(type::startsWith) || emits && type.startsWith(OWN);
    }
}
