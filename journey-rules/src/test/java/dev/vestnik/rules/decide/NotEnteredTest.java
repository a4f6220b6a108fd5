package dev.vestnik.rules.decide;

import static org.assertj.core.api.Assertions.assertThat;

import dev.vestnik.rules.customer.CustomerState;
import dev.vestnik.rules.definition.Definitions.InFlight;
import dev.vestnik.rules.definition.Definitions.Status;
import dev.vestnik.rules.definition.FeatureLevel;
import dev.vestnik.rules.journey.JourneyId;
import dev.vestnik.rules.reason.NoEntryReason;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** An event that was meant to start a journey and did not leaves a decision with its reason. */
class NotEnteredTest {
    private static final String SHIPPED = """
            id: shipped
            class: service
            entry: {on: order.shipped, key: event.orderId, lateness: P1D}
            start: tell
            steps:
              tell: {type: message, template: hello, channels: [{via: sms}]}
            """;
    private static final String ONCE_A_MONTH = SHIPPED.replace("lateness: P1D", "reentry: {max: 1, per: P30D}");
    private static final String ONCE_AN_ORDER =
            SHIPPED.replace("lateness: P1D", "reentry: {max: 1, per: P30D, by: key}");

    @Test
    void twoParcelsOfOneOrderInOneBatch() {
        Shop shop = shop(SHIPPED);
        parcel(shop, "o1", 1);
        parcel(shop, "o1", 2);
        assertThat(shop.story()).endsWith("ENTERED", "SENT", "NOT_ENTERED already-running");
        assertThat(OvertakenTest.lastInputs(shop))
                .containsEntry("run", shop.state().instances().getFirst().id().toString());
        parcel(shop, "o1", 3);
        assertThat(count(shop, "NOT_ENTERED already-running")).isEqualTo(1);
    }

    @Test
    void whatTheRunItselfWaitsForIsNoRefusal() {
        Shop shop = new Shop(Carts.abandoned(1)).known();
        shop.happens("cart.updated", Carts.cart("c1", 1)).outage(Duration.ofMinutes(1));
        shop.happens("cart.updated", Carts.cart("c1", 2));
        assertThat(count(shop, "NOT_ENTERED already-running")).isZero();
        shop.after(Carts.QUIET).happens("cart.updated", Carts.cart("c1", 3));
        shop.happens("cart.updated", Carts.cart("c1", 4));
        assertThat(count(shop, "NOT_ENTERED already-running")).isEqualTo(1);
    }

    @Test
    void reentryByCustomerRefusesTheOtherOrderAndSaysSo() {
        Shop shop = shop(ONCE_A_MONTH);
        deliver(shop, "o1");
        deliver(shop, "o2");
        deliver(shop, "o2");
        assertThat(shop.sent()).hasSize(1);
        assertThat(count(shop, "NOT_ENTERED reentry")).isEqualTo(1);
        assertThat(OvertakenTest.lastInputs(shop))
                .containsEntry("max", "1")
                .containsEntry("per", "PT720H")
                .containsEntry("by", "customer");
    }

    @Test
    void reentryByKeyTakesTheOtherOrder() {
        Shop shop = shop(ONCE_AN_ORDER);
        deliver(shop, "o1");
        deliver(shop, "o2");
        deliver(shop, "o1");
        assertThat(shop.sent()).hasSize(2);
        assertThat(count(shop, "NOT_ENTERED reentry")).isEqualTo(1);
        shop.after(Duration.ofDays(30));
        deliver(shop, "o1");
        assertThat(shop.sent()).hasSize(3);
    }

    @Test
    void belowTheFeatureLevelAKeysEntriesCountForTheCustomer() {
        Shop shop = shop(ONCE_AN_ORDER);
        shop.publish(shop.published().on(FeatureLevel.STATE_FORMAT_3));
        deliver(shop, "o1");
        deliver(shop, "o2");
        assertThat(shop.sent()).hasSize(1);
        assertThat(shop.state().memory().isEmpty()).isTrue();
    }

    @Test
    void anEventWhileTheJourneyIsPaused() {
        Shop shop = shop(SHIPPED);
        shop.publish(Shop.definitions(2, Status.PAUSED, InFlight.KEEP, Written.journey(SHIPPED)));
        deliver(shop, "o1");
        deliver(shop, "o1");
        assertThat(shop.sent()).isEmpty();
        assertThat(count(shop, "NOT_ENTERED paused")).isEqualTo(1);
        shop.publish(Shop.definitions(3, Status.LIVE, InFlight.KEEP, Written.journey(SHIPPED)));
        deliver(shop, "o1");
        assertThat(shop.sent()).hasSize(1);
    }

