package dev.vestnik.rules.phone;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.NullSource;
import org.junit.jupiter.params.provider.ValueSource;

class WrittenPhoneTest {
    @ParameterizedTest
    @CsvSource({
        "8 916 123-45-67, RU, +79161234567",
        "89161234567, RU, +79161234567",
        "(916) 123-45-67, RU, +79161234567",
        "7 916 123 45 67, RU, +79161234567",
        "8 701 555 01 00, KZ, +77015550100",
        "030/901820, DE, +4930901820",
        "0171 1234567, DE, +491711234567",
        "(415) 555-0100, US, +14155550100",
        "0 20 7946 0018, GB, +442079460018",
        "+7 (916) 123-45-67, DE, +79161234567",
        "00 7 916 123 45 67, DE, +79161234567"
    })
    void readsANumberAsPeopleOfTheCountryWriteIt(String written, String country, String number) {
        assertThat(WrittenPhone.e164(written, country)).isEqualTo(number);
    }

    @ParameterizedTest
    @NullSource
    @ValueSource(strings = {"RU", "DE"})
    void leavesE164AsItIs(String country) {
        assertThat(WrittenPhone.e164("+74956460054", country)).isEqualTo("+74956460054");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "+",
                "12",
                "8 916 123",
                "123-45-67",
                "8 916 123-45-67-89-01-23",
                "8 916 123-45-67 after six",
                "eight",
                "8+9161234567",
                "\u0668 916 123-45-67"
            })
    void knowsWhatIsNoNumber(String written) {
        assertThat(WrittenPhone.e164(written, "RU")).isNull();
    }

    @ParameterizedTest
    @ValueSource(strings = {"8 916 123-45-67", "89161234567", "+7 916 123-45-67"})
    void readsNothingButE164WithoutACountry(String written) {
        assertThat(WrittenPhone.e164(written, null)).isNull();
    }

    /** A profile may have a text of thousands of characters where its number should be. */
    @Test
    void looksAtNoLongTexts() {
        long start = System.nanoTime();
        for (int i = 0; i < 10_000; i++) {
            assertThat(WrittenPhone.e164("8 ".repeat(1_000), "RU")).isNull();
        }
        assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(Duration.ofSeconds(2));
    }
}
