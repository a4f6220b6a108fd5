package dev.vestnik.sms.smpp;

import com.google.i18n.phonenumbers.NumberParseException;
import com.google.i18n.phonenumbers.PhoneNumberUtil;
import com.google.i18n.phonenumbers.PhoneNumberUtil.ValidationResult;

/** Tells phone numbers from what are none. */
final class PhoneNumber {
    private static final PhoneNumberUtil NUMBERS = PhoneNumberUtil.getInstance();

    private PhoneNumber() {}

    /**
     * Whether an international number, with a plus or without, has a country's code and as many digits as numbers have there. Does not ask
     * whether the range is in use: countries open ranges faster than tables are renewed, and a refused number is dead for ever.
     */
    static boolean isPossible(String number) {
        if (!Address.isNumber(number)) {
            return false;
        }
        try {
            var parsed = NUMBERS.parse(number.startsWith("+") ? number : "+" + number, null);
            return NUMBERS.isPossibleNumberWithReason(parsed) == ValidationResult.IS_POSSIBLE;
        } catch (NumberParseException e) {
            return false;
        }
    }
}
