package dev.vestnik.sandbox.fcm;

import dev.vestnik.sandbox.device.PushMessage;
import dev.vestnik.sandbox.fcm.FcmError.Violation;
import dev.vestnik.sandbox.ledger.Provider;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** The message of a {@code messages:send} request. */
final class FcmMessage {
    private static final int LARGEST = 4096;

    private final JsonNode request;
    private final JsonNode message;

    FcmMessage(byte[] body) {
        request = parse(body);
        message = request.path("message");
    }

    private static JsonNode parse(byte[] body) {
        try {
            return JsonMapper.shared().readTree(body);
        } catch (JacksonException e) {
            return JsonMapper.shared().createObjectNode();
        }
    }

    boolean validateOnly() {
        return request.path("validate_only").asBoolean(false);
    }

    List<Violation> violations() {
        List<Violation> violations = new ArrayList<>();
        if (!message.isObject()) {
            return List.of(new Violation("message", "must be an object"));
        }
        if (!message.path("token").isString()
                || message.path("token").stringValue().isBlank()) {
            violations.add(new Violation("message.token", "must be a registration token: topics are not served here"));
        }
        for (Map.Entry<String, JsonNode> entry : message.path("data").properties()) {
            if (!entry.getValue().isString()) {
                violations.add(new Violation("message.data[" + entry.getKey() + "]", "must be a string"));
            }
        }
        if (size("notification") + size("data") > LARGEST) {
            violations.add(new Violation("message", "is bigger than " + LARGEST + " bytes"));
        }
        return violations;
    }

    private int size(String field) {
        return message.has(field) ? JsonMapper.shared().writeValueAsBytes(message.path(field)).length : 0;
    }

    PushMessage toPush(String project) {
        JsonNode data = message.path("data");
        return new PushMessage(
                Provider.FCM,
                project,
                message.path("token").asString(""),
                PushMessage.Mark.of(name -> text(data, "vestnik." + name)),
                Map.of(),
                JsonMapper.shared().writeValueAsBytes(message));
    }

    static @Nullable String text(JsonNode node, String field) {
        return node.path(field).isString() ? node.path(field).stringValue() : null;
    }
}
