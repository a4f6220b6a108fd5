package dev.vestnik.sender;

import static org.assertj.core.api.Assertions.assertThat;

import dev.vestnik.schemas.CustomerKey;
import dev.vestnik.schemas.message.MessageClass;
import dev.vestnik.schemas.topic.ChannelName;
import dev.vestnik.service.settings.SettingFault;
import dev.vestnik.service.settings.SettingsReader;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
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

    /** The last number is of a range that is in no table: it counts as the largest country's. */
    @ParameterizedTest
    @CsvSource({
        "+79165550100, cheap",
        "+77015550100, kazakh",
        "+14155550100, dear",
        "+14165550100, cheap",
        "+72005550100, cheap"
    })
    void tellsCountriesApartThatShareACallingCode(String to, String gateway) {
        RouteRules rules = rules(Map.of(
                "vestnik.sms.routes[0].countries", "KZ",
                "vestnik.sms.routes[0].gateways", "kazakh",
                "vestnik.sms.routes[1].countries", "RU,CA",
                "vestnik.sms.routes[1].gateways", "cheap",
                "vestnik.sms.routes[2].gateways", "dear"));
        assertThat(rules.gateways(sms("main", MessageClass.service, to))).containsExactly(gateway);
    }

    @Test
    void takesARuleOfCountryAndPrefixForNumbersOfBoth() {
        RouteRules rules = rules(Map.of(
                "vestnik.sms.routes[0].countries", "RU",
                "vestnik.sms.routes[0].prefixes", "+7916,+7701",
                "vestnik.sms.routes[0].gateways", "cheap",
                "vestnik.sms.routes[1].gateways", "dear"));
        assertThat(rules.gateways(sms("main", MessageClass.service, "+79165550100")))
                .containsExactly("cheap");
        assertThat(rules.gateways(sms("main", MessageClass.service, "+77015550100")))
                .containsExactly("dear");
        assertThat(rules.gateways(sms("main", MessageClass.service, "no number")))
                .containsExactly("dear");
    }

    @Test
    void prefersTheGatewayThatIsCheapestForTheNumber() {
        RouteRules rules = rules(priced(Map.of()));
        assertThat(rules.gateways(sms("main", MessageClass.service, "+79165550100")))
                .as("1.90, 2.10, 2.10")
                .containsExactly("cheap", "dear", "kazakh");
        assertThat(rules.gateways(sms("main", MessageClass.service, "+79035550100")))
                .as("2.10, 2.10, 2.50")
                .containsExactly("dear", "kazakh", "cheap");
        assertThat(rules.gateways(sms("main", MessageClass.service, "+77015550100")))
                .as("1, 2.10, unknown")
                .containsExactly("kazakh", "dear", "cheap");
        assertThat(rules.gateways(sms("main", MessageClass.codes, "+77015550100")))
                .as("a rule that does not say so")
                .containsExactly("dear", "cheap", "kazakh");
    }

    private static Map<String, Object> priced(Map<String, Object> more) {
        Map<String, Object> settings = new HashMap<>(Map.of(
                "vestnik.sms.routes[0].classes", "codes",
                "vestnik.sms.routes[0].gateways", "dear,cheap,kazakh",
                "vestnik.sms.routes[1].order", "price",
                "vestnik.sms.routes[1].gateways", "dear,cheap,kazakh"));
        price(settings, 0, "cheap", Map.of("prefixes", "+7916", "price", "1.90"));
        price(settings, 1, "cheap", Map.of("countries", "RU", "price", "2.50"));
        price(settings, 2, "kazakh", Map.of("countries", "KZ", "price", "1"));
        price(settings, 3, "kazakh", Map.of("price", "2.10"));
        price(settings, 4, "dear", Map.of("price", "2.1"));
        settings.putAll(more);
        return settings;
    }

    private static void price(Map<String, Object> settings, int line, String gateway, Map<String, Object> rest) {
        settings.put("vestnik.sms.prices[" + line + "].gateway", gateway);
        rest.forEach((name, value) -> settings.put("vestnik.sms.prices[" + line + "]." + name, value));
    }

    @Test
    void namesEverythingThatIsWrongWithPrices() {
        Map<String, Object> wrong = priced(Map.of(
                "vestnik.sms.routes[1].gateways", "dear,cheap,kazakh,fourth",
                "vestnik.sms.prices[1].countries", "Russia",
                "vestnik.sms.prices[2].price", "-1"));
        price(wrong, 5, "dear", Map.of("prefixes", "+7", "price", "2"));
        price(wrong, 6, "fifth", Map.of("price", "2"));
        assertThat(faults(wrong))
                .containsExactlyInAnyOrder(
                        "vestnik.sms.prices[1].countries: Russia is no country's two letters such as RU (or \"NO\", quoted)",
                        "vestnik.sms.prices[2].price must be 0 or more",
                        "vestnik.sms.prices[5] is never reached: a line of this gateway before it is for all numbers",
                        "vestnik.sms.prices[6].gateway must be one of [cheap, kazakh, dear]",
                        "vestnik.sms.routes[1].gateways: there is no gateway fourth among [cheap, dear, kazakh]",
                        "vestnik.sms.routes[1].order is by price, and fourth has none in vestnik.sms.prices");
    }

    @Test
    void refusesPricesThatNoRuleLooksAt() {
        assertThat(faults(Map.of("vestnik.sms.prices[0].gateway", "cheap", "vestnik.sms.prices[0].price", "1")))
                .containsExactly("vestnik.sms.prices are looked at by no rule: one needs order: price");
    }

    @Test
    void refusesNumbersAndPricesForMessagesWithoutANumber() {
        SettingsReader reader = reader(Map.of(
                "vestnik.email.routes[0].countries", "RU",
                "vestnik.email.routes[0].gateways", "cheap",
                "vestnik.email.routes[1].order", "price",
                "vestnik.email.routes[1].gateways", "cheap"));
        ConfiguredRules.read(reader, ChannelName.EMAIL, GATEWAYS);
        assertThat(reader.faults())
                .extracting(SettingFault::setting)
                .contains("vestnik.email.routes[0]", "vestnik.email.routes[1]");
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
                        "vestnik.sms.routes: the last rule must have no shops, classes, countries and prefixes, for messages"
                                + " that no other rule matches");
    }

    @Test
    void refusesASettingThatItDoesNotKnow() {
        assertThat(faults(Map.of("vestnik.sms.routes[0].prefix", "+7", "vestnik.sms.routes[0].gateways", "cheap")))
                .containsExactly(
                        "vestnik.sms.routes[0].prefix is no setting; there are shops, classes, countries, prefixes,"
                                + " gateways, order");
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
