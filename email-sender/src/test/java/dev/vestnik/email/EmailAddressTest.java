package dev.vestnik.email;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class EmailAddressTest {

    @ParameterizedTest
    @CsvSource({
        "anna@example.com, anna@example.com",
        "anna+shop@Example.COM, anna+shop@example.com",
        "o'neil.@docomo.example, o'neil.@docomo.example",
        "anna@пример.рф, anna@xn--e1afmkfd.xn--p1ai",
        "anna@faß.de, anna@xn--fa-hia.de",
        "anna@fass.de, anna@fass.de",
        "анна@пример.рф, анна@xn--e1afmkfd.xn--p1ai",
        "用户@example.com, 用户@example.com",
        "root@localhost, root@localhost"
    })
    void readsAnAddress(String text, String address) {
        assertThat(EmailAddress.parse(text)).hasToString("Optional[" + address + "]");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "anna",
                "@example.com",
                "anna@",
                "anna@-example.com",
                "anna@exa mple.com",
                "an na@example.com",
                "анна\u2028@example.com",
                "анна\u202e@example.com",
                "анна\u0085@example.com",
                "анна\u00a0а@example.com",
                "ааааааааааааааааааааааааааааааааа@example.com",
                "half \ud83d@example.com",
                "anna@example.com\r\nRCPT TO:<eve@example.com",
                "anna\r\n@example.com",
                "<anna@example.com>",
                "a@b@example.com",
                "\"a b\"@example.com",
                "anna@[127.0.0.1]"
            })
    void refusesAddressesThatDoNotFitIntoACommand(String text) {
        assertThat(EmailAddress.parse(text)).isEmpty();
    }
}
