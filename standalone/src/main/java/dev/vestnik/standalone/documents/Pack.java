package dev.vestnik.standalone.documents;

import dev.vestnik.standalone.command.CommandFailedException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * Ready scenarios: a folder with {@code pack.yml} and documents.
 *
 * @param documents texts by their paths
 */
record Pack(
        String name,
        String title,
        String what,
        List<String> scenarios,
        List<Setting> settings,
        Map<String, String> documents) {
    private static final List<String> FOLDERS = List.of("templates", "offers", "journeys", "tests");

    Pack {
        scenarios = List.copyOf(scenarios);
        settings = List.copyOf(settings);
        documents = Collections.unmodifiableMap(new TreeMap<>(documents));
    }

    /**
     * A value that the pack needs of the shop.
     *
     * @param path where it stands in the shop's settings, with dots
     * @param asks what it is, for people
     * @param otherwise the value where nothing is said; null for none
     * @param optional whether the pack does without
     * @param number whether the settings have a whole number there
     */
    record Setting(
            String name, String path, String asks, @Nullable String otherwise, boolean optional, boolean number) {}

    static Pack read(Path root) {
        JsonNode head = DocumentWording.tree(text(root.resolve("pack.yml")));
        List<String> scenarios = new ArrayList<>();
        head.path("scenarios").forEach(number -> scenarios.add(number.asString()));
        List<Setting> settings = new ArrayList<>();
        head.path("settings").forEach(one -> settings.add(setting(one)));
        return new Pack(
                String.valueOf(root.getFileName()),
                head.path("title").asString(""),
                head.path("what").asString(""),
                scenarios,
                settings,
                new DocumentDirectory(root).read(FOLDERS).texts());
    }

    private static Setting setting(JsonNode one) {
        JsonNode otherwise = one.path("default");
        return new Setting(
                one.path("name").asString(""),
                one.path("path").asString(""),
                one.path("asks").asString(""),
                otherwise.isValueNode() ? otherwise.asString() : null,
                one.path("optional").asBoolean(false),
                otherwise.isInt());
    }

    private static String text(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new CommandFailedException("cannot read " + file + ": " + e.getMessage(), e);
        }
    }
}
