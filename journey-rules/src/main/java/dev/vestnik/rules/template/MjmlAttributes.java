package dev.vestnik.rules.template;

import dev.vestnik.rules.document.Nearest;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/** Checks that each attribute of MJML's elements has an effect. Not thread-safe. */
final class MjmlAttributes {
    private final Set<String> classes = new HashSet<>();
    /** The line of each class that an element has. */
    private final Map<String, Integer> used = new LinkedHashMap<>();

    void check(MarkupTags.Tag tag, MjmlElement element, List<String> problems) {
        Map<String, String> attributes = attributes(tag);
        for (String name : attributes.keySet()) {
            if (!element.attributes().contains(name) && !MaskedMarkup.isMark(name)) {
                problems.add("line " + tag.line() + ": <" + tag.name() + "> does nothing with the attribute \""
                        + MjmlCheck.shown(name) + "\"" + Nearest.hint(name, element.attributes()));
            }
        }
        element.needed().stream()
                .filter(name -> !attributes.containsKey(name))
                .forEach(name -> problems.add(
                        "line " + tag.line() + ": <" + tag.name() + "> does nothing without \"" + name + "\""));
        note(tag, attributes);
    }

    private void note(MarkupTags.Tag tag, Map<String, String> attributes) {
        if (tag.name().equals("mj-class")) {
            classes.add(attributes.getOrDefault("name", ""));
        }
        for (String name : attributes.getOrDefault("mj-class", "").split("\\s+")) {
            if (!name.isEmpty()) {
                used.putIfAbsent(name, tag.line());
            }
        }
    }

    /** One problem for each class that no {@code mj-class} makes. */
    List<String> unknownClasses() {
        List<String> problems = new ArrayList<>();
        used.forEach((name, line) -> {
            if (!classes.contains(name) && !MaskedMarkup.isMark(name)) {
                problems.add("line " + line + ": there is no <mj-class name=\"" + MjmlCheck.shown(name) + "\">"
                        + Nearest.hint(name, classes));
            }
        });
        return problems;
    }

    private static Map<String, String> attributes(MarkupTags.Tag tag) {
        Map<String, String> attributes = new LinkedHashMap<>();
        String last = "";
        for (String part : tag.attributes()) {
            int equals = part.indexOf('=');
            String name = (equals < 0 ? part : part.substring(0, equals)).toLowerCase(Locale.ROOT);
            boolean value = name.isEmpty() || name.startsWith("\"") || name.startsWith("'");
            last = value ? last : name;
            String written = value ? part.replaceFirst("^=", "") : equals < 0 ? "" : part.substring(equals + 1);
            attributes.merge(last, written.replace("\"", "").replace("'", ""), String::concat);
        }
        attributes.remove("");
        return attributes;
    }
}
