package dev.vestnik.rules.decide;

import static org.assertj.core.api.Assertions.assertThat;

import dev.vestnik.rules.customer.Wishes;
import dev.vestnik.rules.journey.Journey;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** What a customer has asked for on the page of preferences counts from the next message on. */
class WishesTest {
    private static Journey journey(String id, String messageClass, String on) {
        return Written.journey(
                """
                id: ID
                class: CLASS
                topic: news
                entry: {on: EVENT, key: event.orderId}
                start: tell
                steps:
                  tell: {type: message, template: hello, channels: [{via: sms}]}
                """.replace("ID", id).replace("CLASS", messageClass).replace("EVENT", on));
    }

    private static Shop shop() {
        return new Shop(journey("news", "marketing", "order.shipped"), journey("courier", "service", "order.placed"))
                .known();
    }

    private static Shop wants(Shop shop, String name, String value) {
        return shop.happens("customer.updated", Map.of("attributes", Map.of(name, value)));
    }

    private static Shop news(Shop shop, String order) {
        return shop.happens("order.shipped", Map.of("orderId", order));
    }

    @Test
    void duringAPauseNoMarketingIsSentAndNewsOfAnOrderIs() {
        Shop shop = shop();
        wants(shop, Wishes.PAUSED_UNTIL, shop.now().plus(Duration.ofDays(30)).toString());
        news(shop, "1");
        assertThat(shop.story()).contains("SKIPPED paused-by-customer");
        shop.happens("order.placed", Map.of("orderId", "2"));
        assertThat(shop.sent()).extracting(Effect.Send::journey).containsExactly("courier");
    }

    @Test
    void afterAPauseMarketingIsSentAgain() {
        Shop shop = shop();
        wants(shop, Wishes.PAUSED_UNTIL, shop.now().plus(Duration.ofDays(30)).toString());
        shop.after(Duration.ofDays(30));
        news(shop, "1");
        assertThat(shop.sent()).hasSize(1);
        wants(shop, Wishes.PAUSED_UNTIL, shop.now().plus(Duration.ofDays(30)).toString());
        wants(shop, Wishes.PAUSED_UNTIL, "");
        news(shop, "2");
        assertThat(shop.sent()).hasSize(2);
    }

    @Test
    void aCustomerGetsNoMoreMarketingThanAskedFor() {
        Shop shop = shop();
        wants(shop, Wishes.FREQUENCY, "weekly");
        news(shop, "1");
        shop.after(Duration.ofDays(6));
        news(shop, "2");
        assertThat(shop.sent()).hasSize(1);
        assertThat(shop.story()).endsWith("HELD capped");
        shop.happens("order.placed", Map.of("orderId", "3"));
        shop.after(Duration.ofDays(1));
        assertThat(shop.sent()).extracting(Effect.Send::journey).contains("courier");
        news(shop, "4");
        assertThat(shop.sent().stream().filter(send -> send.journey().equals("news")))
                .hasSize(2);
    }

    @Test
    void whatCannotBeReadCountsAsNotSaid() {
        Shop shop = shop();
        wants(shop, Wishes.PAUSED_UNTIL, "next summer");
        wants(shop, Wishes.FREQUENCY, "seldom");
        news(shop, "1");
        news(shop, "2");
        assertThat(shop.sent()).hasSize(2);
    }

    @Test
    void linksTellOfClicksUnlessTheCustomerSaidNo() {
        Shop shop = shop();
        news(shop, "1");
        shop.happens(
                "consent.changed",
                Map.of("channel", "any", "topic", "tracking", "granted", false, "source", "preference-page"));
        news(shop, "2");
        shop.happens(
                "consent.changed",
                Map.of("channel", "sms", "topic", "tracking", "granted", true, "source", "preference-page"));
        news(shop, "3");
        assertThat(shop.sent()).extracting(Effect.Send::tracked).containsExactly(true, false, true);
    }
}