    @Test
    void anEventThatIsTooOld() {
        Shop shop = shop(SHIPPED);
        shop.happened("old", "order.shipped", shop.now().minus(Duration.ofDays(2)), Map.of("orderId", "o1"));
        shop.happened("older", "order.shipped", shop.now().minus(Duration.ofDays(3)), Map.of("orderId", "o1"));
        assertThat(count(shop, "NOT_ENTERED too-late")).isEqualTo(1);
        shop.happened("other", "order.shipped", shop.now().minus(Duration.ofDays(2)), Map.of("orderId", "o2"));
        assertThat(count(shop, "NOT_ENTERED too-late")).isEqualTo(2);
    }

    @Test
    void aConditionOrAKeyThatCannotBeComputedSaysWhy() {
        Shop shop = shop(SHIPPED.replace("key: event.orderId", "if: event.expected.to > now, key: event.orderId"));
        deliver(shop, "o1");
        assertThat(shop.story()).endsWith("NOT_ENTERED condition-unknown");
        assertThat(OvertakenTest.lastInputs(shop)).containsEntry("cause", "event.expected is absent");
        Shop keyless = shop(SHIPPED.replace("order.shipped", "order.placed").replace("event.orderId", "event.cartId"));
        keyless.happens("order.placed", Map.of("orderId", "o1"));
        assertThat(keyless.story()).endsWith("NOT_ENTERED no-key");
        assertThat(OvertakenTest.lastInputs(keyless)).containsEntry("cause", "event.cartId is absent");
    }

    @Test
    void aConditionThatDoesNotHoldIsCountedAndNoDecision() {
        Shop shop = shop(SHIPPED.replace("key: event.orderId", "if: event.carrier == \"post\", key: event.orderId"));
        CustomerState before = shop.state();
        shop.happens("order.shipped", Map.of("orderId", "o1", "carrier", "courier"));
        assertThat(shop.state()).isSameAs(before);
        assertThat(shop.only(Effect.Passed.class)).singleElement().satisfies(passed -> {
            assertThat(passed.event()).isEqualTo("order.shipped");
            assertThat(passed.eventId()).isEqualTo("e3");
            assertThat(passed.journey()).isEqualTo(new JourneyId("shipped"));
            assertThat(passed.reason()).isEqualTo(NoEntryReason.CONDITION);
            assertThat(passed.detail()).isEqualTo("event.carrier == \"post\"");
        });
        assertThat(count(shop, "NOT_ENTERED condition-unknown")).isZero();
        assertThat(shop.state().seen()).hasSize(3);
    }

    @Test
    void anEventNobodyListensToIsCountedAndChangesNothing() {
        Shop shop = shop(SHIPPED);
        CustomerState before = shop.state();
        shop.happens("x.shiped", Map.of("orderId", "o1"));
        shop.happens("page.viewed", Map.of());
        assertThat(shop.state()).isSameAs(before);
        assertThat(shop.only(Effect.Passed.class)).singleElement().satisfies(passed -> {
            assertThat(passed.event()).isEqualTo("x.shiped");
            assertThat(passed.journey()).isNull();
            assertThat(passed.reason()).isEqualTo(NoEntryReason.UNHEARD);
        });
    }

    @Test
    void whatIsSaidOnceIsCountedEachTime() {
        Shop shop = shop(SHIPPED);
        shop.publish(Shop.definitions(2, Status.PAUSED, InFlight.KEEP, Written.journey(SHIPPED)));
        deliver(shop, "o1");
        deliver(shop, "o1");
        assertThat(count(shop, "NOT_ENTERED paused")).isEqualTo(1);
        assertThat(shop.only(Effect.Passed.class))
                .extracting(Effect.Passed::reason)
                .containsExactly(NoEntryReason.PAUSED, NoEntryReason.PAUSED);
    }

    private static void parcel(Shop shop, String order, int parcel) {
        shop.happens("order.shipped", Map.of("orderId", order, "trackingNumber", "t" + parcel));
    }

    /** Shipped, told and done with. */
    private static void deliver(Shop shop, String order) {
        int before = shop.sent().size();
        shop.happens("order.shipped", Map.of("orderId", order)).outage(Duration.ofMinutes(1));
        if (shop.sent().size() > before) {
            shop.receipt(shop.lastSent(), Signal.Receipt.Status.ACCEPTED);
        }
    }

    private static long count(Shop shop, String line) {
        return shop.story().stream().filter(line::equals).count();
    }

    private static Shop shop(String journey) {
        return new Shop(Written.journey(journey)).known();
    }
}
