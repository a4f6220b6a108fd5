package dev.vestnik.engine.authoring;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * One place where two documents differ.
 *
 * @param path for example {@code steps.remind.channels[1].if}
 * @param from null: it is new
 * @param to null: it is gone
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
record Difference(
        String path, @Nullable JsonNode from, @Nullable JsonNode to) {

    private static final JsonMapper JSON = JsonMapper.builder().build();

    /** All of them, in the documents' order; the order of keys is none. */
    static List<Difference> between(JsonNode from, JsonNode to) {
        List<Difference> found = new ArrayList<>();
        compare("", from, to, found);
        return found;
    }

    /** The same of two texts; none where one of them is no JSON: the log may hold anything. */
    static List<Difference> between(String from, String to) {
        try {
            return between(JSON.readTree(from), JSON.readTree(to));
        } catch (JacksonException e) {
            return List.of();
        }
    }

    private static void compare(String path, @Nullable JsonNode from, @Nullable JsonNode to, List<Difference> found) {
        if (from == null || to == null) {
            found.add(new Difference(path, from, to));
        } else if (from.isObject() && to.isObject()) {
            Set<String> names = new LinkedHashSet<>(from.propertyNames());
            names.addAll(to.propertyNames());
            names.forEach(
                    name -> compare(path.isEmpty() ? name : path + "." + name, from.get(name), to.get(name), found));
        } else if (from.isArray() && to.isArray()) {
            for (int i = 0; i < Math.max(from.size(), to.size()); i++) {
                compare(path + "[" + i + "]", from.get(i), to.get(i), found);
            }
        } else if (!from.equals(to)) {
            found.add(new Difference(path, from, to));
        }
    }
}
