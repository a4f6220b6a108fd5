package dev.vestnik.rules.template;

import dev.vestnik.rules.condition.SampleValues;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;

/**
 * Variables for a look at a text, with sample values where it reads what is not there.
 *
 * @param sampled the paths that have them
 */
public record SampleData(Map<String, Object> variables, List<String> sampled) {
    public SampleData {
        variables = Map.copyOf(variables);
        sampled = List.copyOf(sampled);
    }

    /**
     * Fills what is missing: of a root that was given only what would stop the text, of the others everything that it reads.
     *
     * @param given roots whose values are somebody's, with what they lack
     */
    public static SampleData fill(
            Template template, Map<String, Object> variables, Set<String> given, SampleValues values) {
        Map<String, Object> filled = new HashMap<>(variables);
        Set<String> sampled = new TreeSet<>();
        Set<String> needed =
                template.unguarded().stream().map(UnguardedRead::path).collect(Collectors.toSet());
        for (String path : new TreeSet<>(template.reads())) {
            boolean wanted = !given.contains(root(path)) || needed.contains(path);
            if (wanted && !isThere(filled, path)) {
                put(filled, path, values);
                sampled.add(path);
            }
        }
        return new SampleData(filled, List.copyOf(sampled));
    }

    private static String root(String path) {
        return path.substring(0, path.indexOf('.'));
    }

    private static boolean isThere(Map<String, Object> variables, String path) {
        Object value = variables;
        for (String name : path.split("\\.", -1)) {
            value = value instanceof Map<?, ?> map ? map.get(name) : null;
            if (value == null) {
                return false;
            }
        }
        return true;
    }

    /** Puts a sample value there. Maps on the way are copied; a value in the way that is no map is replaced. */
    private static void put(Map<String, Object> variables, String path, SampleValues values) {
        Map<String, Object> at = variables;
        String[] names = path.split("\\.", -1);
        for (int i = 0; i < names.length - 1; i++) {
            Map<String, Object> next = new HashMap<>();
            if (at.get(names[i]) instanceof Map<?, ?> present) {
                present.forEach((name, value) -> next.put(String.valueOf(name), value));
            }
            at.put(names[i], next);
            at = next;
        }
        at.put(names[names.length - 1], values.of(path));
    }
}
