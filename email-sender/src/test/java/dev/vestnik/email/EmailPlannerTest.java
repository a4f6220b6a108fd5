package dev.vestnik.email;

import static org.assertj.core.api.Assertions.assertThat;

import dev.vestnik.sender.Gateway;
import dev.vestnik.sender.SenderSettings;
import dev.vestnik.service.settings.SettingsReader;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.springframework.mock.env.MockEnvironment;

class EmailPlannerTest {
    private final MockEnvironment changed = new MockEnvironment()
            .withProperty("spring.ssl.bundle.pem.relay.truststore.certificate", "relay.pem")
            .withProperty("vestnik.email.gateways[0].name", "relay")
            .withProperty("vestnik.email.gateways[0].from", "shop@shop.example")
            .withProperty("vestnik.email.gateways[0].tls", "starttls")
            .withProperty("vestnik.email.gateways[0].ssl-bundle", "relay");

    @Test
    void saysThatANewBundleTakesARestart() {
        assertThat(faults(List.of("relay"))).isEmpty();
        assertThat(faults(List.of()))
                .singleElement()
                .asString()
                .contains("vestnik.email.gateways[0].ssl-bundle", "takes a restart");
    }

    private List<?> faults(List<String> bundles) {
        SenderSettings sender =
                new SenderSettings(null, Duration.ofSeconds(6), Duration.ofMillis(500), 90, 80, null, null);
        SettingsReader settings = new SettingsReader(changed);
        new EmailPlanner(sender, bundles, _ -> unmade(), _ -> unmade()).plan(settings);
        return settings.faults();
    }

    private static Gateway unmade() {
        throw new AssertionError("a plan makes no gateway");
    }
}
