package dev.vestnik.rules.decide;

import static org.assertj.core.api.Assertions.assertThat;

import dev.vestnik.rules.channel.Channel;
import dev.vestnik.rules.customer.CustomerState;
import dev.vestnik.rules.customer.Position;
import dev.vestnik.rules.gate.Draft;
import dev.vestnik.rules.gate.Gate;
import dev.vestnik.rules.gate.Ruling;
import dev.vestnik.rules.gate.Situation;
import dev.vestnik.rules.journey.JourneyClass;
import dev.vestnik.rules.owner.Owner;
import dev.vestnik.rules.owner.OwnerKind;
import dev.vestnik.rules.owner.Reply;
import dev.vestnik.rules.owner.Request;
import dev.vestnik.rules.reason.HoldReason;
import dev.vestnik.rules.reason.SkipReason;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** A message waits in a gate for the word of another key. */
class AskingTest {
    private static final Map<String, Object> ORDER = Map.of("orderId", "o1");
    private static final Duration PATIENCE = Duration.ofHours(1);
    private static final Owner BUDGET = new Owner(OwnerKind.BUDGET, "main/spring");
    private static final Owner POOL = new Owner(OwnerKind.OFFER_POOL, "main/ten-percent");

    /** Asks for SMS, and lets pass what is granted. */
    private record AskingGate(String name, Owner owner) implements Gate {
        @Override
        public @Nullable Ruling check(Draft draft, Situation situation) {
            if (draft.channel() != Channel.SMS) {
                return null;
            }
            return switch (draft.answer(this)) {
                case null ->
                    new Ruling.Ask(
                            owner, new Request.Take(5, 0), situation.now().plus(PATIENCE), Map.of("amount", "5"));
                case Reply.Given(var result) -> granted(result);
                case Reply.Denied(var reason) -> new Ruling.No(SkipReason.CONDITION, Map.of("because", reason));
                case Reply.Missing missing -> Ruling.no(SkipReason.EXPIRED);
            };
        }

        private static Ruling granted(Map<String, Object> result) {
            if (result.containsKey("broken")) {
                throw new IllegalStateException("a bug");
            }
            return Ruling.PASS;
        }
    }

    private record Night(Instant until) implements Gate {
        @Override
        public String name() {
            return "night";
        }

        @Override
        public Ruling check(Draft draft, Situation situation) {
            return situation.now().isBefore(until)
                    ? new Ruling.Hold(until, HoldReason.labelled("quiet-hours"), Map.of())
                    : Ruling.PASS;
        }
    }

    private static final Gate BUDGETED = new AskingGate("budget", BUDGET);
    private static final Gate POOLED = new AskingGate("pool", POOL);

    private final Shop shop = shop(BUDGETED);

    @Test
    void asksAndWaits() {
        assertThat(shop.sent()).isEmpty();
        assertThat(shop.story()).endsWith("HELD asking");
        assertThat(shop.only(Effect.Ask.class)).singleElement().satisfies(ask -> {
            assertThat(ask.owner()).isEqualTo(BUDGET);
            assertThat(ask.request()).isEqualTo(new Request.Take(5, 0));
        });
        assertThat(shop.state().instances())
                .singleElement()
                .satisfies(instance -> assertThat(instance.position())
                        .isEqualTo(new Position.Asking(
                                0, Shop.NOON, lastAsked(shop), List.of(), Shop.NOON.plus(PATIENCE))));
    }

    @Test
    void goesOutOnceItIsGranted() {
        grant(shop, lastAsked(shop));
        assertThat(shop.channels()).containsExactly(Channel.SMS);
        assertThat(shop.only(Effect.GiveBack.class)).isEmpty();
    }

    @Test
    void goesTheNextWayWhereItIsRefused() {
        shop.signal(new Signal.Refused(lastAsked(shop), "spent"));
        assertThat(shop.story()).endsWith("SKIPPED condition", "SENT");
        assertThat(shop.channels()).containsExactly(Channel.EMAIL);
        assertThat(shop.only(Effect.GiveBack.class)).isEmpty();
    }

    @Test
    void goesTheNextWayWhereNoAnswerComesAndGivesALateOneBackOnce() {
        shop.after(PATIENCE);
        assertThat(shop.story()).endsWith("SKIPPED expired", "SENT");
        assertThat(shop.channels()).containsExactly(Channel.EMAIL);
        grant(shop, lastAsked(shop));
        grant(shop, lastAsked(shop));
        assertThat(shop.sent()).hasSize(1);
        assertThat(shop.only(Effect.GiveBack.class)).containsExactly(new Effect.GiveBack(lastAsked(shop), BUDGET));
    }

    @Test
    void theSameAnswerTwiceCountsOnce() {
        grant(shop, lastAsked(shop));
        CustomerState before = shop.state();
        grant(shop, lastAsked(shop));
        assertThat(shop.state()).isSameAs(before);
        assertThat(shop.sent()).hasSize(1);
        assertThat(shop.only(Effect.GiveBack.class)).isEmpty();
    }

    @Test
    void givesBackWhatIsGrantedToOneWhoIsGone() {
        String asked = lastAsked(shop);
        shop.happens("customer.erased", Map.of());
        grant(shop, asked);
        assertThat(shop.sent()).isEmpty();
        assertThat(shop.only(Effect.GiveBack.class)).containsExactly(new Effect.GiveBack(asked, BUDGET));
    }

