package dev.vestnik.rules.decide;

import static dev.vestnik.rules.decide.Carts.cart;
import static org.assertj.core.api.Assertions.assertThat;

import dev.vestnik.rules.channel.Channel;
import dev.vestnik.rules.decide.Decision.Outcome;
import dev.vestnik.rules.decide.Signal.Receipt.Status;
import dev.vestnik.rules.journey.Entry;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;

class AbandonedCartTest {
    private final Shop shop = new Shop(Carts.abandoned(1)).known();

    @Test
    void remindsACartThatGoesQuiet() {
        shop.happens("cart.updated", cart("c1", 100)).after(Carts.QUIET.minusMillis(1));
        assertThat(shop.sent()).isEmpty();

        shop.after(Duration.ofMillis(1));
        assertThat(shop.channels()).containsExactly(Channel.PUSH);
        assertThat(shop.lastSent().causedAt()).isEqualTo(Shop.NOON.plus(Carts.QUIET));
    }

    @Test
    void everyPageViewStartsTheTimeOutAfresh() {
        shop.happens("cart.updated", cart("c1", 100)).after(Duration.ofMinutes(90));
        shop.happens("page.viewed", Map.of()).after(Duration.ofMinutes(119));
        assertThat(shop.sent()).isEmpty();

        shop.after(Duration.ofMinutes(1));
        assertThat(shop.sent()).hasSize(1);
    }

    @Test
    void aResetCostsNoIndexEntry() {
        shop.happens("cart.updated", cart("c1", 100));
        int before = shop.indexed().size();
        for (int i = 0; i < 10; i++) {
            shop.outage(Duration.ofSeconds(1)).happens("page.viewed", Map.of());
        }
        assertThat(shop.indexed()).hasSize(before);
    }

    @Test
    void browsingForeverDoesNotPutItOffForever() {
        shop.happens("cart.updated", cart("c1", 100));
        for (int i = 0; i < 24; i++) {
            shop.after(Duration.ofHours(1)).happens("page.viewed", Map.of());
        }
        assertThat(shop.sent()).hasSize(1);
        assertThat(shop.sent().getFirst().causedAt()).isEqualTo(Shop.NOON.plus(Duration.ofDays(1)));
    }

    @Test
    void aPurchaseEndsIt() {
        shop.happens("cart.updated", cart("c1", 100)).after(Duration.ofHours(1));
        shop.happens("order.placed", cart("c1", 90)).after(Duration.ofDays(2));
        assertThat(shop.sent()).isEmpty();
        assertThat(shop.story()).contains("CONVERTED", "LEFT purchased");
    }

    @Test
    void anotherCartsPurchaseDoesNot() {
        shop.happens("cart.updated", cart("c1", 100)).after(Duration.ofHours(1));
        shop.happens("order.placed", cart("c2", 90)).after(Duration.ofHours(1));
        assertThat(shop.sent()).hasSize(1);
    }

    @Test
    void aPurchaseTakesBackWhatNoGatewayHasYet() {
        shop.happens("cart.updated", cart("c1", 100)).after(Carts.QUIET);
        shop.happens("order.placed", cart("c1", 100));
        assertThat(shop.only(Effect.Revoke.class))
                .extracting(Effect.Revoke::message)
                .containsExactly(shop.lastSent().message());
        assertThat(shop.after(Duration.ofDays(1)).sent()).hasSize(1);
    }

    @Test
    void fallsBackFromPushToSmsToEmail() {
        shop.happens("cart.updated", cart("c1", 100)).after(Carts.QUIET);
        shop.receipt(shop.lastSent(), Status.DELIVERED).after(Duration.ofMinutes(30));
        assertThat(shop.channels()).containsExactly(Channel.PUSH, Channel.SMS);
        shop.receipt(shop.lastSent(), Status.ACCEPTED).after(Duration.ofMinutes(15));
        assertThat(shop.channels()).containsExactly(Channel.PUSH, Channel.SMS, Channel.EMAIL);
        shop.receipt(shop.lastSent(), Status.ACCEPTED);
        assertThat(shop.state().instances()).isEmpty();
        assertThat(shop.story()).endsWith("LEFT completed");
    }

    @Test
    void anOpenedPushEndsTheChain() {
        shop.happens("cart.updated", cart("c1", 100)).after(Carts.QUIET);
        shop.receipt(shop.lastSent(), Status.OPENED).after(Duration.ofDays(1));
        assertThat(shop.channels()).containsExactly(Channel.PUSH);
    }

    @Test
    void aLateOpenTakesTheFallbackBack() {
        shop.happens("cart.updated", cart("c1", 100)).after(Carts.QUIET);
        Effect.Send push = shop.lastSent();
        shop.receipt(push, Status.ACCEPTED).after(Duration.ofMinutes(30));
        Effect.Send sms = shop.lastSent();
        shop.receipt(push, Status.OPENED);
        assertThat(shop.only(Effect.Revoke.class))
                .extracting(Effect.Revoke::message)
                .containsExactly(sms.message());
        assertThat(shop.after(Duration.ofDays(1)).sent()).hasSize(2);
    }

