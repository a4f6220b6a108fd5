package dev.vestnik.sandbox.behaviour;

import dev.vestnik.sandbox.ledger.Provider;
import java.util.Optional;
import java.util.regex.Pattern;

/** The words in which providers refuse messages and report failures; each method tells what is wrong with a word, or nothing. */
final class ProviderCodes {
    private static final Pattern STATUS = Pattern.compile("0[xX][0-9a-fA-F]{1,8}|[0-9]{1,9}");
    private static final Pattern HTTP = Pattern.compile("[45][0-9]{2}");
    private static final Pattern SMTP_REPLY = Pattern.compile("[45][0-9]{2} [ -~]{1,400}");
    private static final Pattern REASON = Pattern.compile("[A-Z][A-Za-z]{2,60}");
    private static final Pattern NAME = Pattern.compile("[A-Z][A-Z_]{2,60}");
    private static final Pattern WORD = Pattern.compile("[a-z][a-z_]{2,60}");
    private static final Pattern NUMBER = Pattern.compile("[0-9]{1,3}");
    private static final Pattern HUAWEI = Pattern.compile("8[0-9]{7}");
    private static final Pattern TWILIO = Pattern.compile("[0-9]{5}");
    private static final Pattern ENHANCED = Pattern.compile("[45]\\.[0-9]{1,3}\\.[0-9]{1,3}");
    private static final Pattern STATE = Pattern.compile("[A-Z]{3,12}");

    private ProviderCodes() {}

    /** A refusal of any message. */
    static Optional<String> refusal(Provider provider, String code) {
        return switch (provider) {
            case SMPP -> unless(STATUS, code, "for smpp must be an SMPP command status such as 11 or \"0x0B\"");
            case SMTP -> unless(HTTP, code, "for smtp must be an SMTP reply code such as 550");
            case APNS -> unless(REASON, code, "for apns must be a reason such as \"BadDeviceToken\"");
            case FCM -> unless(NAME, code, "for fcm must be an error code such as \"SENDER_ID_MISMATCH\"");
            case WEBPUSH -> unless(HTTP, code, "for webpush must be an HTTP status such as 403");
            case HUAWEI -> unless(HUAWEI, code, "for huawei must be a result code such as 80300007");
            case RUSTORE -> unless(NAME, code, "for rustore must be a status such as \"NOT_FOUND\"");
            case INFOBIP -> unless(NAME, code, "for infobip must be a status such as \"REJECTED_DND\"");
            case TWILIO -> unless(TWILIO, code, "for twilio must be an error code such as 21610");
            case SMSC -> unless(NUMBER, code, "for smsc must be an error code such as 7");
            case VONAGE -> unless(NUMBER, code, "for vonage must be a status such as 33");
            case MAILGUN -> unless(HTTP, code, "for mailgun must be an HTTP status such as 400");
            case SES -> unless(REASON, code, "for ses must be an error such as \"MessageRejected\"");
            case UNISENDER -> unless(WORD, code, "for unisender must be a reason such as \"unsubscribed\"");
        };
    }

    /** A refusal of one number, address or token. */
    static Optional<String> reply(Provider provider, String reply) {
        return provider == Provider.SMTP
                ? unless(SMTP_REPLY, reply, "for smtp must be a reply such as \"550 5.1.1 no such user\"")
                : refusal(provider, reply);
    }

    /** A reason why a message that was taken is not delivered. {@code EXPIRED} is one of every provider's. */
    static Optional<String> failure(Provider provider, String code) {
        return switch (provider) {
            case SMPP -> unless(STATE, code, "for smpp must be a receipt's state such as \"REJECTD\"");
            case SMTP, MAILGUN ->
                unlessExpired(ENHANCED, code, "for smtp and mailgun must be an enhanced code such as \"5.1.1\"");
            case APNS, FCM, WEBPUSH, HUAWEI, RUSTORE ->
                Optional.of("is of no use for push: devices do not report failures");
            case SES -> Optional.of("is of no use for ses: nobody but Amazon can report by its SNS");
            case INFOBIP -> unlessExpired(NAME, code, "for infobip must be an error such as \"EC_UNKNOWN_SUBSCRIBER\"");
            case TWILIO -> unlessExpired(TWILIO, code, "for twilio must be an error code such as 30005");
            case SMSC -> unlessExpired(NUMBER, code, "for smsc must be an error code such as 249");
            case VONAGE -> unlessExpired(NUMBER, code, "for vonage must be an error code such as 9");
            case UNISENDER -> unlessExpired(WORD, code, "for unisender must be a status such as \"err_user_unknown\"");
        };
    }

    private static Optional<String> unlessExpired(Pattern pattern, String code, String problem) {
        return code.equals("EXPIRED") ? Optional.empty() : unless(pattern, code, problem);
    }

    private static Optional<String> unless(Pattern pattern, String code, String problem) {
        return pattern.matcher(code).matches() ? Optional.empty() : Optional.of(problem);
    }
}
