package dev.vestnik.system.poison;

import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import tools.jackson.databind.json.JsonMapper;

/** Documents that look like work and are a trap, each of another kind. */
final class HostileDocuments {
    private static final JsonMapper JSON = new JsonMapper();
    private static final String APPLICATION_JSON = "application/json";
    private static final String APPLICATION_YAML = "application/yaml";

    private HostileDocuments() {}

    static List<Poison> all() {
        return List.of(
                // Templates
                mail("comments-that-never-end", "<mjml><mj-body>" + "<!--".repeat(45_000) + "</mj-body></mjml>"),
                mail("attribute-of-2300-letters", attribute(2_300)),
                mail("attribute-of-500000-letters", attribute(500_000)),
                mail("tags-that-never-end", "<mjml><mj-body><mj-text>" + "<a".repeat(100_000)),
                mail("sections-within-sections", nested(5_000)),
                mail("entities", "<mjml><mj-body><mj-text>" + "&amp".repeat(100_000) + "</mj-text></mj-body></mjml>"),
                text("round-to-two-billion-places", "{{ 1.5 | round: 2147483647 }}"),
                text("loop-of-a-billion", "{% for a in (1..1000000000) %}x{% endfor %}"),
                text("loops-within-loops", "{% for a in (1..999) %}".repeat(20) + "x" + "{% endfor %}".repeat(20)),
                text("ifs-within-ifs", "{% if event.a %}".repeat(5_000) + "x" + "{% endif %}".repeat(5_000)),
                text("brackets-that-never-end", "{{ ".repeat(60_000)),
                text("filters-upon-filters", "{{ event.text" + " | strip_html".repeat(20_000) + " }}"),
                text(
                        "doubling",
                        "{% assign a = 'xxxxxxxx' %}" + "{% assign a = a | append: a %}".repeat(40) + "{{ a }}"),
                text("raw-that-never-ends", "{% raw %}".repeat(50_000)),
                text("text-of-a-megabyte", "x".repeat(1_000_000)),
                refused("templates", "no-document", APPLICATION_JSON, ""),
                refused("templates", "brackets", APPLICATION_JSON, "[".repeat(500_000)),
                refused("templates", "objects", APPLICATION_JSON, "{\"a\":".repeat(200_000)),
                refused("templates", "yaml-that-grows", APPLICATION_YAML, growing()),
                refused("templates", "yaml-brackets", APPLICATION_YAML, "[".repeat(100_000)),
                refused("templates", "number-of-a-million-digits", APPLICATION_JSON, "1".repeat(1_000_000)),
                refused("templates", "another-type", "application/x-java-serialized-object", "\u00AC\u00ED"),
                // Journeys
                journey("two-hundred-steps-without-a-wait", chain(200)),
                journey("two-thousand-steps", chain(2_000)),
                new HostileDocument("loop", path("journeys", "loop"), APPLICATION_JSON, loop(), true, false),
                journey("condition-of-sums", condition("1" + " + 1".repeat(20_000) + " > 0")),
                journey("condition-of-brackets", condition("(".repeat(20_000) + "true" + ")".repeat(20_000))),
                journey("condition-of-nots", condition("!".repeat(20_001) + "true")),
                journey("condition-of-lists", condition("[".repeat(2_000) + "]".repeat(2_000) + " == []")),
                journey("condition-of-patterns", condition("\"a\".matches(\"" + "(a*)*".repeat(2_000) + "\")")),
                journey("condition-of-macros", condition(macros())),
                // Settings
                new HostileDocument(
                        "zone",
                        "/api/settings",
                        APPLICATION_JSON,
                        json(Map.of("zone", "../".repeat(9_999))),
                        true,
                        false),
                new HostileDocument(
                        "locale",
                        "/api/settings",
                        APPLICATION_JSON,
                        json(Map.of("locale", "a-".repeat(50_000))),
                        true,
                        false),
                new HostileDocument("nesting", "/api/settings", APPLICATION_YAML, "{a: ".repeat(20_000), true, false),
                // Paths
                refused("journeys", "x".repeat(5_000), APPLICATION_JSON, "{}"),
                refused("journeys", "%2e%2e%2fsettings", APPLICATION_JSON, "{}"),
                refused("journeys", "%00%0d%0a", APPLICATION_JSON, "{}"));
    }

