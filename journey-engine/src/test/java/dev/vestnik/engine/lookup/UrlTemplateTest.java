package dev.vestnik.engine.lookup;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.URI;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class UrlTemplateTest {
    private static final UrlTemplate BONUS =
            UrlTemplate.parse("https://crm.example:8443/bonus/{card}/now?order={order}");

    @Test
    void valuesAreFilledInAndEncoded() {
        assertThat(BONUS.filled(Map.of("card", "c 7/8", "order", "a&b=c#d?e")))
                .contains(URI.create("https://crm.example:8443/bonus/c%207%2F8/now?order=a%26b%3Dc%23d%3Fe"));
        assertThat(BONUS.filled(Map.of("card", "@other.example", "order", 12L)))
                .contains(URI.create("https://crm.example:8443/bonus/%40other.example/now?order=12"));
    }

    @Test
    void aStepInThePathAndAValueThatIsMissingAreRefused() {
        assertThat(BONUS.filled(Map.of("card", "..", "order", "a"))).isEmpty();
        assertThat(BONUS.filled(Map.of("card", ".", "order", "a"))).isEmpty();
        assertThat(BONUS.filled(Map.of("card", "", "order", "a"))).isEmpty();
        assertThat(BONUS.filled(Map.of("card", "c-7"))).isEmpty();
    }

    @Test
    void aUrlWithoutNamesIsAskedAsItIs() {
        assertThat(UrlTemplate.parse("http://127.0.0.1:8099/rates").filled(Map.of("card", "c-7")))
                .contains(URI.create("http://127.0.0.1:8099/rates"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "https://{host}/bonus",
                "https://crm.example{card}/bonus",
                "https://crm.example:{port}/bonus",
                "{url}",
                "https://{card}@crm.example/bonus",
                "https://user:secret@crm.example/{card}",
                "https://crm.example/{card}#there",
                "ftp://crm.example/{card}",
                "file:///etc/{card}",
                "//crm.example/{card}",
                "https://crm.example/{a b}"
            })
    void nothingButPathAndQueryMayBeFilledIn(String url) {
        assertThatThrownBy(() -> UrlTemplate.parse(url)).isInstanceOf(IllegalArgumentException.class);
    }
}
