package dev.vestnik.sms.smpp;

import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jsmpp.bean.OptionalParameter;
import org.jspecify.annotations.Nullable;

/**
 * The fields of a receipt, read from its parameters (SMPP 3.4, 5.3.2.12 and 5.3.2.35) where it has them, else from its text (appendix B),
 * which every centre writes a little differently.
 *
 * @param state the centre's word for it, in capitals
 * @param error the centre's own code, empty when it says none
 */
record ReceiptFields(String id, String state, String error) {
    /** Longer than the 64 characters that SMPP 3.4 allows. */
    private static final int LONGEST_ID = 200;

    private static final int UCS2 = 0x08;
    private static final short RECEIPTED_MESSAGE_ID = 0x001E;
    private static final short MESSAGE_STATE = 0x0427;
    private static final Pattern ID = field("id", "\\S+");
    private static final Pattern STATE = field("stat", "\\w+");
    private static final Pattern ERROR = field("err", "\\w+");
    /** The beginning by which a receipt's text shows without a mark: no person writes so. */
    private static final Pattern UNMARKED =
            Pattern.compile("id:\\s?\\S+\\s(?:sub:|dlvrd:|submit date:|done date:|stat:)");

    private static final String[] STATES = {
        "SCHEDLD", "ENROUTE", "DELIVRD", "EXPIRED", "DELETED", "UNDELIV", "ACCEPTD", "UNKNOWN", "REJECTD", "SKIPPED"
    };

    private static Pattern field(String name, String value) {
        return Pattern.compile("(?:^|\\s)" + name + ":\\s?(" + value + ")", Pattern.CASE_INSENSITIVE);
    }

    /** Whether a delivery is a receipt: it is marked as one, or its text or its parameters are those of one. */
    static boolean isReceipt(Delivery delivery) {
        return delivery.isMarkedAsReceipt()
                || (delivery.text(RECEIPTED_MESSAGE_ID) != null && delivery.parameter(MESSAGE_STATE) != null)
                || (UNMARKED.matcher(text(delivery)).lookingAt()
                        && STATE.matcher(text(delivery)).find());
    }

    /** Reads the fields; empty when the receipt names no message or no state. */
    static Optional<ReceiptFields> of(Delivery delivery) {
        String text = text(delivery);
        String id = or(delivery.text(RECEIPTED_MESSAGE_ID), match(ID, text));
        String state = or(state(delivery.parameter(MESSAGE_STATE)), match(STATE, text));
        if (id == null || id.isEmpty() || id.length() > LONGEST_ID || state == null) {
            return Optional.empty();
        }
        String error = match(ERROR, text);
        return Optional.of(new ReceiptFields(id, state.toUpperCase(Locale.ROOT), error == null ? "" : error));
    }

    /** The text octet by octet: ids are in ASCII, whatever alphabet the receipt says. */
    private static String text(Delivery delivery) {
        byte[] octets = DeliveryText.withoutHeader(delivery);
        return (delivery.dataCoding() & 0x0F) == UCS2
                ? new String(octets, StandardCharsets.UTF_16BE)
                : new String(octets, StandardCharsets.ISO_8859_1);
    }

    private static @Nullable String or(@Nullable String first, @Nullable String second) {
        return first == null || first.isEmpty() ? second : first;
    }

    private static @Nullable String match(Pattern pattern, String text) {
        Matcher matcher = pattern.matcher(text);
        return matcher.find() ? matcher.group(1) : null;
    }

    private static @Nullable String state(@Nullable OptionalParameter parameter) {
        return parameter instanceof OptionalParameter.Byte state
                        && state.getValue() >= 0
                        && state.getValue() < STATES.length
                ? STATES[state.getValue()]
                : null;
    }
}
