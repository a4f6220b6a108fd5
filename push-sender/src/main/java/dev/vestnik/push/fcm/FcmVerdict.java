package dev.vestnik.push.fcm;

import dev.vestnik.push.device.DeviceOutcome;
import dev.vestnik.sender.http.Exchange;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Maps FCM's answers to outcomes ("ErrorCode" of the HTTP v1 API). Pure. */
final class FcmVerdict {
    private static final Pattern REASON = Pattern.compile("[A-Z_]{1,40}");

    private FcmVerdict() {}

    static DeviceOutcome of(Exchange.Answered answer, JsonMapper json) {
        JsonNode body = tree(answer, json);
        if (answer.status() == 200) {
            return new DeviceOutcome.Taken(text(body == null ? null : body.path("name")));
        }
        String reason = reason(body == null ? null : body.path("error"));
        String code = "fcm-" + (reason == null ? Integer.toString(answer.status()) : reason);
        return refused(answer.status(), reason == null ? "" : reason, code);
    }

    /**
     * Maps a refusal. 404 without UNREGISTERED is a wrong project or path. INVALID_ARGUMENT may be about the token or the message, so it
     * does not end the device. 401 and 403 are about our credentials and temporary, so that they do not use up every message; a token of
     * another sender's app is the exception.
     */
    private static DeviceOutcome refused(int status, String reason, String code) {
        return switch (reason) {
            case "UNREGISTERED" -> new DeviceOutcome.Gone(code);
            case "SENDER_ID_MISMATCH" -> DeviceOutcome.permanent(code);
            default ->
                status == 401 || status == 403 || status == 429 || status >= 500
                        ? DeviceOutcome.temporary(code)
                        : DeviceOutcome.permanent(code);
        };
    }

    /** The FCM error code in the details, else the canonical status. */
    private static @Nullable String reason(@Nullable JsonNode error) {
        if (error == null) {
            return null;
        }
        for (JsonNode detail : error.path("details")) {
            String code = text(detail.path("errorCode"));
            if (code != null && REASON.matcher(code).matches()) {
                return code;
            }
        }
        String status = text(error.path("status"));
        return status != null && REASON.matcher(status).matches() ? status : null;
    }

    private static @Nullable String text(@Nullable JsonNode node) {
        return node == null || !node.isString() ? null : node.stringValue();
    }

    private static @Nullable JsonNode tree(Exchange.Answered answer, JsonMapper json) {
        try {
            return json.readTree(answer.body());
        } catch (JacksonException notJson) {
            return null;
        }
    }
}
