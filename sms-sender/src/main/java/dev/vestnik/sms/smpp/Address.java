package dev.vestnik.sms.smpp;

import org.jsmpp.bean.NumberingPlanIndicator;
import org.jsmpp.bean.TypeOfNumber;
import org.jspecify.annotations.Nullable;

/** An address with the type and numbering plan that SMPP asks for. */
record Address(TypeOfNumber type, NumberingPlanIndicator plan, String digits) {
    private static final int LONGEST_NAME = 11;
    private static final int SHORTEST_INTERNATIONAL = 7;
    private static final int LONGEST_NUMBER = 20;

    /** Whether the text is a number that the field has room for, with a plus or without. */
    static boolean isNumber(String text) {
        String digits = text.startsWith("+") ? text.substring(1) : text;
        return !digits.isEmpty()
                && digits.length() <= LONGEST_NUMBER
                && digits.chars().allMatch(c -> c >= '0' && c <= '9');
    }

    /** The address of an E.164 number with plus. */
    static Address international(String number) {
        return new Address(
                TypeOfNumber.INTERNATIONAL,
                NumberingPlanIndicator.ISDN,
                number.startsWith("+") ? number.substring(1) : number);
    }

    /**
     * The address of a sender: a shop's name (of at most 11 characters), a number or a short code.
     *
     * @param otherwise the name to take when no character of the wanted one can be carried: the field is in ASCII
     */
    static Address sender(@Nullable String wanted, String otherwise) {
        String name = carried(wanted == null ? otherwise : wanted);
        if (name.isEmpty()) {
            name = carried(otherwise);
        }
        if (name.startsWith("+") && isNumber(name)) {
            return international(name);
        }
        if (isNumber(name)) {
            return name.length() < SHORTEST_INTERNATIONAL
                    ? new Address(TypeOfNumber.NETWORK_SPECIFIC, NumberingPlanIndicator.UNKNOWN, name)
                    : international(name);
        }
        String carried = name.length() > LONGEST_NAME ? name.substring(0, LONGEST_NAME) : name;
        return new Address(TypeOfNumber.ALPHANUMERIC, NumberingPlanIndicator.UNKNOWN, carried);
    }

    private static String carried(String name) {
        StringBuilder kept = new StringBuilder();
        name.chars().filter(c -> c >= ' ' && c < 0x7F).limit(2 * LONGEST_NUMBER).forEach(c -> kept.append((char) c));
        return kept.toString().strip();
    }

    /** The address as the rest of Vestnik writes it: international numbers with a plus. */
    static String shown(byte typeOfNumber, @Nullable String digits) {
        if (digits == null) {
            return "";
        }
        boolean international = typeOfNumber == TypeOfNumber.INTERNATIONAL.value()
                || (typeOfNumber == TypeOfNumber.UNKNOWN.value() && digits.length() > SHORTEST_INTERNATIONAL);
        return international && isNumber(digits) ? "+" + digits : digits;
    }
}
