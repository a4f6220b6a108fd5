package dev.vestnik.engine.authoring;

import dev.vestnik.rules.definition.FeatureLevel;
import dev.vestnik.rules.document.Fault;
import dev.vestnik.rules.document.Warning;
import java.util.ArrayList;
import java.util.List;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Keys of a journey that engines on a lower feature level do not know: they could not use a version that has them. */
final class NewerWords {
    private static final JsonMapper JSON = JsonMapper.builder().build();
    private static final FeatureLevel NEEDED = FeatureLevel.MEMORY;

    private NewerWords() {}

    /**
     * The faults of words that cannot be published on this level.
     *
     * @param json of a journey without faults
     */
    static List<Fault> faults(String json, FeatureLevel level) {
        return level.allows(NEEDED)
                ? List.of()
                : paths(json).stream()
                        .map(path -> new Fault(path, problem(level) + ": " + remedy()))
                        .toList();
    }

    /** The same of what is only saved. */
    static List<Warning> warnings(String json, FeatureLevel level) {
        return level.allows(NEEDED)
                ? List.of()
                : paths(json).stream()
                        .map(path -> new Warning(path, problem(level) + " and cannot be published yet", remedy()))
                        .toList();
    }

    private static String problem(FeatureLevel level) {
        return "takes feature level " + NEEDED.number() + ", and " + level.number() + " is in force";
    }

    private static String remedy() {
        return "raise it by POST /api/feature-level once every engine has this version";
    }

    private static List<String> paths(String json) {
        JsonNode journey = JSON.readTree(json);
        List<String> paths = new ArrayList<>();
        if (journey.path("entry").path("reentry").has("by")) {
            paths.add("entry.reentry.by");
        }
        journey.path("steps")
                .propertyStream()
                .filter(step -> step.getValue().has("onUnknown"))
                .forEach(step -> paths.add("steps." + step.getKey() + ".onUnknown"));
        return paths;
    }
}
