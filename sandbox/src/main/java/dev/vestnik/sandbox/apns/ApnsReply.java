package dev.vestnik.sandbox.apns;

import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.json.JsonMapper;

/** APNs' reply to a request; null in its place means that the connection breaks. */
record ApnsReply(
        int status,
        String id,
        @Nullable String reason,
        @Nullable Instant since) {

    static ApnsReply accepted(String id) {
        return new ApnsReply(200, id, null, null);
    }

    static ApnsReply refused(String id, String reason, Instant now) {
        int status = status(reason);
        return new ApnsReply(status, id, reason, status == 410 ? now : null);
    }

    /** The statuses of Apple's "Handling notification responses from APNs". */
    private static int status(String reason) {
        return switch (reason) {
            case "ExpiredProviderToken", "InvalidProviderToken", "MissingProviderToken", "Forbidden" -> 403;
            case "BadPath" -> 404;
            case "MethodNotAllowed" -> 405;
            case "ExpiredToken", "Unregistered" -> 410;
            case "PayloadTooLarge" -> 413;
            case "TooManyProviderTokenUpdates", "TooManyRequests" -> 429;
            case "InternalServerError" -> 500;
            case "ServiceUnavailable", "Shutdown" -> 503;
            default -> 400;
        };
    }

    byte[] body() {
        if (reason == null) {
            return new byte[0];
        }
        Map<String, Object> body = new LinkedHashMap<>();
        body.put("reason", reason);
        if (since != null) {
            body.put("timestamp", since.toEpochMilli());
        }
        return JsonMapper.shared().writeValueAsBytes(body);
    }
}
