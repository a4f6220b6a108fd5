package dev.vestnik.rules.decide;

import static org.assertj.core.api.Assertions.assertThat;

import dev.vestnik.rules.settings.Settings;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** A decision takes the settings of the customer's shop; here that is {@code main}. */
class PerShopSettingsTest {
    private static final String OTHERS =
            "zone: Asia/Vladivostok\ntexts: {name: Lavka}\nperShop: {%s: {zone: Europe/Berlin, texts: {name: Laden}}}";

    private static Shop shop(String own) {
        return new Shop(Written.journey("""
                        id: shipped
                        class: service
                        entry: {on: order.shipped, key: event.orderId}
                        start: tell
                        steps:
                          tell: {type: message, template: hello, channels: [{via: sms}], onSent: wait}
                          wait: {type: delay, at: "20:00"}
                        """))
                .set(Settings.of(OTHERS.formatted(own)))
                .happens("customer.updated", Map.of("phone", "+79161234567"));
    }

    private static Instant due(Shop shop) {
        return shop.state().instances().getFirst().position().due();
    }

    private static void told(Shop shop, String name, Instant due) {
        shop.happens("order.shipped", Map.of("orderId", "o1"));
        assertThat(((Effect.Content.Sms) shop.lastSent().content()).from()).isEqualTo(name);
        shop.receipt(shop.lastSent(), Signal.Receipt.Status.ACCEPTED);
        assertThat(due(shop)).isEqualTo(due);
    }

    @Test
    void aShopWithItsOwn() {
        told(shop("main"), "Laden", Shop.NOON.plus(Duration.ofHours(7)));
    }

    @Test
    void aShopWithoutAny() {
        told(shop("north"), "Lavka", Shop.NOON.plus(Duration.ofHours(22)));
    }
}
