package dev.vestnik.sandbox.phone;

import dev.vestnik.sandbox.device.PushMessage;
import dev.vestnik.sandbox.ledger.Provider;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** The message of a {@code messages:send} request for one device. Huawei has the app's data as JSON in a string. */
record PhoneMessage(JsonNode message, JsonNode data) {

    /** A message without fields where the body is no JSON. */
    static PhoneMessage of(byte[] body) {
        JsonNode message = json(body).path("message");
        JsonNode data = message.path("data");
        return new PhoneMessage(
                message, data.isString() ? json(data.asString().getBytes(StandardCharsets.UTF_8)) : data);
    }

    private static JsonNode json(byte[] text) {
        try {
            return JsonMapper.shared().readTree(text);
        } catch (JacksonException e) {
            return JsonMapper.shared().createObjectNode();
        }
    }

    /** The device; null for a message to none, or to several, which our senders do not make. */
    @Nullable
    String device() {
        JsonNode token = message.path("token");
        JsonNode one = token.isArray() && token.size() == 1 ? token.path(0) : token;
        return one.isString() && !one.stringValue().isBlank() ? one.stringValue() : null;
    }

    /** Whether it has a title and a text, which a phone shows. */
    boolean isShown() {
        return notification("title") != null && notification("body") != null;
    }

    @Nullable
    String notification(String field) {
        return text(message.path("notification"), field);
    }

    @Nullable
    String data(String field) {
        return text(data, field);
    }

    private static @Nullable String text(JsonNode node, String field) {
        return node.path(field).isString() ? node.path(field).stringValue() : null;
    }

    PushMessage toPush(Provider provider, String app, String device) {
        return new PushMessage(
                provider,
                app,
                device,
                PushMessage.Mark.of(name -> data("vestnik." + name)),
                Map.of(),
                JsonMapper.shared().writeValueAsBytes(Map.of("message", message)));
    }
}
