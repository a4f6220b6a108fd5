package dev.vestnik.sms.smpp;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.apache.kafka.common.config.ConfigException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class GatewaySettingsTest {

    @ParameterizedTest
    @CsvSource({
        "name, ''",
        "name, a b",
        "host, ' '",
        "port, 0",
        "port, 65536",
        "system-id, ''",
        "system-id, 1234567890123456",
        "password, 123456789",
        "system-type, 1234567890123",
        "binds, 0",
        "binds, 101",
        "window, 0",
        "rate, -1",
        "most-parts, 0",
        "most-parts, 256",
        "grace, 99ms",
        "grace, 5m",
        "trust, centre.pem",
        "shop, ' '"
    })
    void saysWhichSettingIsWrong(String setting, String value) {
        assertThatThrownBy(() -> TestGateway.at(2775, setting, value))
                .rootCause()
                .isInstanceOf(ConfigException.class)
                .hasMessageContaining("vestnik.sms.gateways[]." + setting + " ");
    }

    @ParameterizedTest
    @CsvSource({"bind, both", "submit-ids, octal", "tls, maybe", "parameters.0x10000, a", "parameters.tag, a"})
    void saysWhichSettingHasNoSuchValue(String setting, String value) {
        assertThatThrownBy(() -> TestGateway.at(2775, setting, value)).satisfies(e -> {
            StringBuilder said = new StringBuilder();
            for (Throwable cause = e; cause != null; cause = cause.getCause()) {
                said.append(cause.getMessage()).append('\n');
            }
            assertThat(said).contains(setting.replaceFirst("\\..*", "")).contains(value.equals("a") ? "tag" : value);
        });
    }

    @Test
    void namesEverythingThatIsWrongAtOnce() {
        assertThatThrownBy(() ->
                        TestGateway.at(70_000, "window", "0", "binds", "101", "grace", "1h", "parameters.tag", "a"))
                .rootCause()
                .isInstanceOf(ConfigException.class)
                .hasMessageContainingAll("[].port must be from 1 to 65535", "[].window", "[].binds", "[].grace", "tag");
    }

    @Test
    void neverShowsThePassword() {
        assertThat(TestGateway.at(2775, "password", "secret").toString()).doesNotContain("secret");
    }
}
