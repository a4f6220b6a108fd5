package dev.vestnik.pages.choice;

import dev.vestnik.pages.html.HtmlPage;
import dev.vestnik.pages.html.Texts;
import java.util.List;
import java.util.Map;
import org.springframework.util.MultiValueMap;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** The form of a customer's choices: how it is shown, and how it is read when it comes back. */
final class PreferencesPage {
    static final String EVERYTHING = "everything";

    private static final JsonMapper JSON = new JsonMapper();
    private static final String CHANNEL = "c.";
    private static final String TOPIC = "t.";
    private static final String TRACKED = "tracked";
    private static final List<String> FREQUENCIES = List.of("any", "daily", "weekly", "monthly");
    private static final List<String> PAUSES = List.of("0", "30");

    private final Texts texts;
    private final TopicNames topics;

    PreferencesPage(Texts texts, TopicNames topics) {
        this.texts = texts;
        this.topics = topics;
    }

    HtmlPage shown(JsonNode preferences) {
        HtmlPage page = new HtmlPage(texts, texts.get("preferences.title"))
                .paragraph(texts.get("preferences.text"))
                .form();
        channels(page, preferences.path("channels"));
        topics(page, preferences.path("topics"));
        frequency(page, preferences.path("frequency").asString("any"));
        pause(page, preferences.path("pausedUntil").asString(""));
        language(page);
        page.group(texts.get("preferences.tracking"))
                .box(
                        TRACKED,
                        texts.get("preferences.tracked"),
                        preferences.path(TRACKED).asBoolean(true))
                .endGroup();
        return page.submit("save", texts.get("preferences.save"), false)
                .end()
                .button(EVERYTHING, texts.get("unsubscribe.everything"), true);
    }

    /** The page while the engine is away: everything can be stopped nevertheless. */
    HtmlPage unknown() {
        return new HtmlPage(texts, texts.get("preferences.title"))
                .paragraph(texts.get("preferences.away"))
                .button(EVERYTHING, texts.get("unsubscribe.everything"), false);
    }

    private void channels(HtmlPage page, JsonNode channels) {
        if (!channels.isEmpty()) {
            page.group(texts.get("preferences.channels"));
            for (Map.Entry<String, JsonNode> channel : channels.properties()) {
                page.box(
                        CHANNEL + channel.getKey(),
                        texts.get("way." + channel.getKey()),
                        channel.getValue().asBoolean());
            }
            page.endGroup();
        }
    }

    private void topics(HtmlPage page, JsonNode known) {
        if (!known.isEmpty()) {
            page.group(texts.get("preferences.topics"));
            for (Map.Entry<String, JsonNode> topic : known.properties()) {
                page.box(
                        TOPIC + topic.getKey(),
                        topics.of(topic.getKey(), texts),
                        topic.getValue().asBoolean());
            }
            page.endGroup();
        }
    }

    private void frequency(HtmlPage page, String now) {
        page.group(texts.get("preferences.frequency"));
        for (String frequency : FREQUENCIES) {
            page.choice("frequency", frequency, texts.get("frequency." + frequency), frequency.equals(now));
        }
        page.endGroup();
    }

    /** Without a choice, a pause that is there goes on. */
    private void pause(HtmlPage page, String until) {
        page.group(texts.get("preferences.pause"));
        if (!until.isEmpty()) {
            page.choice("pause", "", texts.get("pause.on", until.substring(0, Math.min(until.length(), 10))), true);
        }
        for (String days : PAUSES) {
            page.choice("pause", days, texts.get("pause." + days), until.isEmpty() && days.equals("0"));
        }
        page.endGroup();
    }

    private void language(HtmlPage page) {
        page.group(texts.get("preferences.language"));
        for (Texts language : List.of(Texts.ENGLISH, Texts.RUSSIAN)) {
            page.choice("locale", language.language(), language.get("language"), language.equals(texts));
        }
        page.endGroup();
    }

    /** The wish as the engine reads it. */
    ObjectNode read(MultiValueMap<String, String> form) {
        ObjectNode wish = JSON.createObjectNode();
        ObjectNode channels = wish.putObject("channels");
        ObjectNode chosen = wish.putObject("topics");
        for (String name : form.getOrDefault("shown", List.of())) {
            if (name.startsWith(CHANNEL)) {
                channels.put(name.substring(CHANNEL.length()), form.containsKey(name));
            } else if (name.startsWith(TOPIC)) {
                chosen.put(name.substring(TOPIC.length()), form.containsKey(name));
            }
        }
        put(wish, "frequency", form, "frequency");
        put(wish, "pauseDays", form, "pause");
        put(wish, "locale", form, "locale");
        wish.put(TRACKED, form.containsKey(TRACKED));
        wish.put("evidence", Proof.of("preferences", "button", texts, texts.get("preferences.text")));
        return wish;
    }

    private static void put(ObjectNode wish, String member, MultiValueMap<String, String> form, String field) {
        String value = form.getFirst(field);
        if (value != null && !value.isEmpty()) {
            wish.put(member, value);
        }
    }
}
