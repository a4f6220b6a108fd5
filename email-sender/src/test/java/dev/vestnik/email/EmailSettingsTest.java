package dev.vestnik.email;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.vestnik.schemas.message.MessageClass;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.context.properties.source.MapConfigurationPropertySource;

class EmailSettingsTest {
    private static final String FIRST = "vestnik.email.gateways[0].";
    private final Map<String, String> properties =
            new HashMap<>(Map.of(FIRST + "name", "relay", FIRST + "from", "shop@shop.example"));

    @Test
    void needsNoMoreThanANameAndASender() {
        SmtpGatewaySettings gateway = settings().gateways().getFirst();
        assertThat(gateway.host()).isEqualTo("127.0.0.1");
        assertThat(gateway.port()).isEqualTo(25);
        assertThat(gateway.connections()).isEqualTo(4);
        assertThat(gateway.carries(MessageClass.codes)).isTrue();
    }

    @Test
    void mayHaveNoGateway() {
        properties.clear();
        assertThat(settings().gateways()).isEmpty();
    }

    @Test
    void keepsMarketingOnAServerOfItsOwn() {
        properties.put(FIRST + "classes", "marketing");
        SmtpGatewaySettings gateway = settings().gateways().getFirst();
        assertThat(gateway.carries(MessageClass.marketing)).isTrue();
        assertThat(gateway.carries(MessageClass.service)).isFalse();
    }

    @Test
    void neverShowsAPassword() {
        properties.put(FIRST + "username", "shop");
        properties.put(FIRST + "password", "secret");
        assertThat(settings().toString()).doesNotContain("secret");
    }

    @ParameterizedTest
    @CsvSource({"name, ''", "from, nobody", "port, 0", "connections, 0", "max-letters, 0", "username, shop"})
    void saysWhichKeyIsWrong(String key, String value) {
        properties.put(FIRST + key, value);
        assertThatThrownBy(this::settings).rootCause().hasMessageContaining("vestnik.email.gateways[]." + key);
    }

    private EmailSettings settings() {
        return new Binder(new MapConfigurationPropertySource(properties))
                .bindOrCreate("vestnik.email", EmailSettings.class);
    }
}
