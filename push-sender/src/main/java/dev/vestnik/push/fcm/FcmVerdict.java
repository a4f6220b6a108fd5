package dev.vestnik.push.fcm;

import dev.vestnik.push.device.Answer;
import dev.vestnik.push.http.Exchange;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** What FCM's answers mean ("ErrorCode" of the HTTP v1 API). Pure. */
final class FcmVerdict {
    private static final Pattern REASON = Pattern.compile("[A-Z_]{1,40}");

    private FcmVerdict() {}

    static Answer of(Exchange.Answered answer, JsonMapper json) {
        JsonNode body = tree(answer, json);
        if (answer.status() == 200) {
            return new Answer.Taken(text(body == null ? null : body.path("name")));
        }
        String reason = reason(body == null ? null : body.path("error"));
        String code = "fcm-" + (reason == null ? Integer.toString(answer.status()) : reason);
        return refused(answer.status(), reason == null ? "" : reason, code);
    }

    /**
     * 404 without UNREGISTERED is a wrong project or path. INVALID_ARGUMENT may be the token or the message, and is therefore not
     * taken for the end of the device. 401 and 403 are about our credentials, and must not use up every message until somebody
     * mends them; a token of another sender's app is the exception.
     */
    private static Answer refused(int status, String reason, String code) {
        return switch (reason) {
            case "UNREGISTERED" -> new Answer.Gone(code);
            case "SENDER_ID_MISMATCH" -> Answer.permanent(code);
            default ->
                status == 401 || status == 403 || status == 429 || status >= 500
                        ? Answer.temporary(code)
                        : Answer.permanent(code);
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
