package dev.vestnik.rules.verification;

import dev.vestnik.rules.decide.Effect.Content;
import dev.vestnik.rules.definition.Definitions;
import dev.vestnik.rules.settings.ShopSettings;
import dev.vestnik.rules.template.Rendering;
import dev.vestnik.rules.template.Template;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/** Makes the texts with codes, of the template that is there for them. */
public final class CodeTexts {
    /** The id of the template. */
    public static final String TEMPLATE = "account-code";

    private CodeTexts() {}

    /** A text, or why there is none. */
    sealed interface Text {
        record Ready(String locale, Content content) implements Text {}

        record None(CodeOutcome why) implements Text {}
    }

    static Text of(
            String shop,
            VerificationWord.Send word,
            String code,
            Instant expiresAt,
            Definitions definitions,
            Instant now) {
        Template template = definitions.template(TEMPLATE);
        if (template == null || !template.isOf(shop)) {
            return new Text.None(CodeOutcome.NO_TEXT);
        }
        ShopSettings settings = definitions.shop();
        String locale = template.language(Objects.requireNonNullElse(word.locale(), settings.locale()));
        Map<String, Object> variables = variables(word, code, expiresAt, settings, now);
        return switch (template.render(word.to().channel(), locale, variables)) {
            case Rendering.Sms(String text) ->
                new Text.Ready(locale, new Content.Sms(word.to().address(), settings.smsSender(), text));
            case Rendering.Email(String subject, String html, String text) ->
                new Text.Ready(
                        locale,
                        new Content.Email(word.to().address(), null, settings.name(), subject, html, text, null));
            case Rendering.Push push ->
                new Text.None(CodeOutcome.NO_TEXT); // a code goes to an address that is to be shown as one's own
            case Rendering.NoText none -> new Text.None(CodeOutcome.NO_TEXT);
            case Rendering.Failed failed -> new Text.None(CodeOutcome.NOT_RENDERABLE);
        };
    }

    private static Map<String, Object> variables(
            VerificationWord.Send word, String code, Instant expiresAt, ShopSettings settings, Instant now) {
        Map<String, Object> shop = new HashMap<>(settings.texts());
        shop.putIfAbsent("timezone", settings.zone().getId());
        Map<String, Object> context = Map.of(
                "code",
                code,
                "purpose",
                word.purpose().label(),
                "minutes",
                Math.max(1, Duration.between(now, expiresAt).toMinutes()),
                "expiresAt",
                expiresAt);
        return Map.of(
                "customer", Map.of(),
                "event", Map.of(),
                "context", context,
                "now", now,
                "shop", shop,
                "journey",
                        Map.of(
                                "id",
                                TEMPLATE,
                                "version",
                                1L,
                                "step",
                                word.purpose().label()),
                "links", Map.of(),
                "merged", List.of());
    }
}
