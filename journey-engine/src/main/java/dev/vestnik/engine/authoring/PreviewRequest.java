package dev.vestnik.engine.authoring;

import dev.vestnik.engine.problem.JsonBody;
import dev.vestnik.rules.channel.Channel;
import dev.vestnik.rules.definition.ShopSettings;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Which text of a template to show, and with what.
 *
 * @param variables {@code customer}, {@code event}, {@code context}, ...; {@code shop} and {@code links} are there by themselves
 */
record PreviewRequest(Channel channel, String locale, Map<String, Object> variables) {
    private static final Map<String, Channel> CHANNELS =
            Arrays.stream(Channel.values()).collect(Collectors.toMap(Channel::label, Function.identity()));

    static PreviewRequest read(@Nullable String text, ShopSettings shop) {
        JsonBody body = JsonBody.object(text);
        body.text("channel");
        Channel channel = body.choice("channel", CHANNELS).orElse(Channel.SMS);
        String locale = body.optionalText("locale").orElse(shop.locale());
        Map<String, Object> variables = new HashMap<>(Map.of(
                "shop", shop.texts(),
                "links", Map.of("unsubscribe", "https://example.org/u/preview"),
                "customer", Map.of(),
                "event", Map.of(),
                "context", Map.of(),
                "journey", Map.of()));
        variables.putAll(body.map("variables"));
        body.close();
        return new PreviewRequest(channel, locale, variables);
    }
}
