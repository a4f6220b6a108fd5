package dev.vestnik.sender;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class DomainNameTest {

    @ParameterizedTest
    @CsvSource({
        "faß.de, xn--fa-hia.de",
        "FASS.de, fass.de",
        "βόλος.com, xn--nxasmm1c.com",
        "Bücher.example, xn--bcher-kva.example",
        "пример.рф, xn--e1afmkfd.xn--p1ai",
        "例え。テスト, xn--r8jz45g.xn--zckzah",
        "r3---a.example, r3---a.example"
    })
    void writesANameAsBrowsersDo(String name, String ascii) {
        assertThat(DomainName.ascii(name)).contains(ascii);
    }

    @ParameterizedTest
    @ValueSource(strings = {"-ж.example", "a\u200db.example", "ж ж.example", "אa.example"})
    void refusesANameThatBrowsersRefuse(String name) {
        assertThat(DomainName.ascii(name)).isEmpty();
    }

    @Test
    void refusesANameThatIsTooLong() {
        assertThat(DomainName.ascii("ж".repeat(100_000))).isEmpty();
    }
}
