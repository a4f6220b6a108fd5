package dev.vestnik.sms.smpp;

import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Optional;
import java.util.function.IntPredicate;
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
    /** Tells a small letter of ASCII from its capital. */
    private static final int CAPITAL = 0x20;

    private static final short RECEIPTED_MESSAGE_ID = 0x001E;
    private static final short MESSAGE_STATE = 0x0427;
    private static final String ID = "id:";
    private static final String STATE = "stat:";
    private static final String ERROR = "err:";
    /** The beginning by which a receipt's text shows without a mark: no person writes so. */
    private static final Pattern UNMARKED =
            Pattern.compile("id:\\s?\\S+\\s(?:sub:|dlvrd:|submit date:|done date:|stat:)");

    private static final String[] STATES = {
        "SCHEDLD", "ENROUTE", "DELIVRD", "EXPIRED", "DELETED", "UNDELIV", "ACCEPTD", "UNKNOWN", "REJECTD", "SKIPPED"
    };

    /** Whether a delivery is a receipt: it is marked as one, or its text or its parameters are those of one. */
    static boolean isReceipt(DeliveredMessage delivery) {
        return delivery.isMarkedAsReceipt()
                || (delivery.text(RECEIPTED_MESSAGE_ID) != null && delivery.parameter(MESSAGE_STATE) != null)
                || (UNMARKED.matcher(text(delivery)).lookingAt() && word(text(delivery), STATE) != null);
    }

    /** Reads the fields; empty when the receipt names no message or no state. */
    static Optional<ReceiptFields> of(DeliveredMessage delivery) {
        String text = text(delivery);
        String id = or(delivery.text(RECEIPTED_MESSAGE_ID), field(text, ID, c -> !isSpace(c)));
        String state = or(state(delivery.parameter(MESSAGE_STATE)), word(text, STATE));
        if (id == null || id.isEmpty() || id.length() > LONGEST_ID || state == null) {
            return Optional.empty();
        }
        String error = word(text, ERROR);
        return Optional.of(new ReceiptFields(id, state.toUpperCase(Locale.ROOT), error == null ? "" : error));
    }

    /** The text octet by octet: ids are in ASCII, whatever alphabet the receipt says. */
    private static String text(DeliveredMessage delivery) {
        byte[] octets = DeliveryText.withoutHeader(delivery);
        return (delivery.dataCoding() & 0x0F) == UCS2
                ? new String(octets, StandardCharsets.UTF_16BE)
                : new String(octets, StandardCharsets.ISO_8859_1);
    }

    private static @Nullable String or(@Nullable String first, @Nullable String second) {
        return first == null || first.isEmpty() ? second : first;
    }

    private static @Nullable String word(String text, String name) {
        return field(text, name, ReceiptFields::isOfWord);
    }

    /**
     * Finds the first field of that name that has a value.
     *
     * @param name in small letters, with its colon; a text may write it in capitals
     */
    private static @Nullable String field(String text, String name, IntPredicate ofValue) {
        for (int i = 0; i + name.length() < text.length(); i++) {
            if ((i == 0 || isSpace(text.charAt(i - 1))) && isAt(text, i, name)) {
                int begin = i + name.length() + (isSpace(text.charAt(i + name.length())) ? 1 : 0);
                int end = begin;
                while (end < text.length() && ofValue.test(text.charAt(end))) {
                    end++;
                }
                if (end > begin) {
                    return text.substring(begin, end);
                }
            }
        }
        return null;
    }

    private static boolean isAt(String text, int position, String name) {
        for (int i = 0; i < name.length(); i++) {
            char c = text.charAt(position + i);
            if ((isLetter(c) ? c | CAPITAL : c) != name.charAt(i)) {
                return false;
            }
        }
        return true;
    }

    private static boolean isSpace(int c) {
        return c == ' ' || c >= '\t' && c <= '\r';
    }

    private static boolean isOfWord(int c) {
        return isLetter(c) || c >= '0' && c <= '9' || c == '_';
    }

    private static boolean isLetter(int c) {
        return c >= 'A' && c <= 'Z' || c >= 'a' && c <= 'z';
    }

    private static @Nullable String state(@Nullable OptionalParameter parameter) {
        return parameter instanceof OptionalParameter.Byte state
                        && state.getValue() >= 0
                        && state.getValue() < STATES.length
                ? STATES[state.getValue()]
                : null;
    }
}
