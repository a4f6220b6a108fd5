package dev.vestnik.rules.decide;

import static dev.vestnik.rules.decide.Carts.cart;
import static org.assertj.core.api.Assertions.assertThat;

import dev.vestnik.rules.channel.Channel;
import dev.vestnik.rules.definition.Definitions.InFlight;
import dev.vestnik.rules.definition.Definitions.Status;
import dev.vestnik.rules.journey.Entry;
import dev.vestnik.rules.journey.Journey;
import dev.vestnik.rules.journey.JourneyClass;
import dev.vestnik.rules.journey.JourneyId;
import dev.vestnik.rules.journey.Via;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** What comes a second time, at once or out of an old file, changes nothing; and other things that time does to journeys. */
class RepetitionTest {
    private final Shop shop = new Shop(Carts.abandoned(1));

    @Test
    void anUpdateThatChangedNothingDoesNotChangeBackALaterOne() {
        shop.happened("a0", "customer.updated", shop.now(), Map.of("phone", "+1"));
        shop.happened("a1", "customer.updated", shop.now(), Map.of("phone", "+1"));
        shop.happened("a2", "customer.updated", shop.now(), Map.of("phone", "+2"));
        shop.happened("a1", "customer.updated", shop.now(), Map.of("phone", "+1"));
        assertThat(shop.state().profile().fields()).containsEntry("phone", "+2");
    }

    @Test
    void aDeviceThatWasKnownDoesNotComeBackAfterItWasRemoved() {
        Map<String, Object> phone = Map.of("platform", "ios", "token", "t1");
        shop.happened("d0", "device.registered", shop.now(), phone);
        shop.happened("d1", "device.registered", shop.now(), phone);
        shop.happened("d2", "device.removed", shop.now(), phone);
        shop.happened("d1", "device.registered", shop.now(), phone);
        assertThat(shop.state().devices()).isEmpty();
    }

    @Test
    void theRemovalOfADeviceNobodyKnewDoesNotRemoveItLater() {
        Map<String, Object> phone = Map.of("platform", "ios", "token", "t1");
        shop.happened("d0", "device.removed", shop.now(), phone);
        shop.happened("d1", "device.registered", shop.now(), phone);
        shop.happened("d0", "device.removed", shop.now(), phone);
        assertThat(shop.state().devices()).hasSize(1);
    }

    @Test
    void anOrderThatEndedNobodyDoesNotEndWhatBeganAfterIt() {
        shop.known();
        shop.happened("o1", "order.placed", shop.now(), cart("c1", 100));
        shop.outage(Duration.ofSeconds(1)).happens("cart.updated", cart("c1", 50));
        shop.happened("o1", "order.placed", Shop.NOON, cart("c1", 100));
        assertThat(shop.state().instances()).hasSize(1);
        assertThat(shop.story()).doesNotContain("LEFT purchased", "CONVERTED");
    }

    /** The first time it finds nobody who waits for it, the second time it would. */
    @Test
    void anEventThatRefreshedNobodyDoesNotRefreshLaterWhenItComesAgain() {
        Shop later = new Shop(Written.journey("""
                        id: cart
                        class: service
                        entry: {on: cart.cleared, key: event.cartId}
                        context: {n: event.n}
                        start: rest
                        steps:
                          rest: {type: delay, for: PT1H, next: wait}
                          wait:
                            type: waitUntil
                            timeout: PT2H
                            resetOn: [{on: cart.updated, match: event.cartId == key, update: true}]
                            onTimeout: tell
                          tell: {type: message, template: hello, channels: [{via: sms}]}
                        """));
        later.happens("cart.cleared", Map.of("cartId", "c1", "n", 1L)).after(Duration.ofMinutes(30));
        Instant at = later.now();
        later.happened("u", "cart.updated", at, Map.of("cartId", "c1", "n", 2L)).after(Duration.ofHours(1));
        later.happened("u", "cart.updated", at, Map.of("cartId", "c1", "n", 2L));
        assertThat(later.state().instances().getFirst().context()).containsEntry("n", 1L);
    }

