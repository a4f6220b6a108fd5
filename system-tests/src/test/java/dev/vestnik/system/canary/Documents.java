package dev.vestnik.system.canary;

import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** Journeys that tell what an event brings, and journeys that fail at it: in a text, in a condition, at a source outside. */
final class Documents {
    private static final Map<String, String> BROKEN_TEXTS = Map.of(
            "missing", "{{ event.note }} {{ event.field.deeper.still }}",
            "date", "{{ event.note | date: 'day' }}",
            "sum", "{{ event.note | times: event.field }}",
            "length", "{% for a in (1..9999) %}{% for b in (1..9999) %}{{ event.note }}{% endfor %}{% endfor %}");
    private static final Map<String, String> BROKEN_CONDITIONS = Map.of(
            "number", "int(event.note) > 3",
            "time", "timestamp(event.note) > now",
            "duration", "duration(event.field) > duration('1h')",
            "deep", "event.field.deeper.still == 'x'");

    /** Custom events whose journeys fail. */
    static final List<String> BROKEN = java.util.stream.Stream.of(
                    BROKEN_TEXTS.keySet(), BROKEN_CONDITIONS.keySet(), java.util.Set.of("ask", "offer"))
            .flatMap(java.util.Collection::stream)
            .sorted()
            .toList();

    private final Door door;

    Documents(Door door) {
        this.door = door;
    }

    void publish() throws IOException, InterruptedException {
        template(
                "tell",
                "{{ customer.firstName | default: '' }} {{ event.note | default: '' }} {{ event.field | default: '' }} {{ event.code | default: '' }}");
        journey("tell", "true", tell("tell", "sms", "email", "push"));
        for (String channel : List.of("sms", "email", "push")) {
            journey(channel, "true", tell("tell", channel));
        }
        for (Map.Entry<String, String> text : BROKEN_TEXTS.entrySet()) {
            template(text.getKey(), text.getValue());
            journey(text.getKey(), "true", tell(text.getKey(), "sms"));
        }
        for (Map.Entry<String, String> condition : BROKEN_CONDITIONS.entrySet()) {
            journey(condition.getKey(), condition.getValue(), tell("tell", "sms"));
        }
        journey(
                "ask",
                "true",
                "\"type\": \"lookup\", \"source\": \"canary\", \"params\": {\"note\": \"event.note\"}, \"into\": \"a\", \"timeout\": \"PT2S\"");
        offer();
        put("templates", "account-code", """
                {"id": "account-code", "locales": {"en": {"sms": {"text": "{{ context.code }}"}}}}
                """);
    }

    private void offer() throws IOException, InterruptedException {
        put("offers", "canary", "{\"id\": \"canary\", \"lowAt\": 1}");
        door.must(
                "POST",
                "ENGINE",
                "/api/offers/canary/codes",
                Mark.PROMO_CODE.value() + "\n" + Mark.PROMO_CODE.value() + " " + Mark.TEXT.value() + "\n");
        template("code", "{{ context.offer.code }} {{ event.note }}");
        put(
                "journeys",
                "canary-offer",
                "{\"id\": \"canary-offer\", \"class\": \"service\", \"entry\": {\"on\": \"x.canary.offer\"}, \"start\": \"s\", \"steps\": {"
                        + "\"s\": {\"type\": \"offer\", \"offer\": \"canary\", \"next\": \"t\"}, \"t\": {"
                        + tell("code", "sms") + "}}}");
        door.must("POST", "ENGINE", "/api/journeys/canary-offer/publish", "{}");
    }

    private void template(String id, String text) throws IOException, InterruptedException {
        put("templates", "canary-" + id, """
                {"id": "canary-%1$s", "defaultLocale": "en", "locales": {"en": {
                 "sms": {"text": "%2$s"}, "push": {"title": "canary", "body": "%2$s"},
                 "email": {"subject": "%2$s", "mjml": "<mjml><mj-body><mj-section><mj-column><mj-text>%2$s</mj-text></mj-column></mj-section></mj-body></mjml>"}}}}
                """.formatted(id, text));
    }

    private void journey(String id, String condition, String step) throws IOException, InterruptedException {
        put("journeys", "canary-" + id, """
                {"id": "canary-%s", "class": "service", "entry": {"on": "x.canary.%s", "if": "%s"}, "start": "s", "steps": {"s": {%s}}}
                """.formatted(id, id, condition, step));
        door.must("POST", "ENGINE", "/api/journeys/canary-" + id + "/publish", "{}");
    }

    private static String tell(String template, String... channels) {
        return "\"type\": \"message\", \"template\": \"canary-" + template + "\", \"channels\": ["
                + List.of(channels).stream()
                        .map(via -> "{\"via\": \"" + via + "\"}")
                        .collect(Collectors.joining(", ")) + "]";
    }

    private void put(String kind, String id, String body) throws IOException, InterruptedException {
        door.must("PUT", "ENGINE", "/api/" + kind + "/" + id, body);
    }
}
