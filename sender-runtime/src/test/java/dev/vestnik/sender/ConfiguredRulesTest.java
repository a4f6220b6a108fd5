package dev.vestnik.sender;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.vestnik.schemas.CustomerKey;
import dev.vestnik.schemas.message.MessageClass;
import dev.vestnik.schemas.topic.Channel;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.apache.kafka.common.config.ConfigException;
import org.junit.jupiter.api.Test;
import org.springframework.core.env.MapPropertySource;
import org.springframework.core.env.StandardEnvironment;

class ConfiguredRulesTest {
    private static final Route ROUTE = new Route(
            Channel.SMS,
            List.of(
                    new RecordingGateway("cheap", 1, 0),
                    new RecordingGateway("kazakh", 1, 0),
                    new RecordingGateway("dear", 1, 0)));

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
        assertThatThrownBy(() -> rules(Map.of(
                        "vestnik.sms.routes[0].prefixes", "7916",
                        "vestnik.sms.routes[0].gateways", "cheep",
                        "vestnik.sms.routes[1].shops", "main")))
                .isInstanceOf(ConfigException.class)
                .hasMessageContaining("routes[0].gateways: there is no gateway cheep among [cheap, dear, kazakh]")
                .hasMessageContaining("routes[0].prefixes: 7916 is no beginning of a number")
                .hasMessageContaining("routes[1].gateways names no gateway")
                .hasMessageContaining("the last rule must have no shops, classes and prefixes");
    }

    @Test
    void refusesASettingThatItDoesNotKnow() {
        assertThatThrownBy(() ->
                        rules(Map.of("vestnik.sms.routes[0].prefix", "+7", "vestnik.sms.routes[0].gateways", "cheap")))
                .hasStackTraceContaining("vestnik.sms.routes[0].prefix");
    }

    private static RouteRules rules(Map<String, Object> settings) {
        StandardEnvironment environment = new StandardEnvironment();
        environment.getPropertySources().addFirst(new MapPropertySource("test", settings));
        return ConfiguredRules.of(environment, ROUTE);
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
