package dev.vestnik.rules.document;

import static org.assertj.core.api.Assertions.assertThat;

import com.networknt.schema.Schema;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.function.Predicate;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * A schema for editors and the reader of the same documents do not drift apart: both take what is sound and refuse unknown keys, and what the
 * schema refuses the reader refuses.
 */
public final class SchemaAgreement {
    private static final JsonMapper JSON = JsonMapper.builder().build();
    private static final List<JsonNode> WRONG =
            List.of(JSON.readTree("[5]"), JSON.readTree("\"\""), JSON.readTree("5"), JSON.readTree("{}"));

    private final Schema schema;
    private final Predicate<String> taken;
    private int refused;

    /** @param taken whether the reader takes a document */
    public SchemaAgreement(String schema, Predicate<String> taken) {
        this.schema = SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_2020_12)
                .getSchema(JSON.readTree(schema));
        this.taken = taken;
    }

    /** Holds the document as it is against both. */
    public SchemaAgreement takes(String json) {
        assertThat(schema.validate(JSON.readTree(json))).as(json).isEmpty();
        assertThat(taken.test(json)).as(json).isTrue();
        return this;
    }

    /**
     * Holds the document as it is, and with one fault after another, against both.
     *
     * @param free keys under which any name may stand
     */
    public SchemaAgreement of(String json, Set<String> free) {
        takes(json);
        ObjectNode document = (ObjectNode) JSON.readTree(json);
        for (ObjectNode map : maps(document)) {
            if (free.stream().noneMatch(key -> isUnder(document, key, map))) {
                map.put("colour", "red");
                assertThat(schema.validate(document)).as("%s", document).isNotEmpty();
                assertThat(taken.test(document.toString())).as("%s", document).isFalse();
                map.remove("colour");
            }
            for (String key : List.copyOf(map.propertyNames())) {
                faultsOf(document, map, key);
            }
        }
        return this;
    }

    private void faultsOf(ObjectNode document, ObjectNode map, String key) {
        JsonNode was = map.get(key);
        for (JsonNode wrong : WRONG) {
            map.set(key, wrong);
            refusedByBoth(document);
        }
        map.remove(key);
        refusedByBoth(document);
        map.set(key, was);
    }

    private void refusedByBoth(ObjectNode document) {
        if (!schema.validate(document).isEmpty()) {
            refused++;
            assertThat(taken.test(document.toString())).as("%s", document).isFalse();
        }
    }

    /** So many faults both have refused. */
    public int refused() {
        return refused;
    }

    private static boolean isUnder(ObjectNode document, String key, ObjectNode map) {
        return maps(document).stream().anyMatch(other -> other.get(key) == map);
    }

    private static List<ObjectNode> maps(JsonNode node) {
        List<ObjectNode> maps = new ArrayList<>();
        if (node instanceof ObjectNode map) {
            maps.add(map);
        }
        if (node instanceof ObjectNode || node instanceof ArrayNode) {
            node.forEach(child -> maps.addAll(maps(child)));
        }
        return maps;
    }
}
