package dev.vestnik.standalone.documents;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.node.ObjectNode;
import tools.jackson.dataformat.yaml.YAMLMapper;
import tools.jackson.dataformat.yaml.YAMLWriteFeature;

/**
 * The content of a pack when it was installed last: a document {@code packs/NAME.yml} in the log, beside those that it brought.
 *
 * @param marks of texts, by path
 */
record PackMemory(Map<String, String> marks) {
    private static final YAMLMapper YAML = YAMLMapper.builder()
            .disable(YAMLWriteFeature.WRITE_DOC_START_MARKER)
            .build();
    private static final String DOCUMENTS = "documents";
    private static final int BYTES = 16;

    PackMemory {
        marks = Map.copyOf(marks);
    }

    static String path(String pack) {
        return "packs/" + pack + ".yml";
    }

    /** @param text null where it was never installed */
    static PackMemory read(@Nullable String text) {
        Map<String, String> marks = new TreeMap<>();
        if (text != null) {
            DocumentWording.tree(text)
                    .path(DOCUMENTS)
                    .properties()
                    .forEach(mark -> marks.put(mark.getKey(), mark.getValue().asString("")));
        }
        return new PackMemory(marks);
    }

    static PackMemory of(Map<String, String> documents) {
        Map<String, String> marks = new TreeMap<>();
        documents.forEach((path, text) -> marks.put(path, mark(path, text)));
        return new PackMemory(marks);
    }

    boolean knows(String path) {
        return marks.containsKey(path);
    }

    /** Whether the pack said this then. */
    boolean said(String path, String text) {
        return mark(path, text).equals(marks.get(path));
    }

    String text(String pack) {
        ObjectNode root = YAML.createObjectNode().put("pack", pack);
        ObjectNode documents = root.putObject(DOCUMENTS);
        new TreeMap<>(marks).forEach(documents::put);
        return YAML.writeValueAsString(root);
    }

    /** The beginning of the SHA-256 of what it says. */
    private static String mark(String path, String text) {
        try {
            byte[] hash = MessageDigest.getInstance("SHA-256")
                    .digest(DocumentWording.content(path, text).getBytes(StandardCharsets.UTF_8));
            return HexFormat.of().formatHex(hash, 0, BYTES);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }
}
