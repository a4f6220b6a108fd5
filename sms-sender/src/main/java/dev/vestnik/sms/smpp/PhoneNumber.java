package dev.vestnik.sms.smpp;

import com.google.i18n.phonenumbers.NumberParseException;
import com.google.i18n.phonenumbers.PhoneNumberUtil;
import com.google.i18n.phonenumbers.PhoneNumberUtil.ValidationResult;
import com.google.i18n.phonenumbers.Phonenumber;
import java.util.BitSet;

/** Tells phone numbers from what are none. */
final class PhoneNumber {
    private static final PhoneNumberUtil NUMBERS = PhoneNumberUtil.getInstance();
    private static final int LONGEST_CALLING_CODE = 3;
    /** The longest text that the library's parser takes. */
    private static final int LONGEST_NATIONAL = 17;

    private static final BitSet CALLING_CODES = new BitSet();

    static {
        NUMBERS.getSupportedCallingCodes().forEach(CALLING_CODES::set);
    }

    private PhoneNumber() {}

    /**
     * Whether an international number, with a plus or without, has a country's code and as many digits as numbers have there. Does not ask
     * whether the range is in use: countries open ranges faster than tables are renewed, and a refused number is dead for ever.
     */
    static boolean isPossible(String number) {
        if (!Address.isNumber(number)) {
            return false;
        }
        String digits = number.startsWith("+") ? number.substring(1) : number;
        return isPossibleAsWritten(digits) || isPossibleAsParsed(digits);
    }

    /**
     * Takes the digits as calling code and national number. A no is not the last word: the parser leaves out a national prefix, as in +44 0 20. It
     * takes many times as long, for its patterns are for texts that people write.
     */
    private static boolean isPossibleAsWritten(String digits) {
        int code = callingCodeLength(digits);
        int national = digits.length() - code;
        if (code == 0 || national == 0 || national > LONGEST_NATIONAL || digits.charAt(code) == '0') {
            return false;
        }
        return isPossible(new Phonenumber.PhoneNumber()
                .setCountryCode(Integer.parseInt(digits, 0, code, 10))
                .setNationalNumber(Long.parseLong(digits, code, digits.length(), 10)));
    }

    /** No calling code begins another one; 0 where there is none. */
    private static int callingCodeLength(String digits) {
        int code = 0;
        for (int length = 1; length <= Math.min(LONGEST_CALLING_CODE, digits.length()); length++) {
            code = 10 * code + digits.charAt(length - 1) - '0';
            if (CALLING_CODES.get(code)) {
                return digits.charAt(0) == '0' ? 0 : length;
            }
        }
        return 0;
    }

    /** The library's own way. */
    static boolean isPossibleAsParsed(String digits) {
        try {
            return isPossible(NUMBERS.parse("+" + digits, null));
        } catch (NumberParseException e) {
            return false;
        }
    }

    private static boolean isPossible(Phonenumber.PhoneNumber number) {
        return NUMBERS.isPossibleNumberWithReason(number) == ValidationResult.IS_POSSIBLE;
    }
}
