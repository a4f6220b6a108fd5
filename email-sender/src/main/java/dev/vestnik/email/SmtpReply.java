package dev.vestnik.email;

import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The server's answer that ended the conversation about an e-mail.
 *
 * @param phase the phase that was answered, or was not
 * @param code three digits, or {@link #NONE} when the wire broke or fell silent
 * @param text the whole answer; may quote the recipient: not for logs
 */
record SmtpReply(SmtpPhase phase, int code, String text) {
    static final int NONE = 0;

    /** Codes of RFC 3463 with registered subjects and details only, so that a strange server cannot invent codes without end. */
    private static final Pattern ENHANCED = Pattern.compile("^\\d{3}[ -]([245]\\.[0-7]\\.[0-3]?\\d)(?!\\d)");

    private static final Pattern QUEUED = Pattern.compile("queued as ([\\w.-]{1,64})", Pattern.CASE_INSENSITIVE);

    /** Words of servers that take no more from us for a recipient's domain now; Gmail says 4.7.28, most say no code of their own. */
    private static final Pattern THROTTLE = Pattern.compile(
            "too many (?!connections|concurrent)|rate.?limit|throttl|unusual rate|temporarily deferred",
            Pattern.CASE_INSENSITIVE);

    private static final Pattern GREY_LIST = Pattern.compile("gr[ae]y.?list", Pattern.CASE_INSENSITIVE);

    /** Words of Postfix, Sendmail, Exim and Exchange for a sender from whom they take no e-mail to others. */
    private static final Pattern NO_RELAY = Pattern.compile(
            "relay access denied|relaying denied|relay not permitted|unable to relay", Pattern.CASE_INSENSITIVE);

    static SmtpReply none(SmtpPhase phase) {
        return new SmtpReply(phase, NONE, "");
    }

    boolean answered() {
        return code != NONE;
    }

    /** Whether the server says that it closes this connection (RFC 5321, 3.8). */
    boolean hangsUp() {
        return code == 421;
    }

    /** Whether the server asks us to slow down for the recipient's domain. */
    boolean throttles() {
        return code / 100 == 4
                && code != 454
                && (says("4.7.28") || THROTTLE.matcher(text).find());
    }

    /** Whether the server turns away everybody's first try (RFC 6647). */
    boolean greyLists() {
        return code / 100 == 4 && (says("4.7.1") || GREY_LIST.matcher(text).find());
    }

    /** Whether the server would take e-mails from others only: our log-in or address is not on its list. */
    boolean refusesToRelay() {
        return NO_RELAY.matcher(text).find();
    }

    boolean says(String enhancedCode) {
        return enhanced().filter(enhancedCode::equals).isPresent();
    }

    /** The enhanced status code, such as {@code 5.1.1}. */
    Optional<String> enhanced() {
        Matcher matcher = ENHANCED.matcher(text);
        return matcher.find() ? Optional.of(matcher.group(1)) : Optional.empty();
    }

    /** The id in the server's queue, if the server says it. */
    Optional<String> queueId() {
        Matcher matcher = QUEUED.matcher(text);
        return matcher.find() ? Optional.of(matcher.group(1)) : Optional.empty();
    }
}
