package dev.vestnik.rules.journey;

import dev.vestnik.rules.condition.Expression;
import dev.vestnik.rules.condition.Scope;
import dev.vestnik.rules.document.Nearest;
import dev.vestnik.rules.document.Place;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Reads the steps of a journey. */
final class StepReader {
    static final List<String> TYPES = List.of("message", "delay", "waitUntil", "branch", "end");
    private static final List<String> LATER = List.of("experiment", "offer", "update", "emit", "task", "journey");

    private final Surroundings surroundings;
    private final MessageReader messages;
    private final WaitReader waits;

    StepReader(Surroundings surroundings) {
        this.surroundings = surroundings;
        this.messages = new MessageReader(surroundings);
        this.waits = new WaitReader(surroundings);
    }

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
        return type == null
                ? null
                : switch (type) {
                    case "message" -> messages.message(id, place);
                    case "delay" -> waits.delay(id, place);
                    case "waitUntil" -> waits.waitUntil(id, place);
                    case "branch" -> branch(id, place);
                    case "end" -> {
                        place.only(List.of("type"));
                        yield new Step.End(id);
                    }
                    default -> {
                        place.at("type").fault(problem(type));
                        yield null;
                    }
                };
    }

    private static String problem(String type) {
        return LATER.contains(type)
                ? "\"" + type + "\" is not supported yet"
                : "must be " + String.join(", ", TYPES) + Nearest.hint(type, TYPES);
    }

    private Step branch(String id, Place place) {
        place.only(List.of("type", "cases", "otherwise"));
        Scope scope = surroundings.scopeOf(id);
        Place list = place.at("cases");
        List<Place> elements = list.required() ? list.elements() : List.of();
        if (list.present() && list.isList() && elements.isEmpty()) {
            list.fault("must have at least one case");
        }
        List<Step.Case> cases = new ArrayList<>();
        for (Place one : elements) {
            one.only(List.of("if", "next"));
            Expression condition = one.map() && one.at("if").required()
                    ? surroundings.conditions().condition(one.at("if"), scope)
                    : null;
            String next = one.at("next").text();
            if (condition != null) {
                cases.add(new Step.Case(condition, next));
            }
        }
        return new Step.Branch(id, cases, place.at("otherwise").text());
    }
}
