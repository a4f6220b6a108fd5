package dev.vestnik.sms.smpp;

import org.jsmpp.bean.NumberingPlanIndicator;
import org.jsmpp.bean.TypeOfNumber;

/** An address with what SMPP wants to know about it. */
record Address(TypeOfNumber type, NumberingPlanIndicator plan, String digits) {
    private static final int LONGEST_NAME = 11;
    private static final int SHORTEST_INTERNATIONAL = 7;

    /** E.164, with plus. */
    static Address international(String number) {
        return new Address(
                TypeOfNumber.INTERNATIONAL,
                NumberingPlanIndicator.ISDN,
                number.startsWith("+") ? number.substring(1) : number);
    }

    /** A shop's name (at most 11 characters are carried), a number or a short code. */
    static Address sender(String name) {
        if (name.startsWith("+")) {
            return international(name);
        }
        if (!name.isEmpty() && name.chars().allMatch(Character::isDigit)) {
            return name.length() < SHORTEST_INTERNATIONAL
                    ? new Address(TypeOfNumber.NETWORK_SPECIFIC, NumberingPlanIndicator.UNKNOWN, name)
                    : international(name);
        }
        String carried = name.length() > LONGEST_NAME ? name.substring(0, LONGEST_NAME) : name;
        return new Address(TypeOfNumber.ALPHANUMERIC, NumberingPlanIndicator.UNKNOWN, carried);
    }

    /** As the rest of Vestnik writes it: international numbers with a plus. */
    static String shown(byte typeOfNumber, String digits) {
        boolean international = typeOfNumber == TypeOfNumber.INTERNATIONAL.value()
                || (typeOfNumber == TypeOfNumber.UNKNOWN.value() && digits.length() > SHORTEST_INTERNATIONAL);
        return international && digits.matches("\\d+") ? "+" + digits : digits;
    }
}
