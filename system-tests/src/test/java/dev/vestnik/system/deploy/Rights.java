package dev.vestnik.system.deploy;

import java.io.IOException;
import java.io.Reader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.yaml.snakeyaml.Yaml;

/**
 * What each service may do in Kafka, as {@code deploy/helm/vestnik/acls.yml} says it.
 *
 * @param of the rows of a service: what they name ({@code cluster}, {@code topics}, {@code groups}, {@code transactionalIds}, {@code may}), and the names
 */
public record Rights(Map<String, List<Map<String, List<String>>>> of) {

    public static Rights read() throws IOException {
        try (Reader file = Files.newBufferedReader(Path.of("..", "deploy", "helm", "vestnik", "acls.yml"))) {
            return new Rights(new Yaml().load(file));
        }
    }

    public Set<String> services() {
        return of.keySet();
    }

    /** The topics to which a service may do this, by their names and patterns. */
    Set<String> topics(String service, String right) {
        Set<String> topics = new TreeSet<>();
        for (Map<String, List<String>> row : of.get(service)) {
            if (row.get("may").contains(right)) {
                topics.addAll(row.getOrDefault("topics", List.of()));
            }
        }
        return topics;
    }

    /** The names of one kind, {@code groups} or {@code transactionalIds}, of a service. */
    Set<String> names(String service, String kind) {
        Set<String> names = new TreeSet<>();
        of.get(service).forEach(row -> names.addAll(row.getOrDefault(kind, List.of())));
        return names;
    }

    /** The same as Strimzi words it, behind a prefix. */
    List<Object> acls(String service, String prefix) {
        Map<String, String> types = Map.of("topics", "topic", "groups", "group", "transactionalIds", "transactionalId");
        List<Object> acls = new ArrayList<>();
        for (Map<String, List<String>> row : of.get(service)) {
            if (row.containsKey("cluster")) {
                acls.add(Map.of("resource", Map.of("type", "cluster"), "operations", row.get("may")));
            }
            types.forEach((kind, type) -> row.getOrDefault(kind, List.of())
                    .forEach(name ->
                            acls.add(Map.of("resource", resource(type, prefix + name), "operations", row.get("may")))));
        }
        return acls;
    }

    private static Map<String, String> resource(String type, String name) {
        boolean begins = name.endsWith("*");
        String literal = begins ? name.substring(0, name.length() - 1) : name;
        return Map.of("type", type, "name", literal, "patternType", begins ? "prefix" : "literal");
    }

    /** All topics that any service may do this to. */
    Set<String> topics(String right) {
        Set<String> topics = new TreeSet<>();
        services().forEach(service -> topics.addAll(topics(service, right)));
        return topics;
    }
}