    private static Poison refused(String kind, String what, String type, String body) {
        String said = what.substring(0, Math.min(40, what.length()));
        return new HostileDocument(said, path(kind, what), type, body, true, false);
    }

    private static String path(String kind, String what) {
        return "/api/" + kind + "/" + Poison.MARK + what;
    }

    private static Poison mail(String what, String mjml) {
        return template(what, Map.of("email", Map.of("subject", "s", "mjml", mjml)));
    }

    private static Poison text(String what, String text) {
        return template(what, Map.of("sms", Map.of("text", text)));
    }

    private static Poison template(String what, Map<String, Object> content) {
        String body = json(Map.of("id", Poison.MARK + what, "defaultLocale", "en", "locales", Map.of("en", content)));
        return new HostileDocument(what, path("templates", what), APPLICATION_JSON, body, false, false);
    }

    private static Poison journey(String what, Map<String, Object> parts) {
        return new HostileDocument(
                what, path("journeys", what), APPLICATION_JSON, json(journeyOf(what, parts)), false, true);
    }

    private static Map<String, Object> journeyOf(String what, Map<String, Object> parts) {
        return Map.of(
                "id", Poison.MARK + what,
                "class", "service",
                "entry", Map.of("on", "x.poison.entry"),
                "start", parts.get("start"),
                "steps", parts.get("steps"));
    }

    private static Map<String, Object> chain(int length) {
        Map<String, Object> steps = IntStream.range(0, length)
                .boxed()
                .collect(Collectors.toMap(step -> "s" + step, step -> branch("event.a == 1", "s" + (step + 1))));
        steps.put("s" + length, Map.of("type", "end"));
        return Map.of("start", "s0", "steps", steps);
    }

    private static Map<String, Object> condition(String condition) {
        return Map.of("start", "s0", "steps", Map.of("s0", branch(condition, "s1"), "s1", Map.of("type", "end")));
    }

    private static Map<String, Object> branch(String condition, String next) {
        return Map.of("type", "branch", "cases", List.of(Map.of("if", condition, "next", next)), "otherwise", next);
    }

    private static String loop() {
        return json(journeyOf(
                "loop",
                Map.of("start", "s0", "steps", Map.of("s0", branch("true", "s1"), "s1", branch("true", "s0")))));
    }

    private static String macros() {
        String list = "[1,2,3,4,5,6,7,8,9,10]";
        return (list + ".all(a, ").repeat(12) + "true" + ")".repeat(12);
    }

    private static String attribute(int letters) {
        return "<mjml><mj-body><mj-section><mj-column><mj-text " + "a".repeat(letters)
                + "=\"1\">x</mj-text></mj-column></mj-section></mj-body></mjml>";
    }

    private static String nested(int depth) {
        return "<mjml><mj-body>" + "<mj-section>".repeat(depth) + "</mj-section>".repeat(depth) + "</mj-body></mjml>";
    }

    private static String growing() {
        StringBuilder yaml = new StringBuilder("a0: &a0 [x, x, x, x, x, x, x, x, x]\n");
        for (int level = 1; level < 12; level++) {
            String before = "*a" + (level - 1);
            yaml.append("a%d: &a%d [%s]%n"
                    .formatted(
                            level,
                            level,
                            String.join(
                                    ", ",
                                    List.of(before, before, before, before, before, before, before, before, before))));
        }
        return yaml.toString();
    }

    private static String json(Object value) {
        return JSON.writeValueAsString(value);
    }
}
