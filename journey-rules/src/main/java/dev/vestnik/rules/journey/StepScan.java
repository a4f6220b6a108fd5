package dev.vestnik.rules.journey;

import dev.vestnik.rules.document.Place;
import java.util.List;
import java.util.Optional;
import java.util.function.BiConsumer;

/** Looks at a document without a word about its faults, which are noted when it is read. */
final class StepScan {
    private StepScan() {}

    static void quietly(Place steps, BiConsumer<String, Place> each) {
        if (steps.isMap()) {
            steps.entries().forEach((id, place) -> {
                if (place.isMap()) {
                    each.accept(id, place);
                }
            });
        }
    }

    static Optional<String> text(Place place) {
        return place.isText() ? Optional.ofNullable(place.text()) : Optional.empty();
    }

    static List<Place> list(Place place) {
        return place.isList() ? place.elements().stream().filter(Place::isMap).toList() : List.of();
    }

    static boolean isTrue(Place place) {
        return place.isFlag() && place.flag(false);
    }
}