    @Test
    void anErasedCustomersFileSentAgainSendsNothing() {
        Shop service = new Shop(Carts.shipped(1));
        for (int pass = 0; pass < 2; pass++) {
            service.happened("u", "customer.updated", Shop.NOON, Map.of("phone", "+74956460054"));
            service.happened("s", "order.shipped", Shop.NOON, Map.of("orderId", "o1"));
            service.happened("x", "customer.erased", Shop.NOON, Map.of());
        }
        assertThat(service.sent()).hasSize(1);
        assertThat(service.state().profile().fields()).isEmpty();
    }

    @Test
    void theLastWordOnConsentCountsWhateverTheClockOfTheOneWhoSaysIt() {
        shop.known();
        consent("c1", Shop.NOON.plusSeconds(300), true);
        consent("c2", Shop.NOON.minusSeconds(60), false);
        consent("c1", Shop.NOON.plusSeconds(300), true);
        shop.happens("cart.updated", cart("c1", 100)).after(Duration.ofDays(1));
        assertThat(shop.sent()).isEmpty();
    }

    private void consent(String id, Instant at, boolean granted) {
        shop.happened(id, "consent.changed", at, Map.of("channel", "any", "granted", granted, "source", "account"));
    }

    @Test
    void whoIsHeldOutEntersOnceForEachCart() {
        Shop control = new Shop(Carts.abandoned(1, new Entry.Reentry(3, Duration.ofDays(30)), 100)).known();
        for (int i = 0; i < 5; i++) {
            control.outage(Duration.ofMinutes(1)).happens("cart.updated", cart("c1", i));
        }
        control.happens("order.placed", cart("c1", 5));
        assertThat(control.story().stream().filter("ENTERED holdout"::equals)).hasSize(1);
        assertThat(control.story().stream().filter("CONVERTED"::equals)).hasSize(1);
    }

    @Test
    void whoIsHeldOutEntersOnceAlsoWhereThereIsNoGoal() {
        Shop control = new Shop(Carts.withoutGoal(Carts.abandoned(1, null, 100))).known();
        for (int i = 0; i < 5; i++) {
            control.outage(Duration.ofMinutes(1)).happens("cart.updated", cart("c1", i));
        }
        assertThat(control.story().stream().filter("ENTERED holdout"::equals)).hasSize(1);
        control.after(Duration.ofDays(8)).happens("cart.updated", cart("c1", 5));
        assertThat(control.story().stream().filter("ENTERED holdout"::equals)).hasSize(2);
    }

    @Test
    void aWaitThatWasOverBeforeTimeBeganIsOver() {
        Shop service = new Shop(waitsAnHour()).known();
        service.happened("old", "order.shipped", Instant.parse("0001-01-01T00:00:00Z"), Map.of("orderId", "o1"));
        assertThat(service.indexed().getLast()).isEqualTo(Instant.EPOCH);
    }

    private static Journey waitsAnHour() {
        Journey tells = Carts.shipped(1);
        return new Journey(
                new JourneyId("later"),
                1,
                JourneyClass.SERVICE,
                null,
                50,
                tells.entry(),
                Map.of(),
                List.of(),
                null,
                0,
                Map.of(
                        "wait",
                        new Delay("wait", new Until.For(Duration.ofHours(1)), "tell"),
                        "tell",
                        tells.step("tell")),
                "wait");
    }

    @Test
    void whatIsRememberedLongestIsForgottenLast() {
        Shop control = new Shop(Carts.abandoned(1, null, 100)).known();
        control.happened("a1", "customer.updated", control.now(), Map.of("phone", "+1"));
        control.happened("a2", "customer.updated", control.now(), Map.of("phone", "+2"));
        for (int i = 0; i < 5_000; i++) {
            control.happens("cart.updated", cart("c1", i));
        }
        control.happened("a1", "customer.updated", control.now(), Map.of("phone", "+1"));
        assertThat(control.state().profile().fields()).containsEntry("phone", "+2");
    }

