package dev.vestnik.sms.provider;

import dev.vestnik.sender.http.Fate;
import dev.vestnik.sms.provider.Description.Facts;
import dev.vestnik.sms.provider.Description.Form;
import dev.vestnik.sms.provider.Description.Meaning;
import dev.vestnik.sms.provider.Description.PriceOf;
import dev.vestnik.sms.provider.Description.Replies;
import dev.vestnik.sms.provider.Description.Reports;
import dev.vestnik.sms.provider.Description.Request;
import dev.vestnik.sms.provider.Description.Rule;
import dev.vestnik.sms.provider.Description.States;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import org.apache.kafka.common.config.ConfigException;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.constructor.SafeConstructor;
import org.yaml.snakeyaml.error.YAMLException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Reads descriptions of providers: plain YAML, no tags, no aliases, no unknown fields; names everything that is wrong at once. */
final class DescriptionReader {
    private static final Pattern NAME = Pattern.compile("[a-z][a-z0-9]{1,19}");
    private static final int LARGEST = 64 * 1024;
    private static final int DEEPEST = 20;
    private static final JsonMapper JSON = new JsonMapper();

    private final List<String> problems = new ArrayList<>();

    private DescriptionReader() {}

    /** @throws ConfigException with all problems of the file */
    static Description read(Path file) {
        try {
            if (Files.size(file) > LARGEST) {
                throw new ConfigException(file + " is no description of a provider: more than 64 KiB");
            }
            return read(Files.readString(file), file.toString());
        } catch (IOException e) {
            throw new ConfigException(file + " cannot be read: " + e.getClass().getSimpleName());
        }
    }

    static Description read(String yaml, String file) {
        DescriptionReader reader = new DescriptionReader();
        Description description = reader.description(tree(yaml, file));
        if (!reader.problems.isEmpty()) {
            throw new ConfigException(
                    file + " is no description of a provider:\n" + String.join("\n", reader.problems));
        }
        return description;
    }

    private static JsonNode tree(String yaml, String file) {
        LoaderOptions options = new LoaderOptions();
        options.setAllowDuplicateKeys(false);
        options.setMaxAliasesForCollections(0);
        options.setNestingDepthLimit(DEEPEST);
        options.setCodePointLimit(LARGEST);
        try {
            return JSON.valueToTree(new Yaml(new SafeConstructor(options)).load(yaml));
        } catch (YAMLException e) {
            throw new ConfigException(file + " is no YAML: " + e.getMessage());
        }
    }

    private Description description(JsonNode tree) {
        Section root = new Section(tree, "", problems);
        String name = root.text("name");
        if (!NAME.matcher(name).matches()) {
            root.wrong("name", "must be 2 to 20 small letters and digits");
        }
        Description description = new Description(
                name,
                request(root.section("request")),
                root.pointer("code"),
                root.has("accepted")
                        ? facts(root.section("accepted"))
                        : new Facts(null, null, null, null, PriceOf.MESSAGE, ""),
                rules(root),
                root.has("reports") ? reports(root.section("reports")) : null,
                root.has("replies") ? replies(root.section("replies")) : null);
        root.end();
        return description;
    }

    private Request request(Section section) {
        PlaceholderText path = template(section, "path", section.text("path"), PlaceholderText.SAFE);
        if (!path.text().startsWith("/")) {
            section.wrong("path", "must begin with /");
        }
        Form form = section.choice("as", Form.class, Form.JSON);
        Map<String, PlaceholderText> headers = new LinkedHashMap<>();
        section.raw("headers")
                .forEachEntry((name, value) -> headers.put(
                        name, template(section, "headers." + name, value.asString(""), PlaceholderText.SAFE)));
        JsonNode body = section.raw("body");
        if (!body.isObject()) {
            section.wrong("body", "is required: fields and their templates");
        }
        templates(section, "body", body, form);
        section.end();
        return new Request(path, form, headers, body);
    }

    private static void templates(Section section, String field, JsonNode node, Form form) {
        if (node.isString()) {
            template(section, field, node.stringValue(), PlaceholderText.ALL);
        } else if (node.isObject()) {
            node.forEachEntry((name, value) -> {
                if (form == Form.FORM && !value.isValueNode()) {
                    section.wrong(field + "." + name, "must be a text in a form");
                }
                templates(section, field + "." + name, value, form);
            });
        } else {
            node.forEach(value -> templates(section, field + "[]", value, form));
        }
    }

    private static PlaceholderText template(Section section, String field, String text, Set<String> allowed) {
        PlaceholderText template = new PlaceholderText(text);
        template.strange(allowed).forEach(strange -> section.wrong(field, "has no placeholder " + strange));
        return template;
    }

    private static Facts facts(Section section) {
        Facts facts = new Facts(
                section.pointer("each"),
                section.pointer("id"),
                section.pointer("segments"),
                section.pointer("price"),
                section.has("price-of") ? section.choice("price-of", PriceOf.class, PriceOf.MESSAGE) : PriceOf.MESSAGE,
                section.text("currency", ""));
        section.end();
        return facts;
    }

    private static List<Rule> rules(Section root) {
        List<Rule> rules = new ArrayList<>();
        for (Section section : root.sections("outcomes")) {
            rules.add(new Rule(
                    section.numbers("status"),
                    section.pointer("at"),
                    section.texts("is"),
                    section.choice("then", Meaning.class, Meaning.IN_DOUBT)));
            if (section.has("at") != section.has("is")) {
                section.wrong("at", "and is belong together");
            }
            section.end();
        }
        if (rules.stream().noneMatch(rule -> rule.then() == Meaning.ACCEPTED)) {
            root.wrong("outcomes", "must have one that is accepted");
        }
        return rules;
    }

    private static Reports reports(Section section) {
        Reports reports = new Reports(
                section.choice("as", Form.class, Form.JSON),
                section.pointer("each"),
                section.has("token") ? section.text("token") : null,
                section.pointer("id"),
                section.requiredPointer("at"),
                section.pointer("code"),
                new States(
                        section.texts("delivered"),
                        section.texts("read"),
                        section.texts("expired"),
                        section.texts("failed")),
                section.has("codes") ? codes(section.section("codes")) : Map.of());
        if (reports.token() == null && reports.id() == null) {
            section.wrong("token", "or id is required: how a report names its message");
        }
        if (reports.token() != null && !reports.token().matches("[?/].+")) {
            section.wrong("token", "must be a JSON pointer, or ?NAME for a parameter of the query");
        }
        section.end();
        return reports;
    }

    private static Map<String, Fate> codes(Section section) {
        Map<String, Fate> codes = new HashMap<>();
        section.texts("temporary").forEach(code -> codes.put(code, Fate.TEMPORARY));
        section.texts("dead-address").forEach(code -> codes.put(code, Fate.DEAD));
        section.texts("opted-out").forEach(code -> codes.put(code, Fate.OPTED_OUT));
        section.end();
        return codes;
    }

    private static Replies replies(Section section) {
        Replies replies = new Replies(
                section.choice("as", Form.class, Form.JSON),
                section.pointer("each"),
                section.requiredPointer("from"),
                section.pointer("to"),
                section.requiredPointer("text"),
                section.pointer("id"));
        section.end();
        return replies;
    }
}
