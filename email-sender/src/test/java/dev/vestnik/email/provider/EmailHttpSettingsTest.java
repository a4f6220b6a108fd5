package dev.vestnik.email.provider;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.util.HashMap;
import java.util.Map;
import org.apache.kafka.common.config.ConfigException;
import org.junit.jupiter.api.Test;
import org.springframework.boot.context.properties.bind.Bindable;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.context.properties.source.MapConfigurationPropertySource;

class EmailHttpSettingsTest {
    private static final String FIRST = "vestnik.email.http[0].";

    private static EmailHttpSettings bind(String provider, Map<String, String> more) {
        Map<String, String> properties = new HashMap<>(more);
        properties.putAll(Map.of(
                FIRST + "name", "one",
                FIRST + "provider", provider,
                FIRST + "key", "api key",
                FIRST + "sender", "shop@shop.example"));
        return new Binder(new MapConfigurationPropertySource(properties))
                .bindOrCreate("vestnik.email", Bindable.of(EmailHttpSettings.class));
    }

    /** With the API key in their place, each of its reports would be refused as forged. */
    @Test
    void asksForMailgunsSigningKey() {
        assertThatExceptionOfType(Exception.class)
                .isThrownBy(() -> bind("mailgun", Map.of()))
                .havingRootCause()
                .isInstanceOf(ConfigException.class)
                .withMessageContaining("http[0].hook.secrets: mailgun's webhook signing key");
        assertThat(bind("mailgun", Map.of(FIRST + "hook.secrets", "signing key"))
                        .http())
                .hasSize(1);
        assertThat(bind("mailgun", Map.of(FIRST + "hook.scheme", "none")).http())
                .hasSize(1);
    }

    @Test
    void checksOthersByTheirApiKey() {
        assertThat(bind("unisender", Map.of()).http()).hasSize(1);
    }

    @Test
    void knowsAmazonsAddressByItsRegion() {
        EmailHttpSettings settings = bind(
                "ses",
                Map.of(
                        FIRST + "ses.access-key-id", "AKIAIOSFODNN7EXAMPLE",
                        FIRST + "ses.region", "eu-west-1",
                        FIRST + "ses.topic", "arn:aws:sns:eu-west-1:123456789012:ses-events"));
        assertThat(settings.http().getFirst().address()).hasToString("https://email.eu-west-1.amazonaws.com");
    }

    @Test
    void namesAllThatIsWrongWithAmazonsSettings() {
        assertThatExceptionOfType(Exception.class)
                .isThrownBy(() -> bind(
                        "ses",
                        Map.of(
                                FIRST + "ses.access-key-id", "short",
                                FIRST + "ses.topic", "ses-events",
                                FIRST + "hook.scheme", "none")))
                .havingRootCause()
                .isInstanceOf(ConfigException.class)
                .withMessageContaining("http[0].ses.access-key-id: ")
                .withMessageContaining("http[0].ses.region: ")
                .withMessageContaining("http[0].ses.topic: ")
                .withMessageContaining("http[0].hook: must be absent");
        assertThatExceptionOfType(Exception.class)
                .isThrownBy(() -> bind("ses", Map.of()))
                .havingRootCause()
                .withMessageContaining("http[0].ses: is required");
    }
}
