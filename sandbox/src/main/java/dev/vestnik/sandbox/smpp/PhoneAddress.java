package dev.vestnik.sandbox.smpp;

import org.jsmpp.bean.NumberingPlanIndicator;
import org.jsmpp.bean.TypeOfNumber;

/** An address on the wire. */
record PhoneAddress(int ton, int npi, String address) {
    private static final int INTERNATIONAL = 1;

    /** The address as a person writes it: international numbers with their plus sign. */
    String shown() {
        return ton == INTERNATIONAL && !address.startsWith("+") ? "+" + address : address;
    }

    static PhoneAddress ofShown(int ton, int npi, String shown) {
        return new PhoneAddress(ton, npi, ton == INTERNATIONAL && shown.startsWith("+") ? shown.substring(1) : shown);
    }

    /** Reads an address: a number with a plus sign is international, other digits are of an unknown type, the rest is a name. */
    static PhoneAddress ofShown(String shown) {
        if (shown.startsWith("+")) {
            return new PhoneAddress(INTERNATIONAL, 1, shown.substring(1));
        }
        boolean digits = shown.chars().allMatch(Character::isDigit);
        return new PhoneAddress(digits ? 0 : TypeOfNumber.ALPHANUMERIC.value(), digits ? 1 : 0, shown);
    }

    TypeOfNumber typeOfNumber() {
        try {
            return TypeOfNumber.valueOf((byte) ton);
        } catch (IllegalArgumentException e) {
            return TypeOfNumber.UNKNOWN;
        }
    }

    NumberingPlanIndicator numberingPlan() {
        try {
            return NumberingPlanIndicator.valueOf((byte) npi);
        } catch (IllegalArgumentException e) {
            return NumberingPlanIndicator.UNKNOWN;
        }
    }
}
