package dev.vestnik.engine.authoring;

import dev.vestnik.rules.definition.Definition;
import dev.vestnik.rules.definition.Definition.Version;
import dev.vestnik.rules.document.Fault;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** The steps to which a publication moves those who stand in steps of another id. */
final class StepMoves {
    private static final JsonMapper JSON = JsonMapper.builder().build();

    private StepMoves() {}

    /** Every move that takes nobody along, with its reason. */
    static List<Fault> faults(Map<String, String> moves, Definition definition) {
        JsonNode draft = of(Objects.requireNonNull(definition.document()).json());
        List<Fault> faults = new ArrayList<>();
        moves.forEach((from, to) -> {
            String problem = problem(newest(definition, from), draft.path(to), to);
            if (problem != null) {
                faults.add(new Fault("moves." + from, problem));
            }
        });
        return faults;
    }

    private static @Nullable String problem(JsonNode before, JsonNode after, String to) {
        if (before.isMissingNode()) {
            return "is a step of no published version";
        }
        if (after.isMissingNode()) {
            return "leads to " + to + ", which is no step of the draft";
        }
        return type(before).equals(type(after))
                ? null
                : "leads to " + to + ", which is of type " + type(after) + ": it is of type " + type(before)
                        + ", and steps of another type take nobody over";
    }

    /** The step as the newest version that has it has it. */
    private static JsonNode newest(Definition definition, String step) {
        for (Version version : definition.versions().reversed()) {
            JsonNode found = of(version.document().json()).path(step);
            if (!found.isMissingNode()) {
                return found;
            }
        }
        return JSON.missingNode();
    }

    /** The id that a step of a version would have after a publication with these moves. */
    static String place(Definition definition, int version, String step, Map<String, String> moves) {
        String place = step;
        for (Version later :
                definition.versions().subList(version, definition.versions().size())) {
            place = later.moves().getOrDefault(place, place);
        }
        return moves.getOrDefault(place, place);
    }

    static String type(JsonNode step) {
        return step.path("type").asString("");
    }

    /** The steps of a document. */
    static JsonNode of(String json) {
        try {
            return JSON.readTree(json).path("steps");
        } catch (JacksonException e) { // the log may hold anything
            return JSON.createObjectNode();
        }
    }
}
