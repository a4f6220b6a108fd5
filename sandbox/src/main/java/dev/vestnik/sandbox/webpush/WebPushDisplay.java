package dev.vestnik.sandbox.webpush;

import dev.vestnik.sandbox.ledger.LedgerRecord.Received;
import dev.vestnik.sandbox.ledger.Provider;
import dev.vestnik.sandbox.outbox.Display;
import dev.vestnik.sandbox.outbox.Shown;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * Shows a notification as a browser does: by the fields at the top of the content or, as in declarative Web Push, under {@code
 * notification}. Shows content that is no JSON as it is.
 */
final class WebPushDisplay implements Display {

    @Override
    public Set<Provider> providers() {
        return Set.of(Provider.WEBPUSH);
    }

    @Override
    public Shown show(List<Received> parts) {
        byte[] content = parts.getFirst().body();
        JsonNode payload = payload(content);
        if (!payload.isObject()) {
            return Shown.push(null, new String(content, StandardCharsets.UTF_8), null, null);
        }
        return Shown.push(
                text(payload, "title"),
                text(payload, "body"),
                text(payload, "url", "navigate"),
                text(payload, "imageUrl", "image"));
    }

    static JsonNode payload(byte[] content) {
        try {
            return JsonMapper.shared().readTree(content);
        } catch (JacksonException e) {
            return JsonMapper.shared().missingNode();
        }
    }

    private static @Nullable String text(JsonNode payload, String... names) {
        return Stream.of(names)
                .flatMap(name -> Stream.of(
                        payload.path(name), payload.path("notification").path(name)))
                .filter(JsonNode::isString)
                .map(JsonNode::stringValue)
                .findFirst()
                .orElse(null);
    }
}