    @Test
    void anEventOutOfTheFarFutureIsNotRememberedUntilThen() {
        Shop control = new Shop(Carts.abandoned(1, null, 100)).known().happens("cart.updated", cart("c1", 1));
        control.happened("far", "cart.updated", Instant.parse("2999-01-01T00:00:00Z"), cart("c1", 2));
        assertThat(control.after(Duration.ofDays(60)).state().seen()).isEmpty();
    }

    @Test
    void aChangeOfTheSameMomentThatComesAgainDoesNotBringBackTheCartOfBefore() {
        shop.known().happens("cart.updated", cart("c1", 100)).outage(Duration.ofMinutes(1));
        Instant at = shop.now();
        shop.happened("x", "cart.updated", at, cart("c1", 200));
        shop.happened("y", "cart.updated", at, cart("c1", 300));
        assertThat(shop.state().instances().getFirst().context()).containsEntry("total", 300L);
        shop.outage(Duration.ofMinutes(40)).happens("page.viewed", Map.of());
        shop.happened("x", "cart.updated", at, cart("c1", 200));
        assertThat(shop.state().instances().getFirst().context()).containsEntry("total", 300L);
    }

    @Test
    void anOutageAlsoEatsIntoTheWindowOfWhatFollowsAMessage() {
        Shop service = new Shop(tellsTwice()).known().happens("order.shipped", Map.of("orderId", "o1"));
        service.outage(Duration.ofHours(5)).after(Duration.ZERO);
        assertThat(service.sent()).hasSize(1);
        assertThat(service.story()).contains("SKIPPED expired").endsWith("LEFT completed");
    }

    /** A message that is worth an hour, and another that is worth three from then on. */
    private static Journey tellsTwice() {
        return Carts.withSteps(
                Carts.shipped(1),
                Map.of(
                        "first", tell("first", Duration.ofHours(1), "second"),
                        "second", tell("second", Duration.ofHours(3), null)),
                "first");
    }

    private static Message tell(String id, Duration within, @Nullable String next) {
        Via sms = new Via(Channel.SMS, Via.Reached.ACCEPTED, Duration.ofHours(1), null);
        return new Message(id, "hello", within, null, List.of(sms), next, next);
    }

    @Test
    void anEventThatCameInAPauseStartsNothingWhenItComesAgainAfterIt() {
        Journey journey = Carts.abandoned(1);
        shop.known().publish(Shop.definitions(2, Status.PAUSED, InFlight.KEEP, journey));
        shop.happened("a1", "cart.updated", shop.now(), cart("c1", 100));
        shop.publish(Shop.definitions(3, Status.LIVE, InFlight.KEEP, journey));
        shop.happened("a1", "cart.updated", shop.now(), cart("c1", 100));
        assertThat(shop.state().instances()).isEmpty();
        shop.happened("a2", "cart.updated", shop.now(), cart("c1", 100));
        assertThat(shop.state().instances()).hasSize(1);
    }

    @Test
    void nothingGoesOutOfAPausedJourneyWhateverMovesIt() {
        Journey journey = Carts.abandoned(1);
        shop.known().happens("cart.updated", cart("c1", 100)).after(Carts.QUIET);
        assertThat(shop.sent()).hasSize(1);
        shop.publish(Shop.definitions(2, Status.PAUSED, InFlight.KEEP, journey));
        shop.receipt(shop.lastSent(), Signal.Receipt.Status.FAILED_PERMANENT);
        assertThat(shop.sent()).hasSize(1);
        shop.publish(Shop.definitions(3, Status.LIVE, InFlight.KEEP, journey));
        assertThat(shop.after(Duration.ofMinutes(15)).sent()).hasSize(2);
    }

    @Test
    void aFailureAfterANewVersionEndedTheOldOneSendsNoFallback() {
        shop.known().happens("cart.updated", cart("c1", 100)).after(Carts.QUIET);
        shop.publish(Shop.definitions(2, Status.LIVE, InFlight.EXIT, Carts.abandoned(1), Carts.abandoned(2)));
        shop.receipt(shop.lastSent(), Signal.Receipt.Status.FAILED_PERMANENT);
        assertThat(shop.after(Duration.ofDays(1)).sent()).hasSize(1);
        assertThat(shop.story()).contains("LEFT new-version");
    }
}
