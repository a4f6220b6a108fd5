package dev.vestnik.sandbox.behaviour;

import dev.vestnik.sandbox.ledger.Provider;
import java.util.Optional;
import java.util.regex.Pattern;

/** The codes with which a provider may refuse. */
final class RejectCodes {
    private static final Pattern STATUS = Pattern.compile("0[xX][0-9a-fA-F]{1,8}|[0-9]{1,9}");
    private static final Pattern SMTP = Pattern.compile("[45][0-9]{2}");
    private static final Pattern REASON = Pattern.compile("[A-Z][A-Za-z]{2,60}");
    private static final Pattern ERROR_CODE = Pattern.compile("[A-Z][A-Z_]{2,60}");
    private static final Pattern HTTP = Pattern.compile("[45][0-9]{2}");

    private RejectCodes() {}

    static Optional<String> problem(Provider provider, String code) {
        return switch (provider) {
            case SMPP -> unless(STATUS, code, "for sms must be an SMPP command status such as 11 or \"0x0B\"");
            case SMTP -> unless(SMTP, code, "for email must be an SMTP reply code such as 550");
            case APNS -> unless(REASON, code, "for apns must be a reason such as \"BadDeviceToken\"");
            case FCM -> unless(ERROR_CODE, code, "for fcm must be an error code such as \"SENDER_ID_MISMATCH\"");
            case WEBPUSH -> unless(HTTP, code, "for webpush must be an HTTP status such as 403");
        };
    }

    private static Optional<String> unless(Pattern pattern, String code, String problem) {
        return pattern.matcher(code).matches() ? Optional.empty() : Optional.of(problem);
    }
}
