package dev.vestnik.rules.decide;

import static org.assertj.core.api.Assertions.assertThat;

import dev.vestnik.rules.definition.Definitions;
import dev.vestnik.rules.journey.Journey;
import java.time.Duration;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** The customer of these tests is one of the shop main. */
class LimitedToShopsTest {

    private static Journey of(Set<String> shops) {
        Journey journey = Carts.abandoned(1);
        return new Journey(
                journey.id(),
                journey.version(),
                journey.journeyClass(),
                journey.topic(),
                journey.priority(),
                journey.entry(),
                journey.context(),
                journey.exits(),
                journey.goal(),
                journey.holdout(),
                journey.steps(),
                journey.start(),
                shops);
    }

    private static Shop afterACart(Set<String> shops) {
        return new Shop(of(shops)).happens("cart.updated", Carts.cart("c1", 100));
    }

    @Test
    void aJourneyIsEnteredByCustomersOfItsShops() {
        assertThat(afterACart(Set.of("main", "north")).state().instances()).hasSize(1);
        assertThat(afterACart(Set.of()).state().instances()).hasSize(1);
    }

    /** A marketer of another shop decides nothing of what these customers get. */
    @Test
    void aTemplateOfAnotherShopIsSentToNobodyHere() {
        Shop shop = new Shop(Carts.shipped(1)).known();
        Definitions own = shop.published();
        shop.publish(shop.definitionsWithForeignTemplate());
        shop.happens("order.shipped", Map.of("orderId", "o1"));
        assertThat(shop.sent()).isEmpty();
        assertThat(shop.story()).endsWith("HELD template-of-other-shop");
        shop.publish(own);
        assertThat(shop.after(Duration.ofMinutes(16)).sent()).hasSize(1);
    }

    @Test
    void aJourneyIsNotEnteredByCustomersOfOthers() {
        Shop shop = afterACart(Set.of("north"));
        assertThat(shop.state().instances()).isEmpty();
        assertThat(shop.after(Carts.QUIET.multipliedBy(2)).sent()).isEmpty();
    }
}
