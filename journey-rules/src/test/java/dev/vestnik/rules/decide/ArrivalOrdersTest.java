package dev.vestnik.rules.decide;

import static dev.vestnik.rules.decide.Carts.cart;
import static org.assertj.core.api.Assertions.assertThat;

import dev.vestnik.rules.journey.Journey;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;

/** What comes late, early or twice, in every order in which it can come: the same messages. */
class ArrivalOrdersTest {
    private static final Journey PAID = Written.journey("""
            {id: paid, class: service, entry: {on: order.confirmed, key: event.orderId, once: event.orderId}, start: tell,
             steps: {tell: {type: message, template: hello, channels: [{via: sms}]}}}
            """);

    /** Something that happened so many minutes ago. */
    private record Fact(String id, String type, int ago, Map<String, Object> data) {}

    @Test
    void aPurchaseEndsItsOwnCartAndNoOther() {
        Fact filled = new Fact("a", "cart.updated", 20, cart("c1", 100));
        List<Fact> facts = List.of(
                filled,
                new Fact("b", "page.viewed", 15, Map.of()),
                new Fact("c", "cart.updated", 10, cart("c1", 200)),
                new Fact("d", "order.placed", 5, cart("c1", 200)),
                new Fact("e", "cart.updated", 4, cart("c2", 300)),
                filled);
        inEveryOrder(Carts.abandoned(1), facts, shop -> {
            assertThat(shop.state().instances()).extracting(run -> run.key()).containsExactly("c2");
            shop.after(Carts.QUIET);
            assertThat(shop.sent()).extracting(Effect.Send::causedAt).containsExactly(quietSince(4));
        });
    }

    @Test
    void aCartIsRemindedOfOnceAndByItsLatestChange() {
        List<Fact> facts = List.of(
                new Fact("a", "cart.updated", 20, cart("c1", 100)),
                new Fact("b", "page.viewed", 15, Map.of()),
                new Fact("c", "cart.updated", 10, cart("c1", 200)),
                new Fact("d", "cart.updated", 12, cart("c1", 150)),
                new Fact("c", "cart.updated", 10, cart("c1", 200)));
        inEveryOrder(Carts.abandoned(1), facts, shop -> {
            assertThat(shop.state().instances())
                    .singleElement()
                    .satisfies(run -> assertThat(run.context()).containsEntry("total", 200L));
            shop.after(Carts.QUIET);
            assertThat(shop.sent()).extracting(Effect.Send::causedAt).containsExactly(quietSince(10));
        });
    }

    @Test
    void aFactUnderTwoIdsIsToldOnce() {
        List<Fact> facts = List.of(
                new Fact("a", "order.confirmed", 9, Map.of("orderId", "o1")),
                new Fact("b", "order.confirmed", 8, Map.of("orderId", "o1")),
                new Fact("c", "order.confirmed", 7, Map.of("orderId", "o2")),
                new Fact("c", "order.confirmed", 7, Map.of("orderId", "o2")));
        inEveryOrder(PAID, facts, shop -> assertThat(shop.sent()).hasSize(2));
    }

    private static Instant quietSince(int ago) {
        return Shop.NOON.minus(Duration.ofMinutes(ago)).plus(Carts.QUIET);
    }

    private static void inEveryOrder(Journey journey, List<Fact> facts, Consumer<Shop> check) {
        for (List<Fact> order : orders(facts)) {
            Shop shop = new Shop(journey).known();
            for (Fact fact : order) {
                shop.happened(fact.id(), fact.type(), Shop.NOON.minus(Duration.ofMinutes(fact.ago())), fact.data());
            }
            try {
                check.accept(shop);
            } catch (AssertionError e) {
                throw new AssertionError("in the order " + order, e);
            }
        }
    }

    private static List<List<Fact>> orders(List<Fact> facts) {
        if (facts.isEmpty()) {
            return List.of(List.of());
        }
        List<List<Fact>> orders = new ArrayList<>();
        for (int first = 0; first < facts.size(); first++) {
            List<Fact> rest = new ArrayList<>(facts);
            Fact one = rest.remove(first);
            for (List<Fact> order : orders(rest)) {
                List<Fact> all = new ArrayList<>(List.of(one));
                all.addAll(order);
                orders.add(all);
            }
        }
        return orders;
    }
}
