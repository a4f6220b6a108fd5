package dev.vestnik.standalone.documents;

import dev.vestnik.standalone.command.CommandFailedException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.IntNode;
import tools.jackson.databind.node.ObjectNode;
import tools.jackson.databind.node.StringNode;
import tools.jackson.dataformat.yaml.YAMLMapper;
import tools.jackson.dataformat.yaml.YAMLWriteFeature;

/** Fills the gaps of the shop's settings with what a pack asks for. What the shop has said stays, unless another value is given. */
final class PackSettings {
    private static final YAMLMapper YAML = YAMLMapper.builder()
            .disable(YAMLWriteFeature.WRITE_DOC_START_MARKER)
            .build();

    private final Map<String, String> given;
    private final Function<String, @Nullable String> asker;
    private final List<String> missing = new ArrayList<>();

    /** @param asker asks a person; answers null where nobody is there */
    PackSettings(Map<String, String> given, Function<String, @Nullable String> asker) {
        this.given = given;
        this.asker = asker;
    }

    /**
     * The settings with what is asked for; null where they are so already.
     *
     * @param inForce null where there are none
     */
    @Nullable
    String filled(List<Pack.Setting> settings, @Nullable String inForce) {
        requireKnown(settings);
        ObjectNode tree = inForce != null && DocumentWording.tree(inForce) instanceof ObjectNode there
                ? there
                : YAML.createObjectNode();
        JsonNode before = tree.deepCopy();
        settings.forEach(setting -> fill(tree, setting));
        if (!missing.isEmpty()) {
            throw new CommandFailedException("say what is missing: " + String.join(", ", missing));
        }
        return tree.equals(before) ? null : YAML.writeValueAsString(tree);
    }

    private void requireKnown(List<Pack.Setting> settings) {
        Set<String> known = settings.stream().map(Pack.Setting::name).collect(Collectors.toSet());
        given.keySet().stream()
                .filter(name -> !known.contains(name))
                .findFirst()
                .ifPresent(name -> {
                    throw new CommandFailedException("the pack asks for no " + name + ", but for "
                            + settings.stream().map(Pack.Setting::name).collect(Collectors.joining(", ")));
                });
    }

    private void fill(ObjectNode tree, Pack.Setting setting) {
        String[] path = setting.path().split("\\.", -1);
        String value = given.get(setting.name());
        if (value == null && at(tree, path).isMissingNode()) {
            value = asked(setting);
        }
        if (value != null) {
            put(tree, path, setting.number() ? number(setting, value) : StringNode.valueOf(value));
        } else if (!setting.optional() && at(tree, path).isMissingNode()) {
            missing.add("--set " + setting.name() + "=... (" + setting.asks() + ")");
        }
    }

    private static JsonNode number(Pack.Setting setting, String value) {
        try {
            return IntNode.valueOf(Integer.parseInt(value));
        } catch (NumberFormatException e) {
            throw new CommandFailedException(setting.name() + " must be a whole number, not " + value, e);
        }
    }

    private @Nullable String asked(Pack.Setting setting) {
        String otherwise = setting.otherwise();
        String hint = otherwise != null ? " [" + otherwise + "]" : setting.optional() ? " [none]" : "";
        String answer = asker.apply(setting.asks() + hint + ": ");
        return answer == null || answer.isBlank() ? otherwise : answer.strip();
    }

    private static JsonNode at(JsonNode tree, String[] path) {
        JsonNode at = tree;
        for (String name : path) {
            at = at.isArray() ? at.path(Integer.parseInt(name)) : at.path(name);
        }
        return at;
    }

    /** A number on the path is the place in a list, which is made where there is none. */
    private static void put(ObjectNode tree, String[] path, JsonNode value) {
        ObjectNode at = tree;
        for (int i = 0; i < path.length - 1; i++) {
            if (i + 2 < path.length && path[i + 1].equals("0")) {
                ArrayNode list = at.withArrayProperty(path[i]);
                at = list.isEmpty() ? list.addObject() : (ObjectNode) list.get(0);
                i++;
            } else {
                at = at.withObjectProperty(path[i]);
            }
        }
        at.set(path[path.length - 1], value);
    }
}
