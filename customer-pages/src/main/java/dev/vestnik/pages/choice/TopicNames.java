package dev.vestnik.pages.choice;

import dev.vestnik.pages.html.Texts;
import java.util.Map;

/** Names of topics for pages: {@code cart-reminders} is "cart reminders" where the settings have no name. */
public record TopicNames(Map<String, Map<String, String>> names) {
    public TopicNames {
        names = Map.copyOf(names);
    }

    public String of(String topic, Texts texts) {
        Map<String, String> byLanguage = names.getOrDefault(topic, Map.of());
        String name = byLanguage.get(texts.language());
        return name == null ? topic.replace('-', ' ') : name;
    }
}
