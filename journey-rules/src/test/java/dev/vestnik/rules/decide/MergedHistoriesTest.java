package dev.vestnik.rules.decide;

import static dev.vestnik.rules.decide.Carts.cart;
import static org.assertj.core.api.Assertions.assertThat;

import dev.vestnik.rules.customer.CustomerKey;
import dev.vestnik.rules.event.Event;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/**
 * Small random histories, told twice: all to the customer from the beginning, and to a visitor until the login, afterwards to either. Who
 * was told is no difference to what the customer gets.
 */
class MergedHistoriesTest {
    private static final CustomerKey ANNA = Household.ANNA;
    private static final CustomerKey V = new CustomerKey("main", "~v");
    private static final String LOGIN = "customer.identified";
    private static final int HISTORIES = 100;
    /** Before the first reminder of anything comes due: a visitor has no address yet. */
    private static final int LOGIN_MINUTE = 110;

    /** So long before and after the login nothing need have come yet: no message is due then, and no entry comes too late. */
    private static final int UNSETTLED_MINUTES = 8;

    private final long seed = Long.getLong("vestnik.seed", System.nanoTime());

    private record Moment(int minute, String type, Map<String, Object> data) {}

    @Test
    void whatMovesAtOnceComesToTheSame() {
        for (int i = 0; i < HISTORIES; i++) {
            Random random = new Random(seed + i);
            List<Moment> history = history(random);
            assertThat(told(history, random, true, true))
                    .as("seed %s, %s", seed + i, history)
                    .isEqualTo(told(history, random, false, true));
        }
    }

    /**
     * Where keys hear of each other at any later moment, when a message goes may differ, but none goes twice, nor to whom bought. None is
     * missing, unless an exit that happened before a cart was filled comes after it, from the other key: it ends the run as ever.
     */
    @Test
    void whateverOvertakesTheMoveNothingIsSentTwiceAndNothingIsMissing() {
        for (int i = 0; i < HISTORIES; i++) {
            Random random = new Random(seed + i);
            List<Moment> history = history(random);
            List<String> sent = steps(told(history, random, true, false));
            List<String> expected = steps(told(history, random, false, true));
            if (history.stream().anyMatch(MergedHistoriesTest::isExitWithinTheWindow)) {
                sent.removeIf(expected::remove);
                assertThat(sent)
                        .as("seed %s, %s, what is too much", seed + i, history)
                        .isEmpty();
            } else {
                assertThat(sent).as("seed %s, %s", seed + i, history).isEqualTo(expected);
            }
        }
    }

    /** Of what is told to the second: an exact time says too much where moves take a moment. */
    private static List<String> steps(List<String> sent) {
        return sent.stream()
                .map(one -> one.substring(one.indexOf(' ') + 1))
                .sorted()
                .collect(Collectors.toCollection(ArrayList::new));
    }

    private static boolean isExitWithinTheWindow(Moment moment) {
        return (moment.type().equals("order.placed") || moment.type().equals("cart.cleared"))
                && Math.abs(moment.minute() - LOGIN_MINUTE) <= UNSETTLED_MINUTES;
    }

    private static List<Moment> history(Random random) {
        List<Moment> history = new ArrayList<>();
        for (int i = 0; i < 8; i++) {
            String cart = "c" + random.nextInt(3);
            int minute = random.nextBoolean()
                    ? random.nextInt(240)
                    : LOGIN_MINUTE - UNSETTLED_MINUTES + random.nextInt(2 * UNSETTLED_MINUTES);
            history.add(
                    switch (random.nextInt(5)) {
                        case 0 -> new Moment(viewed(random), "page.viewed", Map.of());
                        case 1 -> new Moment(minute, "order.placed", cart(cart, 100 + i));
                        case 2 -> new Moment(minute, "cart.cleared", Map.of("cartId", cart));
                        default -> new Moment(minute, "cart.updated", cart(cart, 100 + i));
                    });
        }
        history.add(new Moment(LOGIN_MINUTE, LOGIN, Map.of("visitorId", "v")));
        history.sort(Comparator.comparing(Moment::minute));
        return history;
    }

    /** Never around the login: a view that the customer's key hears while a run is on its way does not put it off. */
    private static int viewed(Random random) {
        int minute = random.nextInt(240);
        return Math.abs(minute - LOGIN_MINUTE) <= UNSETTLED_MINUTES ? minute - 3 * UNSETTLED_MINUTES : minute;
    }

    /**
     * The messages, each with its time.
     *
     * @param moves whether a visitor was told until the login
     * @param settled whether all that keys tell each other comes before the next event, also around the login
     */
    private static List<String> told(List<Moment> history, Random random, boolean moves, boolean settled) {
        Household household = known();
        Instant start = household.now();
        boolean loggedIn = false;
        for (int i = 0; i < history.size(); i++) {
            Moment moment = history.get(i);
            boolean atOnce = settled || Math.abs(moment.minute() - LOGIN_MINUTE) > UNSETTLED_MINUTES;
            if (atOnce) {
                household.passes(Duration.between(household.now(), start.plus(Duration.ofMinutes(moment.minute()))));
            } else {
                household.jump(start.plus(Duration.ofMinutes(moment.minute())));
                for (int words = random.nextInt(3); words > 0 && !household.isSettled(); words--) {
                    household.oneArrives(random);
                }
            }
            boolean isLogin = moment.type().equals(LOGIN);
            loggedIn |= isLogin;
            CustomerKey to = moves && !isLogin && (!loggedIn || random.nextBoolean()) ? V : ANNA;
            Event event = new Event("/shops/main", "h" + i, moment.type(), household.now(), moment.data());
            if (!isLogin || moves) {
                household.comes(to, event, household.now());
            }
            if (atOnce) {
                household.settle();
            }
        }
        household.passes(Duration.ofDays(2));
        return Stream.concat(household.sent(ANNA).stream(), household.sent(V).stream())
                .map(send -> send.causedAt() + " " + send.journey() + "/" + send.step() + "/"
                        + send.content().channel())
                .toList();
    }

    private static Household known() {
        Household household = new Household(Carts.abandoned(1, null, 0));
        household.happens(ANNA, "customer.updated", Map.of("phone", "+74956460054", "email", "a@example.com"));
        household.happens(ANNA, "device.registered", Map.of("platform", "ios", "token", "t"));
        household.happens(ANNA, "consent.changed", Map.of("channel", "any", "granted", true, "source", "test"));
        return household;
    }
}
