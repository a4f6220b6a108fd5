package dev.vestnik.system.canary;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.Base64;
import org.junit.jupiter.api.Test;

/** A leak is recognised in every form that a log, a page or a header could have it in. */
class MarkTest {
    @Test
    void findsEachMarkAsItIsAndInCapitals() {
        for (Mark mark : Mark.values()) {
            assertThat(Mark.in("cause=\"not " + mark.value() + "\"")).contains(mark + " plain");
            assertThat(Mark.in("cause=\"not " + mark.value().toUpperCase(java.util.Locale.ROOT) + "\""))
                    .contains(mark + " plain");
        }
    }

    @Test
    void findsWhatIsEncoded() {
        assertThat(Mark.in("GET /api/customers/%2B79264815973?a=b")).contains("PHONE percent-encoded");
        assertThat(Mark.in("to=wellensittich.kanari%40example.com")).contains("EMAIL percent-encoded");
        assertThat(
                        Mark.in(
                                "%D0%9A%D0%B0%D0%BD%D0%B0%D1%80%D0%B5%D0%B9%D0%BA%D0%B8%D0%BD%D0%B0-%D0%96%D1%91%D0%BB%D1%82%D0%B0%D1%8F"))
                .contains("CYRILLIC_NAME percent-encoded");
        assertThat(
                        Mark.in(
                                "\\u041a\\u0430\\u043d\\u0430\\u0440\\u0435\\u0439\\u043a\\u0438\\u043d\\u0430-\\u0416\\u0451\\u043b\\u0442\\u0430\\u044f"))
                .contains("CYRILLIC_NAME escaped");
        assertThat(Mark.in("Kanarienvogelgasse%2077")).contains("ADDRESS percent-encoded path");
    }

    @Test
    void findsBase64WhereverItBegins() {
        for (Mark mark : Mark.values()) {
            for (String before : new String[] {"", "x", "xy", "xyz"}) {
                String encoded = Base64.getEncoder()
                        .encodeToString((before + mark.value() + "!?").getBytes(StandardCharsets.UTF_8));
                assertThat(Mark.in("head=" + encoded))
                        .as(mark + " after " + before)
                        .isNotEmpty();
            }
        }
    }

    @Test
    void findsAMaskedPhoneAndNotAPartOfANumber() {
        assertThat(Mark.in("to=+7926***4815973")).contains("PHONE masked");
        assertThat(Mark.in("seconds_sum 1.64815973")).isEmpty();
        assertThat(Mark.in("offset=94815973 at 0x7f4815973a")).isEmpty();
    }

    @Test
    void findsNothingInOrdinaryText() {
        assertThat(Mark.in("level=INFO gateway=sandbox link=bound to 127.0.0.1 canary=flies"))
                .isEmpty();
    }
}
