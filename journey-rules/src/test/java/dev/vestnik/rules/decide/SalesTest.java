package dev.vestnik.rules.decide;

import static dev.vestnik.rules.decide.Carts.cart;
import static org.assertj.core.api.Assertions.assertThat;

import dev.vestnik.rules.condition.Expression;
import dev.vestnik.rules.decide.Decision.Outcome;
import dev.vestnik.rules.decide.Signal.Receipt.Status;
import dev.vestnik.rules.journey.Goal;
import dev.vestnik.rules.journey.Journey;
import dev.vestnik.rules.journey.JourneyId;
import dev.vestnik.rules.journey.Trigger;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** A sale counts once, and is owed to the first and the last message of the week before it. */
class SalesTest {
    private static final String BY_PUSH = "cart 1 remind push";
    private static final String BY_SMS = "cart 1 remind sms";

    @Test
    void aSaleIsOwedToTheMessagesBeforeIt() {
        Shop shop = reminded();
        shop.after(Duration.ofMinutes(31)); // nobody opens the push: SMS
        taken(shop);
        shop.happens("order.placed", order("c1", "o1"));
        assertThat(converted(shop))
                .singleElement()
                .satisfies(inputs -> assertThat(inputs)
                        .containsEntry("value", "100")
                        .containsEntry("sale", "first")
                        .containsEntry("touch.first", BY_PUSH)
                        .containsEntry("touch.last", BY_SMS));
    }

    @Test
    void aMessageThatNoGatewayHasTakenIsOwedNothing() {
        Shop shop = shop(cartJourney("cart"))
                .happens("cart.updated", cart("c1", 100))
                .after(Carts.QUIET);
        assertThat(shop.channels()).isNotEmpty();
        shop.happens("order.placed", order("c1", "o1"));
        assertThat(converted(shop))
                .singleElement()
                .satisfies(inputs -> assertThat(inputs)
                        .containsEntry("sale", "first")
                        .doesNotContainKeys("touch.first", "touch.last"));
    }

    @Test
    void aMessageOfMoreThanAWeekBeforeIsOwedNothing() {
        Shop late = reminded().after(Duration.ofDays(7).plusMinutes(1));
        late.happens("cart.updated", cart("c2", 1)).happens("order.placed", order("c2", "o1"));
        assertThat(converted(late))
                .isNotEmpty()
                .allSatisfy(inputs -> assertThat(inputs).doesNotContainKey("touch.last"));
        Shop inTime = reminded().after(Duration.ofDays(6));
        inTime.happens("cart.updated", cart("c2", 1)).happens("order.placed", order("c2", "o1"));
        assertThat(converted(inTime).getLast()).containsEntry("touch.last", BY_PUSH);
    }

    @Test
    void oneOrderIsOneSaleForAllJourneysAndEventsThatHaveItAsTheirGoal() {
        Shop shop = shop(cartJourney("cart"), cartJourney("other"), on(cartJourney("paid"), "payment.received"));
        shop.happens("cart.updated", cart("c1", 100)).happens("order.placed", order("c1", "o1"));
        shop.happens("payment.received", order("c1", "o1"));
        assertThat(converted(shop))
                .extracting(inputs -> inputs.get("sale"))
                .containsExactlyInAnyOrder("first", "again", "again");
    }

    @Test
    void anotherOrderIsAnotherSale() {
        Shop shop = shop(cartJourney("cart"));
        shop.happens("cart.updated", cart("c1", 1)).happens("order.placed", order("c1", "o1"));
        shop.happens("cart.updated", cart("c2", 1)).happens("order.placed", order("c2", "o2"));
        assertThat(converted(shop)).extracting(inputs -> inputs.get("sale")).containsExactly("first", "first");
    }

    @Test
    void moneyIsSaidWithItsCurrency() {
        Shop shop = shop(cartJourney("cart")).happens("cart.updated", cart("c1", 1));
        Map<String, Object> order = new HashMap<>(order("c1", "o1"));
        order.put("total", Map.of("amount", 129_900L, "currency", "RUB"));
        shop.happens("order.placed", order);
        assertThat(converted(shop).getFirst()).containsEntry("value", "129900").containsEntry("currency", "RUB");
    }

    @Test
    void aGoalWhoseValueIsNoMoneyIsNoSaleAndTakesNoneFromAnother() {
        Journey points = with(Carts.abandoned(1, null, 0), "points", "order.placed", Shop.event("points"));
        Shop shop = shop(points, cartJourney("cart")).happens("cart.updated", cart("c1", 100));
        Map<String, Object> order = new HashMap<>(order("c1", "o1"));
        order.put("points", 3L);
        shop.happens("order.placed", order);
        assertThat(converted(shop))
                .hasSize(2)
                .anySatisfy(
                        inputs -> assertThat(inputs).containsEntry("value", "3").doesNotContainKey("sale"))
                .anySatisfy(inputs ->
                        assertThat(inputs).containsEntry("currency", "RUB").containsEntry("sale", "first"));
    }

    private static Shop reminded() {
        Shop shop = shop(cartJourney("cart"))
                .happens("cart.updated", cart("c1", 100))
                .after(Carts.QUIET);
        taken(shop);
        return shop;
    }

    private static void taken(Shop shop) {
        shop.receipt(shop.only(Effect.Send.class).getLast(), Status.ACCEPTED);
    }

    private static Map<String, Object> order(String cart, String order) {
        Map<String, Object> data = new HashMap<>(cart(cart, 100));
        data.put("orderId", order);
        data.put("total", Map.of("amount", 100L, "currency", "RUB"));
        return data;
    }

    private static Shop shop(Journey... journeys) {
        return new Shop(journeys).known();
    }

    private static Journey cartJourney(String id) {
        return with(Carts.abandoned(1, null, 0), id, "order.placed");
    }

    private static Journey on(Journey journey, String event) {
        return with(journey, journey.id().value(), event);
    }

    private static Journey with(Journey journey, String id, String event) {
        return with(journey, id, event, Shop.event("total"));
    }

    private static Journey with(Journey journey, String id, String event, Expression value) {
        return new Journey(
                new JourneyId(id),
                journey.version(),
                journey.journeyClass(),
                journey.topic(),
                journey.priority(),
                journey.entry(),
                journey.context(),
                journey.exits(),
                new Goal(new Trigger(event, Shop.sameCart()), Duration.ofDays(7), value),
                journey.holdout(),
                journey.steps(),
                journey.start());
    }

    private static List<Map<String, String>> converted(Shop shop) {
        return shop.only(Effect.Record.class).stream()
                .map(Effect.Record::decision)
                .filter(decision -> decision.outcome() == Outcome.CONVERTED)
                .map(Decision::inputs)
                .toList();
    }
}
