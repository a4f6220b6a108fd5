package dev.vestnik.engine.support;

import dev.vestnik.engine.problem.JsonBody;
import dev.vestnik.rules.channel.Channel;
import dev.vestnik.rules.customer.Consent;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Reads {@code [{channel, topic, granted, source, evidence}]}. */
final class ConsentRequest {
    private static final Map<String, Optional<Channel>> CHANNELS = Map.of(
            "sms", Optional.of(Channel.SMS),
            "email", Optional.of(Channel.EMAIL),
            "push", Optional.of(Channel.PUSH),
            "any", Optional.empty());

    private ConsentRequest() {}

    static List<Consent> read(@Nullable String text, Instant at) {
        List<JsonBody> bodies = JsonBody.objects(text);
        List<Consent> consents = new ArrayList<>();
        for (JsonBody body : bodies) {
            consents.add(consent(body, at));
            body.unknown();
        }
        bodies.getLast().close();
        return consents;
    }

    private static Consent consent(JsonBody body, Instant at) {
        body.text("channel");
        return new Consent(
                body.choice("channel", CHANNELS).flatMap(channel -> channel).orElse(null),
                body.optionalText("topic").orElse(null),
                body.flag("granted"),
                at,
                body.text("source"),
                body.optionalText("evidence").orElse(null));
    }
}
