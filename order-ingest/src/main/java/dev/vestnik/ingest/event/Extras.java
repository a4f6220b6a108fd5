package dev.vestnik.ingest.event;

import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/**
 * Fields that a shop sent beyond the schema, at their places: {@code extra.courier.car}, {@code extra.items["2"].colour}.
 */
final class Extras {
    private @Nullable ObjectNode kept;

    void keep(String name, JsonNode value) {
        if (kept == null) {
            kept = JsonNodeFactory.instance.objectNode();
        }
        kept.set(name, value);
    }

    void keep(String name, Extras inner) {
        if (inner.kept != null) {
            keep(name, inner.kept);
        }
    }

    void keep(int index, Extras inner) {
        keep(String.valueOf(index), inner);
    }

    boolean isEmpty() {
        return kept == null;
    }

    void checkDepth(String path, FieldFaults faults) {
        if (kept != null) {
            FreeJson.checkDepth(kept, path, faults);
        }
    }

    String json() {
        return String.valueOf(kept);
    }
}
