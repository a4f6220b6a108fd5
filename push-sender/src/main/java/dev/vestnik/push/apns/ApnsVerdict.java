package dev.vestnik.push.apns;

import dev.vestnik.push.device.Answer;
import java.util.regex.Pattern;

/** What Apple's refusals mean ("Handling notification responses from APNs"). Pure. */
final class ApnsVerdict {
    private static final Pattern REASON = Pattern.compile("[A-Za-z]{1,40}");

    private ApnsVerdict() {}

    /** @param reason as in the answer's body; empty without one */
    static Answer refused(int status, String reason) {
        String code = "apns-" + (REASON.matcher(reason).matches() ? reason : Integer.toString(status));
        return switch (reason) {
            case "Unregistered", "BadDeviceToken", "ExpiredToken" -> new Answer.Gone(code);
            case "IdleTimeout" -> Answer.temporary(code);
            default -> byStatus(status, code);
        };
    }

    /** 403 is about our credentials, not about this message: it must not use up every message until somebody mends them. */
    private static Answer byStatus(int status, String code) {
        if (status == 410) {
            return new Answer.Gone(code);
        }
        return status == 403 || status == 429 || status >= 500 ? Answer.temporary(code) : Answer.permanent(code);
    }
}
