package dev.vestnik.rules.decide;

import static dev.vestnik.rules.decide.Carts.cart;
import static org.assertj.core.api.Assertions.assertThat;

import dev.vestnik.rules.customer.CustomerKey;
import dev.vestnik.rules.customer.Ties;
import dev.vestnik.rules.definition.Definitions;
import dev.vestnik.rules.definition.Definitions.InFlight;
import dev.vestnik.rules.definition.Definitions.Status;
import dev.vestnik.rules.event.Event;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * What happens to a customer and to visitors at once, in each order in which it can come: keys' events in their own order, what two keys
 * tell each other likewise, and nothing else.
 */
class MoveOrdersTest {
    private static final CustomerKey ANNA = Household.ANNA;
    private static final CustomerKey BORIS = Household.BORIS;
    private static final CustomerKey V = new CustomerKey("main", "~v");
    private static final CustomerKey W = new CustomerKey("main", "~w");
    private static final Instant BEFORE = Shop.NOON.minusSeconds(60);

    /** More are not tried; a scene that has more is too large. */
    private static final int MOST_ORDERS = 5_000;

    @Test
    void twoVisitorsAtOnce() {
        each(
                household -> {
                    comes(household, V, "cart.updated", cart("c1", 100), BEFORE);
                    household.happens(W, "cart.updated", cart("c2", 200));
                    comes(household, ANNA, "customer.identified", Map.of("visitorId", "v"), Shop.NOON);
                    comes(household, ANNA, "customer.identified", Map.of("visitorId", "w"), Shop.NOON);
                },
                household -> {
                    assertThat(household.state(ANNA).instances())
                            .extracting(instance -> instance.key())
                            .containsExactlyInAnyOrder("c1", "c2");
                    assertThat(List.of(household.state(V), household.state(W))).allSatisfy(state -> {
                        assertThat(state.instances()).isEmpty();
                        assertThat(state.ties().departure())
                                .isNotNull()
                                .extracting(Ties.Departure::left)
                                .isNull();
                    });
                    household.passes(Duration.ofHours(2));
                    assertThat(household.sent(ANNA)).hasSize(2);
                });
    }

    @Test
    void twoVisitorsWithOneCart() {
        each(
                household -> {
                    comes(household, V, "cart.updated", cart("c1", 100), BEFORE);
                    household.happens(W, "cart.updated", cart("c1", 200));
                    comes(household, ANNA, "customer.identified", Map.of("visitorId", "v"), Shop.NOON);
                    comes(household, ANNA, "customer.identified", Map.of("visitorId", "w"), Shop.NOON);
                },
                household -> {
                    assertThat(household.state(ANNA).instances())
                            .singleElement()
                            .satisfies(run -> assertThat(run.context())
                                    .as("what was said last")
                                    .containsEntry("total", 200L));
                    household.passes(Duration.ofHours(2));
                    assertThat(household.sent(ANNA)).hasSize(1);
                });
    }

    @Test
    void aPurchaseRightAfterTheLogin() {
        each(
                household -> {
                    comes(household, V, "cart.updated", cart("c1", 100), BEFORE);
                    comes(household, V, "page.viewed", Map.of(), Shop.NOON);
                    comes(household, ANNA, "customer.identified", Map.of("visitorId", "v"), Shop.NOON);
                    comes(household, ANNA, "order.placed", cart("c1", 100), Shop.NOON);
                },
                household -> {
                    household.passes(Duration.ofDays(1));
                    assertThat(household.sent(ANNA)).isEmpty();
                    assertThat(household.state(ANNA).instances()).isEmpty();
                });
    }

    @Test
    void aCartOnTwoDevices() {
        each(
                household -> {
                    comes(household, V, "cart.updated", cart("c1", 100), BEFORE);
                    comes(household, ANNA, "cart.updated", cart("c1", 200), Shop.NOON);
                    comes(household, ANNA, "customer.identified", Map.of("visitorId", "v"), Shop.NOON);
                    comes(household, ANNA, "cart.updated", cart("c1", 300), Shop.NOON.plusSeconds(1));
                },
                household -> {
                    assertThat(household.state(ANNA).instances())
                            .singleElement()
                            .satisfies(run -> assertThat(run.context()).containsEntry("total", 300L));
                    household.passes(Duration.ofHours(2));
                    assertThat(household.sent(ANNA)).hasSize(1);
                });
    }

    @Test
    void anErasureAtAnyMoment() {
        each(
                household -> {
                    comes(household, V, "cart.updated", cart("c1", 100), BEFORE);
                    comes(household, BORIS, "customer.identified", Map.of("visitorId", "v"), BEFORE);
                    comes(household, BORIS, "customer.erased", Map.of(), Shop.NOON);
                },
                household -> {
                    household.passes(Duration.ofDays(1));
                    assertThat(household.state(BORIS).isOfSomebody()).isFalse();
                    assertThat(household.state(BORIS).ties().erasure()).isNotNull();
                    assertThat(household.state(BORIS).ties().erasure().pending())
                            .isEmpty();
                    assertThat(household.state(V).ties()).isEqualTo(Ties.NONE);
                    assertThat(ErasureMark.of(household.state(V))).isNotNull();
                    assertThat(household.sent(BORIS)).isEmpty();
                    assertThat(household.sent(V)).isEmpty();
                });
    }

