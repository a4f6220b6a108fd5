package dev.vestnik.pages.subscribe;

import dev.vestnik.pages.html.Texts;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * A form by which people ask for e-mails of a shop.
 *
 * @param topic that they ask for; null: all marketing by e-mail
 * @param title by language; without one, the pages' own
 * @param consent the text to which people say yes, by language: who sends what, and how to end it
 */
public record SubscribeForm(
        @DefaultValue("main") String shop,
        @Nullable String topic,
        @DefaultValue Map<String, String> title,
        @DefaultValue Map<String, String> consent) {
    public SubscribeForm {
        title = Map.copyOf(title);
        consent = Map.copyOf(consent);
    }

    String title(Texts texts) {
        return title.getOrDefault(texts.language(), texts.get("subscribe.title"));
    }

    String consent(Texts texts) {
        return consent.getOrDefault(texts.language(), texts.get("subscribe.consent"));
    }
}
