package dev.vestnik.sandbox.fcm;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.springframework.http.ResponseEntity;

/** Google's error document (google.rpc.Status) with FCM's own error code in it. */
final class FcmError {
    private static final String TYPE = "type.googleapis.com/";

    private FcmError() {}

    static ResponseEntity<Object> of(String code, String message) {
        return of(code, message, List.of());
    }

    /** An error with the wrong fields and their problems. */
    static ResponseEntity<Object> of(String code, String message, List<Violation> violations) {
        Kind kind = kind(code);
        List<Object> details = new ArrayList<>();
        details.add(Map.of("@type", TYPE + "google.firebase.fcm.v1.FcmError", "errorCode", code));
        if (!violations.isEmpty()) {
            details.add(Map.of("@type", TYPE + "google.rpc.BadRequest", "fieldViolations", violations));
        }
        Map<String, Object> error = new LinkedHashMap<>();
        error.put("code", kind.http());
        error.put("message", message);
        error.put("status", kind.status());
        error.put("details", details);
        ResponseEntity.BodyBuilder answer = ResponseEntity.status(kind.http());
        if (kind.http() == 503 || kind.http() == 429) {
            answer.header("Retry-After", "1");
        }
        return answer.body(Map.of("error", error));
    }

    record Violation(String field, String description) {}

    private record Kind(int http, String status) {}

    /** The kind of a code in Firebase's reference of ErrorCode. */
    private static Kind kind(String code) {
        return switch (code) {
            case "UNREGISTERED" -> new Kind(404, "NOT_FOUND");
            case "SENDER_ID_MISMATCH" -> new Kind(403, "PERMISSION_DENIED");
            case "QUOTA_EXCEEDED" -> new Kind(429, "RESOURCE_EXHAUSTED");
            case "UNAVAILABLE" -> new Kind(503, "UNAVAILABLE");
            case "INTERNAL" -> new Kind(500, "INTERNAL");
            case "THIRD_PARTY_AUTH_ERROR", "UNAUTHENTICATED" -> new Kind(401, "UNAUTHENTICATED");
            default -> new Kind(400, "INVALID_ARGUMENT");
        };
    }
}
