package dev.vestnik.engine.lookup;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.vestnik.engine.lookup.LookupSettings.Source;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;

class LookupSettingsTest {
    private static final String URL = "https://crm.example/{card}";

    @Test
    void aSourceNeedsAUrlAlone() {
        LookupSettings settings = new LookupSettings(Map.of("bonus", new Source(URL, null, null)));
        assertThat(settings.all().get("bonus").patience()).isEqualTo(Duration.ofSeconds(5));
        assertThat(new LookupSettings(null).all()).isEmpty();
    }

    @Test
    void whatIsWrongIsSaidWithItsPlaceAndWithoutItsValue() {
        assertRefused("Bonus", new Source(URL, null, null), "sources.Bonus: a name is");
        assertRefused("products", new Source(URL, null, null), "sources.products: the engine itself answers");
        assertRefused("bought-together", new Source(URL, null, null), "together: the engine itself answers");
        assertRefused("bonus", new Source("https://{host}/", null, null), "sources.bonus.url may have {names}");
        assertRefused("bonus", new Source(URL, Map.of("Host", "secret"), null), "headers: Host cannot be set");
        assertRefused("bonus", new Source(URL, null, Duration.ofMinutes(1)), "sources.bonus.timeout must be");
    }

    private static void assertRefused(String name, Source source, String problem) {
        assertThatThrownBy(() -> new LookupSettings(Map.of(name, source)))
                .hasMessageContaining(problem)
                .hasMessageNotContaining("secret");
    }
}
