package dev.vestnik.sms;

import static org.assertj.core.api.Assertions.assertThat;

import dev.vestnik.sender.RecordingGateway;
import dev.vestnik.sender.RoutePlan;
import dev.vestnik.sender.SenderSettings;
import dev.vestnik.service.settings.SettingsReader;
import java.time.Duration;
import java.util.Map;
import java.util.SortedMap;
import org.junit.jupiter.api.Test;
import org.springframework.core.env.MapPropertySource;
import org.springframework.core.env.StandardEnvironment;

class SmsPlannerTest {
    private static final SenderSettings SENDER =
            new SenderSettings(null, Duration.ofSeconds(6), Duration.ofMillis(500), 90, 80, null, null);

    /** Plans that are equal are not taken: a change of a price alone would not count before the next start. */
    @Test
    void plansOtherRoutesWhenAPriceHasChanged() {
        assertThat(routes("1.90")).isEqualTo(routes("1.90")).isNotEqualTo(routes("1.80"));
    }

    private static SortedMap<String, String> routes(String price) {
        StandardEnvironment environment = new StandardEnvironment();
        environment
                .getPropertySources()
                .addFirst(new MapPropertySource(
                        "test",
                        Map.of(
                                "vestnik.sms.gateways[0].name", "operator",
                                "vestnik.sms.gateways[0].system-id", "shop",
                                "vestnik.sms.prices[0].gateway", "operator",
                                "vestnik.sms.prices[0].price", price,
                                "vestnik.sms.routes[0].order", "price",
                                "vestnik.sms.routes[0].gateways", "operator")));
        SettingsReader settings = new SettingsReader(environment);
        RecordingGateway gateway = new RecordingGateway("operator", 1, 0);
        RoutePlan plan = new SmsPlanner(SENDER, _ -> gateway, _ -> gateway).plan(settings);
        assertThat(settings.faults()).isEmpty();
        assertThat(plan.gateways()).hasSize(1);
        return plan.routes();
    }
}
