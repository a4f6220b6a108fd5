package dev.vestnik.rules.document;

import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.core.StreamReadFeature;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.ObjectMapper;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.dataformat.yaml.YAMLMapper;

/** Turns the text of a document into its tree. JSON by its first characters, else YAML. */
public final class DocumentText {
    private static final int MAX_LENGTH = 512 * 1024;
    private static final Pattern JSON_START = Pattern.compile("\\s*\\{\\s*[\"}].*", Pattern.DOTALL);
    private static final JsonMapper JSON = JsonMapper.builder()
            .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
            .build();
    private static final YAMLMapper YAML = YAMLMapper.builder()
            .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
            .build();

    private DocumentText() {}

    /** The document's root; null, and a fault, where the text is not one map. */
    public static @Nullable Place read(String text, Faults faults) {
        if (text.length() > MAX_LENGTH) {
            faults.add("", "is longer than " + MAX_LENGTH + " characters");
            return null;
        }
        JsonNode tree = tree(text, faults);
        if (tree == null) {
            return null;
        }
        if (!tree.isObject()) {
            faults.add("", "must be a map of names to values");
            return null;
        }
        return new Place("", tree, faults);
    }

    /** The text as it is worth keeping beside what it says: YAML, whose comments and layout are in no tree; null for JSON. */
    public static @Nullable String source(String text) {
        return isJson(text) ? null : text;
    }

    private static boolean isJson(String text) {
        return JSON_START.matcher(text).matches();
    }

    private static @Nullable JsonNode tree(String text, Faults faults) {
        boolean json = isJson(text);
        ObjectMapper mapper = json ? JSON : YAML;
        try {
            return mapper.readTree(text);
        } catch (JacksonException e) {
            faults.add("", "is not " + (json ? "JSON" : "YAML") + ": " + Unreadable.why(e));
            return null;
        }
    }

    /** The tree as compact JSON, keys in the document's order: the form that is stored and compared. */
    public static String json(Place root) {
        return JSON.writeValueAsString(root.node());
    }
}
