package dev.vestnik.rules.decide;

import static dev.vestnik.rules.decide.Carts.cart;
import static org.assertj.core.api.Assertions.assertThat;

import dev.vestnik.rules.definition.Definitions.InFlight;
import dev.vestnik.rules.definition.Definitions.Status;
import dev.vestnik.rules.definition.FeatureLevel;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** The event that ends a run comes before the event that starts it, though it happened later: nothing starts. */
class OvertakenTest {
    private static final Duration MINUTE = Duration.ofMinutes(1);
    private static final String CART = """
            id: cart
            topic: carts
            entry: {on: cart.updated, key: event.cartId, lateness: PT30M}
            context: {shop: event.total.currency}
            exit:
              - {on: order.placed, match: event.cartId == key && context.shop == "RUB", reason: purchased}
            start: quiet
            steps:
              quiet: {type: waitUntil, timeout: PT2H, onTimeout: remind}
              remind: {type: message, template: hello, channels: [{via: sms}]}
            """;

    private final Shop shop = new Shop(Carts.abandoned(1)).known();

    @Test
    void anOrderThatOvertakesItsCart() {
        Instant updated = shop.now();
        shop.outage(MINUTE).happens("order.placed", cart("c1", 100)).outage(MINUTE);
        shop.happened("late", "cart.updated", updated, cart("c1", 100));
        assertThat(shop.story()).endsWith("NOT_ENTERED overtaken");
        assertThat(lastInputs(shop)).containsEntry("exit", "purchased").containsEntry("event", "order.placed");
        assertThat(shop.after(Duration.ofDays(1)).sent()).isEmpty();
    }

    @Test
    void anOrderStampedWithTheSameSecond() {
        Instant second = shop.now();
        shop.happens("order.placed", cart("c1", 100)).outage(MINUTE);
        shop.happened("late", "cart.updated", second, cart("c1", 100));
        assertThat(shop.story()).endsWith("NOT_ENTERED overtaken");
    }

    @Test
    void anOrderThatCameWhileTheJourneyWasPaused() {
        Instant updated = shop.now();
        shop.outage(MINUTE).publish(Shop.definitions(2, Status.PAUSED, InFlight.KEEP, Carts.abandoned(1)));
        shop.happens("order.placed", cart("c1", 100)).outage(MINUTE);
        shop.publish(Shop.definitions(3, Status.LIVE, InFlight.KEEP, Carts.abandoned(1)));
        shop.happened("late", "cart.updated", updated, cart("c1", 100));
        assertThat(shop.story()).endsWith("NOT_ENTERED overtaken");
    }

    @Test
    void aCartThatComesAgainLateAfterItsRunWasEnded() {
        shop.happens("cart.updated", cart("c1", 50));
        Instant updated = shop.outage(MINUTE).now();
        shop.outage(MINUTE).happens("order.placed", cart("c1", 100)).outage(MINUTE);
        shop.happened("late", "cart.updated", updated, cart("c1", 100));
        assertThat(shop.story()).endsWith("NOT_ENTERED overtaken");
    }

    @Test
    void anotherCartAndAnUpdateAfterTheOrderStart() {
        Instant updated = shop.now();
        shop.outage(MINUTE).happens("order.placed", cart("c1", 100)).outage(MINUTE);
        shop.happened("other", "cart.updated", updated, cart("c2", 100));
        shop.happens("cart.updated", cart("c1", 10));
        assertThat(shop.state().instances()).hasSize(2);
    }

    @Test
    void theRulesOfTheExitHoldAsTheyWouldInARun() {
        Shop written = new Shop(Written.journey(CART)).known();
        Instant updated = written.now();
        written.outage(MINUTE).happens("order.placed", order("c1")).outage(MINUTE);
        written.happened("eur", "cart.updated", updated, order("c1", "EUR"));
        assertThat(written.state().instances()).hasSize(1);
        written.happened("rub", "cart.updated", updated, order("c1", "RUB"));
        assertThat(written.story()).doesNotContain("NOT_ENTERED overtaken");
        Shop other = new Shop(Written.journey(CART)).known();
        other.outage(MINUTE).happens("order.placed", order("c1")).outage(MINUTE);
        other.happened("rub", "cart.updated", updated, order("c1", "RUB"));
        assertThat(other.story()).endsWith("NOT_ENTERED overtaken");
    }

    @Test
    void onlyWhatExitRulesReadIsRememberedAndNotForLong() {
        Shop written = new Shop(Written.journey(CART)).known();
        written.happens("order.placed", order("c1"));
        assertThat(written.state().memory().exits())
                .singleElement()
                .satisfies(exit -> assertThat(exit.data()).isEqualTo(Map.of("cartId", "c1")));
        written.outage(Duration.ofMinutes(31)).happens("page.viewed", Map.of());
        written.happens("customer.updated", Map.of("name", "Anna"));
        assertThat(written.state().memory().exits()).isEmpty();
    }

    @Test
    void theSameAgainIsRememberedOnceAndNoMoreThanTwenty() {
        Shop written = new Shop(Written.journey(CART)).known();
        for (int i = 0; i < 25; i++) {
            written.happens("order.placed", order("c" + i / 2)).outage(Duration.ofSeconds(1));
        }
        assertThat(written.state().memory().exits()).hasSize(13);
        for (int i = 0; i < 25; i++) {
            written.happens("order.placed", order("d" + i)).outage(Duration.ofSeconds(1));
        }
        assertThat(written.state().memory().exits()).hasSize(20);
        assertThat(written.story()).contains("DROPPED exit-not-kept");
    }

    @Test
    void nothingIsRememberedWhereNoJourneyEndsByIt() {
        Shop service = new Shop(Carts.shipped(1)).known().happens("order.placed", order("c1"));
        assertThat(service.state().memory().exits()).isEmpty();
    }

    @Test
    void nothingIsRememberedBelowTheFeatureLevel() {
        shop.publish(shop.published().on(FeatureLevel.STATE_FORMAT_3));
        shop.happens("order.placed", cart("c1", 100));
        assertThat(shop.state().memory().isEmpty()).isTrue();
    }

    private static Map<String, Object> order(String cart) {
        return order(cart, "RUB");
    }

    private static Map<String, Object> order(String cart, String currency) {
        Map<String, Object> order = new HashMap<>();
        order.put("cartId", cart);
        order.put("orderId", "o-" + cart);
        order.put("items", List.of());
        order.put("total", Map.of("amount", 100L, "currency", currency));
        return order;
    }

    static Map<String, String> lastInputs(Shop shop) {
        return shop.only(Effect.Record.class).getLast().decision().inputs();
    }
}
