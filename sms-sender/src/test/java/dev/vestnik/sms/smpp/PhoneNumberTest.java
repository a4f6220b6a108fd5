package dev.vestnik.sms.smpp;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.i18n.phonenumbers.PhoneNumberUtil;
import java.util.Random;
import org.junit.jupiter.api.Test;

class PhoneNumberTest {
    private static final int LONGEST = 20;

    @Test
    void leavesOutANationalPrefix() {
        assertThat(PhoneNumber.isPossible("+442079460000")).isTrue();
        assertThat(PhoneNumber.isPossible("+4402079460000")).isTrue();
    }

    @Test
    void knowsNoNumbersWithoutACountry() {
        assertThat(PhoneNumber.isPossible("+0744956461000")).isFalse();
        assertThat(PhoneNumber.isPossible("+7")).isFalse();
        assertThat(PhoneNumber.isPossible("+99999999999")).isFalse();
    }

    /** The short way must be the library's, whatever the country and the length. */
    @Test
    void judgesAsTheLibraryDoes() {
        long seed = new Random().nextLong();
        Random random = new Random(seed);
        for (int code : PhoneNumberUtil.getInstance().getSupportedCallingCodes()) {
            for (int length = 0; length + String.valueOf(code).length() <= LONGEST; length++) {
                for (int i = 0; i < 3; i++) {
                    String digits = code + digits(length, random);
                    assertThat(PhoneNumber.isPossible(digits))
                            .as("%s, seed %d", digits, seed)
                            .isEqualTo(PhoneNumber.isPossibleAsParsed(digits));
                }
            }
        }
    }

    private static String digits(int length, Random random) {
        StringBuilder digits = new StringBuilder();
        for (int i = 0; i < length; i++) {
            digits.append(random.nextInt(10));
        }
        return digits.toString();
    }
}
