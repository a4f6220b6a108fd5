package dev.vestnik.standalone.status;

import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/**
 * Everything that was found.
 *
 * @param engine its {@code /api/status}; null where it was not told
 * @param lanes each sender's {@code /api/lanes}, by the sender
 * @param notAsked parts that the system needs and whose address was not said
 */
record SystemReport(
        List<PartState> parts,
        List<Wrong> wrong,
        @Nullable JsonNode engine,
        Map<String, JsonNode> lanes,
        List<String> notAsked) {
    private static final JsonMapper JSON = new JsonMapper();

    SystemReport {
        parts = List.copyOf(parts);
        wrong = List.copyOf(wrong);
        notAsked = List.copyOf(notAsked);
    }

    boolean isWell() {
        return wrong.isEmpty();
    }

    /** The same for programs, in the shape that docs/operations.md promises. */
    String json() {
        ObjectNode all = JSON.createObjectNode().put("ok", isWell());
        for (Wrong one : wrong) {
            all.withArray("wrong")
                    .addObject()
                    .put("part", one.part())
                    .put("what", one.what())
                    .put("help", one.help());
        }
        all.withArray("wrong");
        for (PartState part : parts) {
            all.withArray("parts")
                    .addObject()
                    .put("part", part.part().label())
                    .put("at", part.at())
                    .put("state", part.state())
                    .put("required", part.required());
        }
        all.set("engine", engine == null ? JSON.nullNode() : engine);
        all.set("lanes", JSON.valueToTree(lanes));
        all.set("notAsked", JSON.valueToTree(notAsked));
        return all.toPrettyString();
    }
}
