package dev.vestnik.sms.provider;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JsonPointer;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.MissingNode;

/**
 * One mapping of a description, read strictly: notes what is missing, of another kind, or unknown, each with its place, and goes on. What is
 * returned for a wrong field is good for nothing but finding the next one.
 */
final class Section {
    private final JsonNode node;
    private final String place;
    private final List<String> problems;
    private final Set<String> known = new HashSet<>();

    Section(JsonNode node, String place, List<String> problems) {
        this.node = node;
        this.place = place;
        this.problems = problems;
        if (!node.isObject()) {
            problems.add(place + " must be a mapping");
        }
    }

    /** The place of a field, for people. */
    String place(String field) {
        return place.isEmpty() ? field : place + "." + field;
    }

    void wrong(String field, String problem) {
        problems.add(place(field) + " " + problem);
    }

    JsonNode raw(String field) {
        known.add(field);
        JsonNode value = node.path(field);
        return value.isNull() ? MissingNode.getInstance() : value;
    }

    boolean has(String field) {
        return !raw(field).isMissingNode();
    }

    Section section(String field) {
        JsonNode value = raw(field);
        return new Section(value, place(field), problems);
    }

    List<Section> sections(String field) {
        List<Section> sections = new ArrayList<>();
        for (JsonNode entry : raw(field)) {
            sections.add(new Section(entry, place(field) + "[" + sections.size() + "]", problems));
        }
        return sections;
    }

    String text(String field) {
        JsonNode value = raw(field);
        if (!value.isValueNode()) {
            wrong(field, "is required: a text");
        }
        return value.asString("");
    }

    String text(String field, String otherwise) {
        return has(field) ? text(field) : otherwise;
    }

    <T extends Enum<T>> T choice(String field, Class<T> type, T otherwise) {
        String text = text(field);
        for (T constant : type.getEnumConstants()) {
            if (word(constant).equals(text)) {
                return constant;
            }
        }
        wrong(field, "must be one of " + words(type));
        return otherwise;
    }

    private static String word(Enum<?> constant) {
        return constant.name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    private static <T extends Enum<T>> List<String> words(Class<T> type) {
        List<String> words = new ArrayList<>();
        for (T constant : type.getEnumConstants()) {
            words.add(word(constant));
        }
        return words;
    }

    /** The texts of a list, or one text alone. */
    Set<String> texts(String field) {
        Set<String> texts = new LinkedHashSet<>();
        JsonNode value = raw(field);
        if (value.isValueNode()) {
            texts.add(value.asString());
        }
        for (JsonNode entry : value) {
            texts.add(entry.asString(""));
        }
        return texts;
    }

    Set<Integer> numbers(String field) {
        Set<Integer> numbers = new LinkedHashSet<>();
        for (String text : texts(field)) {
            try {
                numbers.add(Integer.valueOf(text));
            } catch (NumberFormatException e) {
                wrong(field, "must be numbers");
            }
        }
        return numbers;
    }

    /** A place in a body (RFC 6901); null when the field is not there. */
    @Nullable
    JsonPointer pointer(String field) {
        return has(field) ? pointer(field, text(field)) : null;
    }

    JsonPointer requiredPointer(String field) {
        return pointer(field, text(field));
    }

    private JsonPointer pointer(String field, String text) {
        try {
            return JsonPointer.compile(text);
        } catch (IllegalArgumentException e) {
            wrong(field, "must be a JSON pointer: /messages/0/status");
            return JsonPointer.empty();
        }
    }

    /** Called last: names the fields that nobody asked for. */
    void end() {
        node.propertyNames().forEach(field -> {
            if (!known.contains(field)) {
                wrong(field, "is unknown");
            }
        });
    }
}
