package dev.vestnik.push.fcm;

import dev.vestnik.push.device.DeviceOutcome;
import dev.vestnik.sender.http.Exchange;
import java.time.Duration;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** Maps FCM's answers to outcomes ("ErrorCode" of the HTTP v1 API). Pure. */
final class FcmVerdict {
    private static final Pattern REASON = Pattern.compile("[A-Z_]{1,40}");

    /** The wait that Google asks for where an answer about a quota names none. */
    private static final Duration QUOTA_WAIT = Duration.ofMinutes(1);

    private static final Pattern DEVICE_QUOTA = Pattern.compile("(?i)\\b(?:device|topic)");

    private FcmVerdict() {}

    /** @param token the device's token */
    static DeviceOutcome of(Exchange.Answered answer, String token) {
        if (answer.status() == 200) {
            return new DeviceOutcome.Taken(text(answer.json().path("name")));
        }
        JsonNode error = answer.json().path("error");
        String reason = reason(error);
        String code = "fcm-" + (reason == null ? Integer.toString(answer.status()) : reason);
        Duration wait = answer.retryAfter().orElse(null);
        return switch (reason == null ? "" : reason) {
            case "UNREGISTERED" -> DeviceOutcome.gone(code);
            case "SENDER_ID_MISMATCH" -> new DeviceOutcome.Foreign(code);
            case "INVALID_ARGUMENT" -> invalid(error, token, code);
            case "QUOTA_EXCEEDED" -> {
                Duration pause = answer.retryAfter().orElse(QUOTA_WAIT);
                yield isQuotaOfDevice(error) ? DeviceOutcome.addressBusy(code, pause) : DeviceOutcome.busy(code, pause);
            }
            default -> byStatus(answer.status(), code, wait);
        };
    }

    /**
     * Maps a status. Only 400 and 413 are about this message. 404 without UNREGISTERED is a wrong project; every other status is about our
     * credentials, the path, or Google's own state, the same for every message.
     */
    private static DeviceOutcome byStatus(int status, String code, @Nullable Duration wait) {
        return status == 400 || status == 413 ? DeviceOutcome.permanent(code) : DeviceOutcome.busy(code, wait);
    }

    /** INVALID_ARGUMENT may be about the message: a device ends by it only when Google names the token and it can be none of Google's. */
    private static DeviceOutcome invalid(JsonNode error, String token, String code) {
        if (!isAboutToken(error)) {
            return DeviceOutcome.permanent(code);
        }
        return FcmToken.isPlausible(token) ? new DeviceOutcome.Foreign(code) : DeviceOutcome.gone(code);
    }

    private static boolean isAboutToken(JsonNode error) {
        for (JsonNode detail : error.path("details")) {
            for (JsonNode violation : detail.path("fieldViolations")) {
                if ("message.token".equals(text(violation.path("field")))) {
                    return true;
                }
            }
        }
        return false;
    }

    /** Whether the quota is that of messages to one device or topic; Google names it in a violation (google.rpc.QuotaFailure). */
    private static boolean isQuotaOfDevice(JsonNode error) {
        for (JsonNode detail : error.path("details")) {
            for (JsonNode violation : detail.path("violations")) {
                String quota = text(violation.path("subject")) + " " + text(violation.path("description"));
                if (DEVICE_QUOTA.matcher(quota).find()) {
                    return true;
                }
            }
        }
        return false;
    }

    /** The FCM error code in the details, else the canonical status. */
    private static @Nullable String reason(JsonNode error) {
        for (JsonNode detail : error.path("details")) {
            String code = text(detail.path("errorCode"));
            if (code != null && REASON.matcher(code).matches()) {
                return code;
            }
        }
        String status = text(error.path("status"));
        return status != null && REASON.matcher(status).matches() ? status : null;
    }

    private static @Nullable String text(JsonNode node) {
        return node.isString() ? node.stringValue() : null;
    }
}
