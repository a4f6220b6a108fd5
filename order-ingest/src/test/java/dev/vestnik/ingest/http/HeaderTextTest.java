package dev.vestnik.ingest.http;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The examples of CloudEvents' HTTP binding, 3.1.3.2, and what is next to them. */
class HeaderTextTest {
    @ParameterizedTest
    @CsvSource(
            quoteCharacter = '`',
            value = {
                "Euro%20%E2%82%AC%20%F0%9F%98%80, Euro € 😀",
                "\"quoted value\", quoted value",
                "\"quoted \\\"value\\\" %C3%A9\", quoted \"value\" é",
                "a+b, a+b",
                "50% off, 50% off",
                "100%, 100%",
                "%4, %4",
                "%zz, %zz",
                "%41%42C, ABC",
                "\", \""
            })
    void isDecoded(String header, String expected) {
        assertThat(HeaderText.decoded(header)).contains(expected);
    }

    @Test
    void bytesThatAreNoUtf8AreNoText() {
        assertThat(HeaderText.decoded("a%FFb")).isEmpty();
        assertThat(HeaderText.decoded("%C3")).isEmpty();
        assertThat(HeaderText.decoded("%ED%A0%80")).isEmpty();
    }
}
