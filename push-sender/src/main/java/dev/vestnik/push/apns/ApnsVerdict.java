package dev.vestnik.push.apns;

import dev.vestnik.push.device.DeviceOutcome;
import java.util.regex.Pattern;

/** Maps Apple's refusals to outcomes ("Handling notification responses from APNs"). Pure. */
final class ApnsVerdict {
    private static final Pattern REASON = Pattern.compile("[A-Za-z]{1,40}");

    private ApnsVerdict() {}

    /** @param reason the reason in the answer's body; empty without one */
    static DeviceOutcome refused(int status, String reason) {
        String code = "apns-" + (REASON.matcher(reason).matches() ? reason : Integer.toString(status));
        return switch (reason) {
            case "Unregistered", "BadDeviceToken", "ExpiredToken" -> new DeviceOutcome.Gone(code);
            case "IdleTimeout" -> DeviceOutcome.temporary(code);
            default -> byStatus(status, code);
        };
    }

    /** Maps a status. 403 is about our credentials, not this message: it is temporary, so that it does not use up every message. */
    private static DeviceOutcome byStatus(int status, String code) {
        if (status == 410) {
            return new DeviceOutcome.Gone(code);
        }
        return status == 403 || status == 429 || status >= 500
                ? DeviceOutcome.temporary(code)
                : DeviceOutcome.permanent(code);
    }
}
