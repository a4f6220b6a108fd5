package dev.vestnik.system.poison;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import tools.jackson.databind.json.JsonMapper;

/** Events that cost whoever reads them, and the journeys that read them. */
final class HostileEvents {
    private static final JsonMapper JSON = new JsonMapper();
    private static final String NOBODY = "";

    private HostileEvents() {}

    static List<Poison> all() {
        return List.of(
                custom("tags-that-never-end", "x.poison.text", text("<a".repeat(300_000))),
                custom("comments-that-never-end", "x.poison.text", text("<!--".repeat(150_000))),
                custom("scripts-that-never-end", "x.poison.text", text("<script".repeat(80_000))),
                custom("styles-that-never-end", "x.poison.text", text("<style>".repeat(80_000))),
                custom("nul-and-controls", "x.poison.text", text("\\u0000\\u001b\\u202e\\ufffe".repeat(1_000))),
                custom("half-of-a-pair", "x.poison.text", text("\\ud800".repeat(1_000))),
                custom("liquid-in-a-value", "x.poison.text", text("{{ event }}{% raw %}{{".repeat(1_000))),
                custom("number-without-an-end", "x.poison.number", "{\"n\": 1e999999999}"),
                custom("number-of-ten-thousand-digits", "x.poison.number", "{\"n\": " + "9".repeat(10_000) + "}"),
                custom("two-billion-places", "x.poison.number", "{\"n\": 2147483647}"),
                custom("list-of-a-hundred-thousand", "x.poison.list", "{\"list\": [1" + ",1".repeat(100_000) + "]}"),
                custom("nested-490-deep", "x.poison.list", "{\"list\": " + "[".repeat(490) + "]".repeat(490) + "}"),
                custom("objects-490-deep", "x.poison.list", "{\"a\": ".repeat(490) + "1" + "}".repeat(490)),
                custom("nested-100000-deep", "x.poison.list", "{\"list\": " + "[".repeat(100_000)),
                custom("five-thousand-fields", "x.poison.list", fields(5_000)),
                custom("same-field-twice", "x.poison.list", "{\"list\": [], \"list\": [1]}"),
                custom("name-that-is-no-name", "x.poison.\\r\\n\\u0000", "{}"),
                custom("name-of-5000-letters", "x.poison." + "n".repeat(5_000), "{}"),
                customer("crlf", "Anna\\r\\nBcc: all@example.com\\r\\n\\r\\nbody"),
                customer("nul", "An\\u0000na"),
                customer("letters-5000", "A".repeat(5_000)),
                customer("right-to-left", "\\u202eAnna"),
                customer("empty", ""),
                customer("half-of-a-pair", "Anna\\ud83d"),
                new HostileEvent("that is no event", "{\"specversion\": \"1.0\"}\nnull\n[[]]\n\"\"\n\u0000\n", NOBODY),
                new HostileEvent("that is no JSON", "{".repeat(100_000) + "\n", NOBODY));
    }

    /** Journeys whose texts and conditions are expensive in what the events bring; each of them must be taken. */
    static void setTraps(Site site) throws IOException, InterruptedException {
        trap(site, "text", "x.poison.text", "{{ event.text | strip_html | escape | truncate: 20 }}", "true");
        trap(site, "newlines", "x.poison.text", "{{ event.text | strip_newlines | newline_to_br | size }}", "true");
        trap(
                site,
                "split",
                "x.poison.text",
                "{{ event.text | split: '<' | reverse | join: '<<<<' | truncate: 9 }}",
                "true");
        trap(site, "round", "x.poison.number", "{{ 1.5 | round: event.n }}", "true");
        trap(
                site,
                "loop",
                "x.poison.list",
                "{% for a in event.list %}{% for b in event.list %}x{% endfor %}{% endfor %}",
                "true");
        trap(site, "pattern", "x.poison.text", "x", "event.text.matches(\"(<a*)*$\")");
        trap(site, "macro", "x.poison.list", "x", "event.list.all(a, event.list.all(b, a == b))");
        mailTrap(site);
    }

    private static void trap(Site site, String what, String event, String text, String condition)
            throws IOException, InterruptedException {
        String id = Poison.MARK + "trap-" + what;
        site.mustCall("PUT", "/api/templates/" + id, template(id, "sms", Map.of("text", text)));
        journey(site, id, event, condition, "sms");
    }

    private static void mailTrap(Site site) throws IOException, InterruptedException {
        String id = Poison.MARK + "hello";
        site.mustCall(
                "PUT",
                "/api/templates/" + id,
                template(
                        id,
                        "email",
                        Map.of(
                                "subject",
                                "Hello {{ customer.firstName | default: 'you' }}",
                                "mjml",
                                "<mjml><mj-body><mj-section><mj-column><mj-text>Hello</mj-text></mj-column></mj-section></mj-body></mjml>")));
        journey(site, id, "x.poison.hello", "true", "email");
    }

    private static void journey(Site site, String id, String event, String condition, String channel)
            throws IOException, InterruptedException {
        String body = JSON.writeValueAsString(Map.of(
                "id",
                id,
                "class",
                "service",
                "entry",
                Map.of("on", event, "if", condition),
                "start",
                "tell",
                "steps",
                Map.of(
                        "tell",
                        Map.of("type", "message", "template", id, "channels", List.of(Map.of("via", channel))))));
        site.mustCall("PUT", "/api/journeys/" + id, body);
        site.mustCall("POST", "/api/journeys/" + id + "/publish", "{}");
    }

    private static String template(String id, String channel, Map<String, Object> content) {
        return JSON.writeValueAsString(
                Map.of("id", id, "defaultLocale", "en", "locales", Map.of("en", Map.of(channel, content))));
    }

    private static String text(String text) {
        return "{\"text\": \"" + text + "\"}";
    }

    private static String fields(int count) {
        List<String> fields = new ArrayList<>();
        for (int field = 0; field < count; field++) {
            fields.add("\"f" + field + "\": " + field);
        }
        return "{" + String.join(", ", fields) + "}";
    }

    private static Poison custom(String what, String type, String data) {
        String customer = Poison.MARK + what;
        String known = line(what + "-customer", "customer.updated", customer, "{\"phone\": \"+74950000009\"}");
        return new HostileEvent(what, known + "\n" + line(what, type, customer, data) + "\n", NOBODY);
    }

    private static Poison customer(String what, String name) {
        String customer = Poison.MARK + "named-" + what;
        String mail = customer + "@example.com";
        String data = "{\"email\": \"" + mail + "\", \"firstName\": \"" + name + "\", \"name\": \"" + name + "\"}";
        return new HostileEvent(
                "name-" + what,
                line("name-" + what, "customer.updated", customer, data) + "\n"
                        + line("name-" + what + "-hello", "x.poison.hello", customer, "{}") + "\n",
                mail);
    }

    private static String line(String what, String type, String customer, String data) {
        return """
                {"specversion": "1.0", "id": "%s", "source": "/shops/main", "time": "2026-01-24T11:00:00Z", "subject": "%s", \
                "type": "%s", "data": %s}""".formatted(HostileEvent.id(what), customer, type, data);
    }
}
