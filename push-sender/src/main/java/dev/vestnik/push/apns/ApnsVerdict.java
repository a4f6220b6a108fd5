package dev.vestnik.push.apns;

import dev.vestnik.push.device.DeviceOutcome;
import java.time.Instant;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Maps Apple's refusals to outcomes ("Handling notification responses from APNs"). Pure. */
final class ApnsVerdict {
    private static final Pattern REASON = Pattern.compile("[A-Za-z]{1,40}");

    private ApnsVerdict() {}

    /** Whether Apple took the provider token as ended: the client signs another for its next connection. */
    static boolean isTokenEnded(DeviceOutcome outcome) {
        return outcome.equals(DeviceOutcome.busy("apns-ExpiredProviderToken", null));
    }

    /**
     * @param reason the reason in the answer's body; empty without one
     * @param since when Apple found the token inactive; null where the answer does not say
     */
    static DeviceOutcome refused(int status, String reason, @Nullable Instant since) {
        String code = "apns-" + (REASON.matcher(reason).matches() ? reason : Integer.toString(status));
        return switch (reason) {
            case "Unregistered", "ExpiredToken" -> new DeviceOutcome.Gone(code, since);
            case "BadDeviceToken", "DeviceTokenNotForTopic" -> new DeviceOutcome.Foreign(code);
            case "TooManyRequests" -> DeviceOutcome.addressBusy(code, null);
            case "TopicDisallowed", "BadTopic", "MissingTopic", "IdleTimeout" -> DeviceOutcome.busy(code, null);
            default -> byStatus(status, code);
        };
    }

    /**
     * Maps a status. Only 400, 410 and 413 are about this message. Every other one is about our credentials, the path, or Apple's own
     * state, the same for every message. A 410 without Apple's reason may come from anywhere, and ends no device.
     */
    private static DeviceOutcome byStatus(int status, String code) {
        return switch (status) {
            case 400, 410, 413 -> DeviceOutcome.permanent(code);
            default -> DeviceOutcome.busy(code, null);
        };
    }
}
