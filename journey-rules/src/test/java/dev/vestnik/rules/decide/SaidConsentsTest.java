package dev.vestnik.rules.decide;

import static org.assertj.core.api.Assertions.assertThat;

import dev.vestnik.rules.address.AddressKey;
import dev.vestnik.rules.address.Inbound;
import dev.vestnik.rules.channel.Channel;
import dev.vestnik.rules.document.Checked;
import dev.vestnik.rules.document.Fault;
import dev.vestnik.rules.journey.Journey;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Conditions see what the customer has said of marketing: a yes, a no, and when. */
class SaidConsentsTest {
    private static final String ASKED = """
            id: asked
            class: service
            entry: {on: x.asked, if: '%s'}
            start: end
            steps:
              end: {type: end}
            """;

    @Test
    void whoHasSaidNothingNeitherAllowsNorRefuses() {
        Shop shop = new Shop();
        assertThat(holds(shop, "customer.allows(\"email\", \"news\")")).isFalse();
        assertThat(holds(shop, "customer.refuses(\"email\", \"news\")")).isFalse();
        assertThat(holds(shop, "customer.consentAt(\"email\", \"news\").getFullYear() == 1970"))
                .isTrue();
    }

    @Test
    void seesAYesAndWhenItWasSaid() {
        Shop shop = said(new Shop(), "email", "news", true).after(Duration.ofDays(2));
        assertThat(holds(shop, "customer.allows(\"email\", \"news\")")).isTrue();
        assertThat(holds(shop, "customer.refuses(\"email\", \"news\")")).isFalse();
        assertThat(holds(shop, "now - customer.consentAt(\"email\", \"news\") == duration(\"48h\")"))
                .isTrue();
        assertThat(holds(shop, "customer.allows(\"email\")")).isFalse();
        assertThat(holds(shop, "customer.allows(\"sms\", \"news\")")).isFalse();
    }

    @Test
    void seesThatAYesWasWithdrawnAndWhen() {
        Shop shop = said(new Shop(), "any", null, true).after(Duration.ofDays(1));
        said(shop, "email", "news", false).after(Duration.ofDays(3));
        assertThat(holds(shop, "customer.refuses(\"email\", \"news\") && !customer.allows(\"email\", \"news\")"))
                .isTrue();
        assertThat(holds(shop, "now - customer.consentAt(\"email\", \"news\") == duration(\"72h\")"))
                .isTrue();
        assertThat(holds(shop, "customer.allows(\"email\") && customer.allows(\"sms\", \"news\")"))
                .isTrue();
    }

    @Test
    void aStopFromTheAddressIsARefusalUntilALaterYes() {
        Shop shop = said(new Shop().known(), "any", null, true).after(Duration.ofDays(1));
        shop.signal(new Signal.Wrote(
                AddressKey.of("main", Channel.SMS, "+74956460054"),
                new Inbound(
                        "i",
                        Inbound.Kind.TEXT,
                        Inbound.meaning(Inbound.Kind.TEXT, "STOP"),
                        "STOP",
                        new Inbound.Reference(null, null),
                        shop.now(),
                        shop.now())));
        shop.after(Duration.ofDays(1));
        assertThat(holds(shop, "customer.refuses(\"sms\", \"news\") && customer.allows(\"email\", \"news\")"))
                .isTrue();
        assertThat(holds(shop, "now - customer.consentAt(\"sms\", \"news\") == duration(\"24h\")"))
                .isTrue();
        said(shop, "sms", "news", true);
        assertThat(holds(shop, "customer.allows(\"sms\", \"news\")")).isTrue();
    }

    @Test
    void aChannelThatIsNoneAndATopicThatIsNoTextAreFaults() {
        assertThat(fault("customer.allows(\"mail\", \"news\")")).contains("asks about a channel: one of ");
        assertThat(fault("customer.refuses(event.channel)")).contains("asks about a channel");
        assertThat(fault("customer.consentAt(\"sms\", event.topic)")).contains("takes the name of a topic, in quotes");
    }

    private static Shop said(Shop shop, String channel, String topic, boolean granted) {
        Map<String, Object> word = topic == null
                ? Map.of("channel", channel, "granted", granted, "source", "test")
                : Map.of("channel", channel, "topic", topic, "granted", granted, "source", "test");
        return shop.happens("consent.changed", word);
    }

    /** Whether the condition holds for the customer now. */
    private static boolean holds(Shop shop, String condition) {
        Shop look = new Shop(Written.journey(ASKED.formatted(condition)));
        look.become(shop.state());
        look.after(Duration.between(look.now(), shop.now()));
        look.happened("asked " + condition, "x.asked", shop.now(), Map.of());
        assertThat(look.story()).doesNotContain("NOT_ENTERED condition-unknown");
        return look.story().contains("ENTERED");
    }

    private static String fault(String condition) {
        return switch (Written.check(ASKED.formatted(condition), 1)) {
            case Checked.Sound<Journey> sound -> "";
            case Checked.Faulty<Journey>(List<Fault> faults) -> faults.toString();
        };
    }
}
