package dev.vestnik.pages;

import dev.vestnik.pages.choice.TopicNames;
import dev.vestnik.pages.subscribe.SubscribeForm;
import dev.vestnik.service.settings.BrokenRules;
import java.net.URI;
import java.util.Map;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * The configuration {@code vestnik.pages.*}.
 *
 * @param engineUrl where an engine is, which knows what customers have chosen
 * @param topics the names of journeys' topics by language: {@code topics.cart-reminders.ru}; without one, the topic's own word is shown
 * @param forms by which people ask for messages, by their names in {@code /s/NAME}
 */
@ConfigurationProperties("vestnik.pages")
record PagesSettings(
        @DefaultValue("http://127.0.0.1:8081") URI engineUrl,
        @DefaultValue Map<String, Map<String, String>> topics,
        @DefaultValue Map<String, SubscribeForm> forms) {
    PagesSettings {
        topics = Map.copyOf(topics);
        forms = Map.copyOf(forms);
        new BrokenRules("vestnik.pages")
                .check(
                        "http".equals(engineUrl.getScheme()) || "https".equals(engineUrl.getScheme()),
                        "engine-url",
                        "must be an http:// or https:// address")
                .check(
                        forms.keySet().stream().allMatch(name -> name.matches("[a-z0-9-]{1,50}")),
                        "forms",
                        "have names of lower-case letters, digits and hyphens, 50 at most")
                .refuse(IllegalArgumentException::new);
    }

    TopicNames topicNames() {
        return new TopicNames(topics);
    }
}