    @Test
    void remembersOneAnswerWhileItWaitsForAnother() {
        Shop both = shop(BUDGETED, POOLED);
        grant(both, lastAsked(both));
        assertThat(both.sent()).isEmpty();
        assertThat(both.only(Effect.Ask.class)).extracting(Effect.Ask::owner).containsExactly(BUDGET, POOL);
        grant(both, lastAsked(both));
        assertThat(both.channels()).containsExactly(Channel.SMS);
        assertThat(both.only(Effect.Ask.class)).hasSize(2);
        assertThat(both.only(Effect.GiveBack.class)).isEmpty();
    }

    @Test
    void givesOneGrantBackWhereTheOtherIsRefused() {
        Shop both = shop(BUDGETED, POOLED);
        String first = lastAsked(both);
        grant(both, first);
        both.signal(new Signal.Refused(lastAsked(both), "empty"));
        assertThat(both.channels()).containsExactly(Channel.EMAIL);
        assertThat(both.only(Effect.GiveBack.class)).containsExactly(new Effect.GiveBack(first, BUDGET));
    }

    @Test
    void givesAGrantBackOnceWhereNoChannelIsLeft() {
        Shop phoneOnly = new Shop(GatesTest.with(BUDGETED, POOLED), Carts.shipped(1));
        phoneOnly.happens("customer.updated", Map.of("phone", "+74956460054")).happens("order.shipped", ORDER);
        String first = lastAsked(phoneOnly);
        grant(phoneOnly, first);
        phoneOnly.signal(new Signal.Refused(lastAsked(phoneOnly), "empty"));
        assertThat(phoneOnly.story()).endsWith("SKIPPED condition", "SKIPPED no-email", "LEFT completed");
        assertThat(phoneOnly.only(Effect.GiveBack.class)).containsExactly(new Effect.GiveBack(first, BUDGET));
    }

    @Test
    void givesAGrantBackOnceWhereAnEarlierChannelGetsThroughMeanwhile() {
        Shop cart = new Shop(GatesTest.with(BUDGETED, POOLED), Carts.abandoned(1)).known();
        cart.happens("cart.updated", Carts.cart("c1", 500)).after(Carts.QUIET.plusMinutes(30));
        String first = lastAsked(cart);
        grant(cart, first);
        cart.receipt(cart.lastSent(), Signal.Receipt.Status.OPENED);
        assertThat(cart.story()).endsWith("RECEIPT opened", "LEFT completed");
        assertThat(cart.only(Effect.GiveBack.class)).containsExactly(new Effect.GiveBack(first, BUDGET));
    }

    @Test
    void givesBackTheFirstGrantOfOneWhoLeavesBeforeTheSecond() {
        Shop both = shop(BUDGETED, POOLED);
        String first = lastAsked(both);
        grant(both, first);
        both.happens("customer.erased", Map.of());
        assertThat(both.only(Effect.GiveBack.class)).containsExactly(new Effect.GiveBack(first, BUDGET));
    }

    @Test
    void givesBackWhatItCannotUseNowAndAsksAnewThen() {
        Shop held = shop(BUDGETED, new Night(Shop.NOON.plus(Duration.ofHours(8))));
        String first = lastAsked(held);
        grant(held, first);
        assertThat(held.story()).endsWith("HELD quiet-hours");
        assertThat(held.only(Effect.GiveBack.class)).containsExactly(new Effect.GiveBack(first, BUDGET));
        held.after(Duration.ofHours(8));
        assertThat(lastAsked(held)).isNotEqualTo(first);
        grant(held, lastAsked(held));
        assertThat(held.channels()).containsExactly(Channel.SMS);
    }

    @Test
    void givesBackWhatItWasGrantedWhereThatCannotBeUsed() {
        shop.signal(new Signal.Granted(lastAsked(shop), Map.of("broken", true)));
        assertThat(shop.story()).endsWith("STUCK failed");
        assertThat(shop.only(Effect.GiveBack.class)).containsExactly(new Effect.GiveBack(lastAsked(shop), BUDGET));
    }

    @Test
    void aMessageByHandWaitsForAnAnswerLikeAnyOther() {
        Shop byHand = new Shop(GatesTest.with(BUDGETED), Carts.shipped(1)).known();
        byHand.signal(new Signal.Asked(
                "a1",
                "api:1",
                new Request.SendByHand(
                        "hello", List.of(Channel.SMS), JourneyClass.SERVICE, null, Map.of(), "support")));
        assertThat(byHand.only(Effect.Grant.class)).isEmpty();
        grant(byHand, lastAsked(byHand));
        assertThat(byHand.only(Effect.Grant.class))
                .singleElement()
                .satisfies(answer -> assertThat(answer.askId()).isEqualTo("a1"));
    }

    @Test
    void anAnswerToNoGateChangesNothing() {
        CustomerState before = shop.state();
        grant(shop, "00000000-0000-0001-0000-000000000002");
        assertThat(shop.state()).isSameAs(before);
        assertThat(shop.only(Effect.GiveBack.class)).isEmpty();
    }

    private static Shop shop(Gate... gates) {
        return new Shop(GatesTest.with(gates), Carts.shipped(1)).known().happens("order.shipped", ORDER);
    }

    private static String lastAsked(Shop shop) {
        return shop.only(Effect.Ask.class).getLast().askId();
    }

    private static void grant(Shop shop, String askId) {
        shop.signal(new Signal.Granted(askId, Map.of()));
    }
}