    /** The parts of the first move are still under way when the second one is asked for. */
    @Test
    void anErasureBetweenTwoLogins() {
        each(
                household -> {
                    comes(household, V, "customer.updated", Map.of("firstName", "Guest"), BEFORE);
                    comes(household, BORIS, "customer.identified", Map.of("visitorId", "v"), BEFORE);
                    comes(household, BORIS, "customer.erased", Map.of(), Shop.NOON);
                    comes(household, BORIS, "customer.identified", Map.of("visitorId", "v"), Shop.NOON.plusSeconds(1));
                },
                household -> {
                    household.passes(Duration.ofDays(2));
                    assertThat(household.state(BORIS).ties().expected()).isEmpty();
                    assertThat(household.state(BORIS).ties().joined())
                            .as("what came after the erasure is the customer's")
                            .hasSize(1);
                    assertThat(household.state(V).ties().departure())
                            .isNotNull()
                            .extracting(Ties.Departure::left)
                            .isNull();
                });
    }

    @Test
    void aVisitorWhoIsTwoCustomers() {
        each(
                household -> {
                    comes(household, V, "cart.updated", cart("c1", 100), BEFORE);
                    comes(household, ANNA, "customer.identified", Map.of("visitorId", "v"), Shop.NOON);
                    comes(household, BORIS, "customer.identified", Map.of("visitorId", "v"), Shop.NOON);
                },
                household -> {
                    CustomerKey first = household.state(V).ties().departure().to();
                    CustomerKey second = first.equals(ANNA) ? BORIS : ANNA;
                    assertThat(household.state(first).instances()).hasSize(1);
                    assertThat(household.story(second)).endsWith("NOT_MERGED of-another");
                    assertThat(household.state(second).ties()).isEqualTo(Ties.NONE);
                    assertThat(household.state(second).instances()).isEmpty();
                });
    }

    @Test
    void aVisitorOfAVisitor() {
        each(
                household -> {
                    comes(household, V, "cart.updated", cart("c1", 100), BEFORE);
                    comes(household, W, "customer.identified", Map.of("visitorId", "v"), Shop.NOON);
                    comes(household, ANNA, "customer.identified", Map.of("visitorId", "w"), Shop.NOON);
                },
                household -> {
                    // Told before the login it is refused; handed on after it, it is the customer's own.
                    boolean refused = household.story(W).contains("NOT_MERGED not-a-customer");
                    assertThat(household.state(refused ? V : ANNA).instances()).hasSize(1);
                    assertThat(household.state(W).ties().departure().to()).isEqualTo(ANNA);
                });
    }

    @ParameterizedTest
    @EnumSource(
            value = InFlight.class,
            names = {"MIGRATE", "EXIT"})
    void aPublicationThatPassesARunOnItsWay(InFlight fate) {
        Definitions published =
                Shop.definitions(2, Status.LIVE, fate, Carts.abandoned(1, null, 0), Carts.abandoned(2, null, 0));
        each(
                household -> {
                    comes(household, V, "cart.updated", cart("c1", 100), BEFORE);
                    comes(household, ANNA, "customer.identified", Map.of("visitorId", "v"), Shop.NOON);
                    household.publishes(published, V, ANNA);
                },
                household -> assertThat(household.state(ANNA).instances())
                        .extracting(instance -> instance.version())
                        .doesNotContain(1));
    }

    private static void comes(
            Household household, CustomerKey customer, String type, Map<String, Object> data, Instant at) {
        String id = customer + type + data + at;
        household.comes(customer, new Event("/shops/main", id, type, at, data), at);
    }

    /** Plays the scene once for each order. */
    private static void each(Consumer<Household> scene, Consumer<Household> check) {
        Deque<List<Integer>> beginnings = new ArrayDeque<>(List.of(List.of()));
        int orders = 0;
        while (!beginnings.isEmpty()) {
            List<Integer> order = beginnings.pop();
            Household household = known();
            scene.accept(household);
            order.forEach(household::arrives);
            List<Integer> played = new ArrayList<>(order);
            while (!household.isSettled()) {
                for (int way = 1; way < household.ways(); way++) {
                    List<Integer> other = new ArrayList<>(played);
                    other.add(way);
                    beginnings.push(other);
                }
                played.add(0);
                household.arrives(0);
            }
            try {
                check.accept(household);
            } catch (AssertionError e) {
                throw new AssertionError("in the order " + played, e);
            }
            assertThat(++orders).as("orders").isLessThan(MOST_ORDERS);
        }
        assertThat(orders).as("orders").isGreaterThan(3);
    }

    private static Household known() {
        Household household = new Household(Carts.abandoned(1));
        household.happens(ANNA, "customer.updated", Map.of("phone", "+74956460054"));
        household.happens(ANNA, "device.registered", Map.of("platform", "ios", "token", "t"));
        household.happens(ANNA, "consent.changed", Map.of("channel", "any", "granted", true, "source", "test"));
        return household;
    }
}
