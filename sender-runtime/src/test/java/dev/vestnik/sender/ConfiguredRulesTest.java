package dev.vestnik.sender;

import static org.assertj.core.api.Assertions.assertThat;

import dev.vestnik.schemas.CustomerKey;
import dev.vestnik.schemas.message.MessageClass;
import dev.vestnik.schemas.topic.ChannelName;
import dev.vestnik.service.settings.SettingFault;
import dev.vestnik.service.settings.SettingsReader;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.springframework.core.env.MapPropertySource;
import org.springframework.core.env.StandardEnvironment;

class ConfiguredRulesTest {
    private static final List<String> GATEWAYS = List.of("cheap", "kazakh", "dear");

    @Test
    void takesTheFirstRuleThatMatches() {
        RouteRules rules = rules(Map.of(
                "vestnik.sms.routes[0].prefixes", "+77,+76",
                "vestnik.sms.routes[0].gateways", "kazakh,dear",
                "vestnik.sms.routes[1].shops", "main",
                "vestnik.sms.routes[1].classes", "codes",
                "vestnik.sms.routes[1].gateways", "dear",
                "vestnik.sms.routes[2].gateways", "cheap,dear"));
        assertThat(rules.gateways(sms("main", MessageClass.codes, "+77015550100")))
                .containsExactly("kazakh", "dear");
        assertThat(rules.gateways(sms("main", MessageClass.codes, "+79165550100")))
                .containsExactly("dear");
        assertThat(rules.gateways(sms("other", MessageClass.codes, "+79165550100")))
                .containsExactly("cheap", "dear");
        assertThat(rules.gateways(sms("main", MessageClass.service, "+79165550100")))
                .containsExactly("cheap", "dear");
    }

    @Test
    void takesAllGatewaysInOrderWithoutRules() {
        assertThat(rules(Map.of()).gateways(sms("main", MessageClass.service, "+79165550100")))
                .containsExactly("cheap", "kazakh", "dear");
    }

    @Test
    void namesEverythingThatIsWrongAtOnce() {
        assertThat(faults(Map.of(
                        "vestnik.sms.routes[0].prefixes", "7916",
                        "vestnik.sms.routes[0].gateways", "cheep",
                        "vestnik.sms.routes[1].shops", "main")))
                .containsExactlyInAnyOrder(
                        "vestnik.sms.routes[0].gateways: there is no gateway cheep among [cheap, dear, kazakh]",
                        "vestnik.sms.routes[0].prefixes: 7916 is no beginning of a number such as +7916",
                        "vestnik.sms.routes[1].gateways names no gateway",
                        "vestnik.sms.routes: the last rule must have no shops, classes and prefixes, for messages that no"
                                + " other rule matches");
    }

    @Test
    void refusesASettingThatItDoesNotKnow() {
        assertThat(faults(Map.of("vestnik.sms.routes[0].prefix", "+7", "vestnik.sms.routes[0].gateways", "cheap")))
                .containsExactly(
                        "vestnik.sms.routes[0].prefix is no setting; there are shops, classes, prefixes, gateways");
    }

    private static List<String> faults(Map<String, Object> settings) {
        SettingsReader reader = reader(settings);
        ConfiguredRules.read(reader, ChannelName.SMS, GATEWAYS);
        return reader.faults().stream().map(SettingFault::toString).toList();
    }

    private static RouteRules rules(Map<String, Object> settings) {
        return ConfiguredRules.read(reader(settings), ChannelName.SMS, GATEWAYS);
    }

    private static SettingsReader reader(Map<String, Object> settings) {
        StandardEnvironment environment = new StandardEnvironment();
        environment.getPropertySources().addFirst(new MapPropertySource("test", settings));
        return new SettingsReader(environment);
    }

    private static Dispatch sms(String shop, MessageClass messageClass, String to) {
        return new Dispatch(
                new Attempt(new UUID(0, 1), 1),
                new CustomerKey(shop, "c1"),
                messageClass,
                new Origin("shipped", "tell", "order-shipped", "en"),
                new Content.Sms(to, null, "On its way"),
                Instant.EPOCH,
                false);
    }
}