    @Test
    void aDeadTokenBringsTheNextChannelAtOnce() {
        shop.happens("cart.updated", cart("c1", 100)).after(Carts.QUIET);
        shop.receipt(shop.lastSent(), Status.FAILED_PERMANENT);
        assertThat(shop.channels()).containsExactly(Channel.PUSH, Channel.SMS);
    }

    @Test
    void noMessageOutlivesItsFallbacksTurn() {
        shop.happens("cart.updated", cart("c1", 100)).after(Carts.QUIET);
        assertThat(shop.lastSent().deliverBefore()).isEqualTo(shop.now().plus(Duration.ofMinutes(30)));
    }

    @Test
    void anOutageEatsIntoTheWindow() {
        shop.happens("cart.updated", cart("c1", 100))
                .outage(Carts.QUIET.plus(Carts.WITHIN))
                .after(Duration.ZERO);
        assertThat(shop.sent()).isEmpty();
        assertThat(shop.story()).contains("SKIPPED expired").endsWith("LEFT completed");
    }

    @Test
    void withoutConsentOnlyTheDeviceIsPushed() {
        shop.happens("consent.changed", Map.of("channel", "sms", "granted", false, "source", "support"));
        shop.happens("consent.changed", Map.of("channel", "email", "granted", false, "source", "support"));
        shop.happens("cart.updated", cart("c1", 100)).after(Duration.ofDays(2));
        assertThat(shop.channels()).containsExactly(Channel.PUSH);
        assertThat(shop.story().stream().filter("SKIPPED no-consent"::equals)).hasSize(2);
    }

    @Test
    void theSameCartTwiceEntersOnce() {
        shop.happened("dup", "cart.updated", shop.now(), cart("c1", 100));
        shop.happens("cart.cleared", cart("c1", 0));
        shop.happened("dup", "cart.updated", shop.now(), cart("c1", 100));
        assertThat(shop.count(Outcome.ENTERED)).isEqualTo(1);
    }

    @Test
    void aRepeatedChangeDoesNotBeginABoughtCartAnew() {
        shop.happens("cart.updated", cart("c1", 100));
        shop.happened("change", "cart.updated", shop.now().plusSeconds(1), cart("c1", 200));
        shop.happens("order.placed", cart("c1", 200));
        shop.happened("change", "cart.updated", shop.now().plusSeconds(1), cart("c1", 200));
        assertThat(shop.count(Outcome.ENTERED)).isEqualTo(1);
    }

    @Test
    void aLateEventStartsNothing() {
        shop.happened("late", "cart.updated", shop.now().minus(Duration.ofMinutes(31)), cart("c1", 100));
        assertThat(shop.count(Outcome.ENTERED)).isZero();
    }

    @Test
    void entersAtMostAsOftenAsItsReentryLets() {
        for (int i = 0; i < 5; i++) {
            shop.happens("cart.updated", cart("c" + i, 100)).happens("cart.cleared", cart("c" + i, 0));
        }
        assertThat(shop.count(Outcome.ENTERED)).isEqualTo(3);
        shop.after(Duration.ofDays(31)).happens("cart.updated", cart("c9", 100));
        assertThat(shop.count(Outcome.ENTERED)).isEqualTo(4);
    }

    @Test
    void remembersTheNewestCartAndNoOlderOne() {
        shop.happens("cart.updated", cart("c1", 100)).after(Duration.ofMinutes(10));
        shop.happens("cart.updated", cart("c1", 200));
        shop.happened("older", "cart.updated", shop.now().minusSeconds(60), cart("c1", 150));
        assertThat(shop.state().instances().getFirst().context()).containsEntry("total", 200L);
    }

    @Test
    void aHeldOutCustomerGetsNothingAndStillCountsForTheGoal() {
        Shop control = new Shop(Carts.abandoned(1, new Entry.Reentry(3, Duration.ofDays(30)), 100)).known();
        control.happens("cart.updated", cart("c1", 100)).after(Duration.ofDays(1));
        control.happens("order.placed", cart("c1", 100));
        assertThat(control.sent()).isEmpty();
        assertThat(control.story()).contains("ENTERED holdout", "CONVERTED");
    }

    @Test
    void anIdleCustomersStateShrinksToTheProfile() {
        shop.happens("cart.updated", cart("c1", 100)).after(Carts.QUIET);
        shop.receipt(shop.lastSent(), Status.OPENED).after(Duration.ofDays(60));
        assertThat(shop.state().instances()).isEmpty();
        assertThat(shop.state().messages()).isEmpty();
        assertThat(shop.state().seen()).isEmpty();
        assertThat(shop.state().goals()).isEmpty();
        assertThat(shop.state().entries()).isEmpty();
    }
}
