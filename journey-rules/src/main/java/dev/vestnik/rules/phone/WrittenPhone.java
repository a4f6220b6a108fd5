package dev.vestnik.rules.phone;

import com.google.i18n.phonenumbers.NumberParseException;
import com.google.i18n.phonenumbers.PhoneNumberUtil;
import com.google.i18n.phonenumbers.PhoneNumberUtil.PhoneNumberFormat;
import com.google.i18n.phonenumbers.PhoneNumberUtil.ValidationResult;
import com.google.i18n.phonenumbers.Phonenumber.PhoneNumber;
import org.jspecify.annotations.Nullable;

/** A phone number as people write it: {@code 8 916 123-45-67}. */
public final class WrittenPhone {
    private static final PhoneNumberUtil NUMBERS = PhoneNumberUtil.getInstance();

    /** The digits that a number in E.164 may have: the shortest ones of islands, the longest of the standard. */
    private static final int FEWEST_DIGITS = 7;

    private static final int MOST_DIGITS = 15;

    /** With a prefix for calls abroad, and with what people put between the digits. */
    private static final int LONGEST = 40;

    private static final String BETWEEN_DIGITS = " \u00a0\u202f()-./";

    private WrittenPhone() {}

    /** Whether this is a country whose numbers are known here, by its two letters. */
    public static boolean isCountry(String code) {
        return NUMBERS.getSupportedRegions().contains(code);
    }

    /** Whether it has the form of E.164. The door over HTTP checks more; a number that a shop writes to Kafka itself has passed no door. */
    public static boolean isE164(String number) {
        int digits = number.length() - 1;
        return digits >= FEWEST_DIGITS
                && digits <= MOST_DIGITS
                && number.charAt(0) == '+'
                && number.charAt(1) != '0'
                && number.chars().skip(1).allMatch(WrittenPhone::isDigit);
    }

    /**
     * The number in E.164. Whether its range is in use is not asked: countries open ranges faster than tables are renewed.
     *
     * @param country the country in which it was written; null: only E.164 is a number
     * @return null where it is no number
     */
    public static @Nullable String e164(String written, @Nullable String country) {
        if (isE164(written)) {
            return written;
        }
        String digits = country == null ? null : digits(written);
        if (digits == null || country == null) {
            return null;
        }
        try {
            PhoneNumber number = NUMBERS.parse(digits, country);
            return NUMBERS.isPossibleNumberWithReason(number) == ValidationResult.IS_POSSIBLE
                    ? NUMBERS.format(number, PhoneNumberFormat.E164)
                    : null; // also where it lacks its area's code
        } catch (NumberParseException e) {
            return null;
        }
    }

    /** Its digits, with the plus where it begins with one; null where it has anything that is neither. */
    private static @Nullable String digits(String written) {
        if (written.length() > LONGEST) {
            return null;
        }
        StringBuilder digits = new StringBuilder();
        for (char c : written.toCharArray()) {
            if (isDigit(c) || c == '+' && digits.isEmpty()) {
                digits.append(c);
            } else if (BETWEEN_DIGITS.indexOf(c) < 0) {
                return null;
            }
        }
        return digits.toString();
    }

    private static boolean isDigit(int c) {
        return c >= '0' && c <= '9';
    }
}
