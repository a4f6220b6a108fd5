package dev.vestnik.rules.journey;

import dev.vestnik.rules.document.Nearest;
import dev.vestnik.rules.document.Place;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Reads the steps of a journey, each as its kind does. */
record StepReader(ReadingContext context, StepKinds kinds) {

    Map<String, Step> steps(Place place) {
        Map<String, Step> steps = new LinkedHashMap<>();
        Map<String, Place> entries = place.required() ? place.entries() : Map.of();
        if (place.present() && place.map() && (entries.isEmpty() || entries.size() > Journey.MOST_STEPS)) {
            place.fault("must be 1-" + Journey.MOST_STEPS + " steps");
            return steps; // what is wrong with thousands of them would help nobody
        }
        entries.forEach((id, step) -> {
            Step read = step(id, step);
            if (read != null) {
                steps.put(id, read);
            }
        });
        return steps;
    }

    private @Nullable Step step(String id, Place place) {
        if (!id.matches("[A-Za-z0-9][A-Za-z0-9_-]{0,63}")) {
            place.fault("must have a name of 1-64 letters, digits, _ and -");
        }
        String type = place.required() && place.map() ? place.at("type").requiredText() : null;
        if (type == null) {
            return null;
        }
        StepKind<?> kind = kinds.of(type);
        if (kind == null) {
            place.at("type").fault(problem(type));
            return null;
        }
        Step step = kind.read(new StepReading(id, place, context));
        if (step != null && context.shadow() && step.actsOutside()) {
            place.at("type").fault("does more than sending, which a shadow must not");
        }
        return step;
    }

    private String problem(String type) {
        return "must be " + String.join(", ", kinds.types()) + Nearest.hint(type, kinds.types());
    }
}
