package dev.vestnik.rules.decide;

import static org.assertj.core.api.Assertions.assertThat;

import dev.vestnik.rules.customer.CustomerKey;
import dev.vestnik.rules.customer.HeldOffer;
import dev.vestnik.rules.customer.HeldOffer.Stage;
import dev.vestnik.rules.document.Checked;
import dev.vestnik.rules.document.Fault;
import dev.vestnik.rules.journey.Journey;
import dev.vestnik.rules.journey.StepDrawing;
import dev.vestnik.rules.journey.StepDrawing.Arrow;
import java.time.Duration;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** A run gives its customer a code of a pool; one that nobody has seen goes back. */
class OfferStepTest {
    private static final CustomerKey ANNA = Promotion.ANNA;
    private static final CustomerKey BORIS = Promotion.BORIS;
    private static final Map<String, Object> PHONE = Map.of("phone", "+74956460054");
    private static final String LEFT_CART = """
            id: left-cart
            class: service
            entry: {on: cart.updated, key: event.cartId}
            exit: [{on: order.placed, reason: purchased}]
            start: code
            steps:
              code: {type: offer, offer: spring, next: wait, onEmpty: plain}
              wait: {type: delay, for: PT1H, next: tell}
              tell: {type: message, template: hello, channels: [{via: sms}], onSent: rest}
              plain: {type: message, template: hello, channels: [{via: sms}], onSent: rest}
              rest: {type: delay, for: P9D}
            """;
    private static final String THANKS = """
            id: thanks
            class: service
            entry: {on: offer.redeemed, if: event.offer == 'spring'}
            start: tell
            steps: {tell: {type: message, template: hello, channels: [{via: sms}]}}
            """;

    private final Promotion promotion = promotion(LEFT_CART);

    private static Promotion promotion(String... journeys) {
        return new Promotion(List.of(journeys).stream().map(Written::journey).toArray(Journey[]::new))
                .happens(ANNA, "customer.updated", PHONE);
    }

    private static Map<String, Object> cart(String id) {
        return Map.of("cartId", id);
    }

    private static String text(Promotion promotion, CustomerKey customer) {
        return promotion.only(customer, Effect.Send.class).getLast().content().toString();
    }

    @Test
    void theCodeIsInTheTextAndTheCustomersThen() {
        promotion.codes("A", "B").happens(ANNA, "cart.updated", cart("c1"));
        assertThat(promotion.story(ANNA)).containsExactly("ENTERED", "OFFERED");
        assertThat(promotion.held(ANNA)).extracting(HeldOffer::stage).containsExactly(Stage.PENDING);
        promotion.after(Duration.ofHours(1));
        assertThat(text(promotion, ANNA)).contains("code=A");
        assertThat(promotion.held(ANNA)).singleElement().satisfies(held -> {
            assertThat(held.stage()).isEqualTo(Stage.SHOWN);
            assertThat(held.code()).isEqualTo("A");
            assertThat(held.giver().journey().value()).isEqualTo("left-cart");
            assertThat(held.expiresAt()).isEqualTo(Shop.NOON.plus(Promotion.VALID));
        });
    }

    @Test
    void theContextHasWhatOthersReadUnderTheNameThatTheStepSays() {
        Promotion named = promotion(LEFT_CART.replace("offer: spring,", "offer: spring, into: gift,"));
        named.codes("A").happens(ANNA, "cart.updated", cart("c1"));
        assertThat(named.state(ANNA).instances())
                .singleElement()
                .satisfies(instance -> assertThat(instance.context())
                        .containsEntry(
                                "gift",
                                Map.of("offer", "spring", "code", "A", "expiresAt", Shop.NOON.plus(Promotion.VALID))));
    }

    @Test
    void noDecisionSaysTheCode() {
        promotion.codes("SECRET-1").happens(ANNA, "cart.updated", cart("c1")).after(Duration.ofHours(1));
        promotion.happens(ANNA, "promo.redeemed", Map.of("code", "SECRET-1"));
        assertThat(promotion.story(ANNA)).contains("REDEEMED");
        assertThat(promotion.only(ANNA, Effect.Record.class).toString()).doesNotContain("SECRET-1");
    }

    @Test
    void goesTheOtherWayWhereThePoolIsEmpty() {
        promotion.happens(ANNA, "cart.updated", cart("c1"));
        assertThat(promotion.story(ANNA)).containsExactly("ENTERED", "SKIPPED offer-empty", "SENT");
        assertThat(promotion.held(ANNA)).isEmpty();
    }

    @Test
    void asksAgainWhereNoAnswerComesAndGoesTheOtherWayInTheEnd() {
        promotion.codes("A").says(ANNA, "cart.updated", cart("c1"));
        promotion.after(OfferStep.PATIENCE.multipliedBy(OfferStep.MOST_ASKED - 1));
        assertThat(promotion.only(ANNA, Effect.Ask.class)).hasSize(OfferStep.MOST_ASKED);
        assertThat(promotion.story(ANNA)).endsWith("HELD asking");
        promotion.after(OfferStep.PATIENCE);
        assertThat(promotion.story(ANNA)).endsWith("SKIPPED offer-unanswered", "SENT");
        promotion.settle();
        assertThat(promotion.pool().freeCodes()).containsExactly("A");
        assertThat(promotion.held(ANNA)).isEmpty();
    }

    /** The first answer comes when it has asked again: it is the second one that counts, and the code is the same. */
    @Test
    void anOutageLongerThanItsPatienceCostsNoCode() {
        promotion.codes("A", "B").says(ANNA, "cart.updated", cart("c1"));
        promotion.after(OfferStep.PATIENCE).settle();
        assertThat(promotion.story(ANNA)).containsExactly("ENTERED", "HELD asking", "OFFERED");
        assertThat(promotion.held(ANNA)).extracting(HeldOffer::code).containsExactly("A");
        assertThat(promotion.pool().freeCodes()).containsExactly("B");
    }

    @Test
    void aPoolWhoseEngineHasNotReadTheOfferYetIsAskedAgainSoon() {
        promotion.codes("A").pool().knows(null);
        promotion.happens(ANNA, "cart.updated", cart("c1"));
        assertThat(promotion.story(ANNA)).containsExactly("ENTERED");
        promotion.pool().knows(Promotion.OFFER);
        promotion.after(OfferStep.SOON).settle();
        assertThat(promotion.story(ANNA)).containsExactly("ENTERED", "HELD asking", "OFFERED");
        assertThat(promotion.pool().freeCodes()).isEmpty();
    }

    @Test
    void aPoolWhoseEngineNeverReadsTheOfferIsAskedForMinutes() {
        promotion.codes("A").pool().knows(null);
        promotion.happens(ANNA, "cart.updated", cart("c1"));
        for (int pause = 2; pause <= 250; pause *= 5) {
            promotion.after(Duration.ofSeconds(pause)).settle();
        }
        assertThat(promotion.only(ANNA, Effect.Ask.class)).hasSize(5);
        promotion.after(OfferStep.PATIENCE).settle();
        promotion.after(OfferStep.PATIENCE).settle();
        assertThat(promotion.story(ANNA)).endsWith("SKIPPED offer-unanswered", "SENT");
        assertThat(promotion.pool().freeCodes()).containsExactly("A");
    }

    @Test
    void aRunThatIsEndedBeforeItHasToldGivesTheCodeBack() {
        promotion.codes("A").happens(ANNA, "cart.updated", cart("c1"));
        promotion.happens(ANNA, "order.placed", Map.of());
        assertThat(promotion.story(ANNA)).endsWith("DROPPED offer-returned", "LEFT purchased");
        assertThat(promotion.pool().freeCodes()).containsExactly("A");
        assertThat(promotion.held(ANNA)).isEmpty();
        promotion.happens(BORIS, "cart.updated", cart("c2"));
        assertThat(promotion.held(BORIS)).extracting(HeldOffer::code).containsExactly("A");
    }

    @Test
    void aRunThatIsEndedWhileItAsksGivesTheCodeBack() {
        promotion.codes("A").says(ANNA, "cart.updated", cart("c1"));
        promotion.happens(ANNA, "order.placed", Map.of());
        assertThat(promotion.pool().freeCodes()).containsExactly("A");
        assertThat(promotion.held(ANNA)).isEmpty();
    }

    @Test
    void aRunThatIsEndedAfterItHasToldDoesNot() {
        promotion.codes("A").happens(ANNA, "cart.updated", cart("c1")).after(Duration.ofHours(1));
        promotion.happens(ANNA, "order.placed", Map.of());
        assertThat(promotion.held(ANNA)).hasSize(1);
        assertThat(promotion.pool().freeCodes()).isEmpty();
    }

    @Test
    void aMessageThatGoesToNobodyGivesTheCodeBack() {
        promotion.codes("A").happens(BORIS, "cart.updated", cart("c1")).after(Duration.ofHours(1));
        promotion.settle();
        assertThat(promotion.story(BORIS)).endsWith("SKIPPED no-phone", "DROPPED offer-returned", "LEFT completed");
        assertThat(promotion.pool().freeCodes()).containsExactly("A");
    }

    /** For a checkout that shows what the customer has. */
    @Test
    void aRunThatTellsNothingLeavesTheCustomerTheCode() {
        Promotion silent = promotion("""
                id: silent
                class: service
                entry: {on: cart.updated, key: event.cartId}
                start: code
                steps: {code: {type: offer, offer: spring}}
                """);
        silent.codes("A").happens(ANNA, "cart.updated", cart("c1"));
        assertThat(silent.story(ANNA)).endsWith("OFFERED", "LEFT completed");
        assertThat(silent.held(ANNA)).extracting(HeldOffer::stage).containsExactly(Stage.SHOWN);
        assertThat(silent.pool().freeCodes()).isEmpty();
    }

    @Test
    void aCodeThatAnEventHasToldIsTheCustomers() {
        Promotion told = promotion(LEFT_CART.replace("next: wait,", "next: say,")
                + "  say: {type: emit, event: x.code, data: {code: context.offer.code}, next: wait}\n");
        told.codes("A").happens(ANNA, "cart.updated", cart("c1")).happens(ANNA, "order.placed", Map.of());
        assertThat(told.held(ANNA)).hasSize(1);
        assertThat(told.pool().freeCodes()).isEmpty();
    }

    @Test
    void anErasedCustomersCodesAreNobodysOrFreeAgain() {
        promotion.codes("A", "B").happens(ANNA, "cart.updated", cart("c1")).after(Duration.ofHours(1));
        promotion.happens(ANNA, "cart.updated", cart("c2")).happens(ANNA, "customer.erased", Map.of());
        assertThat(promotion.pool().codes().get("A").holder()).isNull();
        assertThat(promotion.pool().freeCodes()).containsExactly("B");
        assertThat(promotion.held(ANNA)).isEmpty();
    }

    @Test
    void aRedeemedCodeIsAnEventOnceWhoeverSaysIt() {
        Promotion thankful = promotion(LEFT_CART, THANKS).codes("A");
        thankful.happens(ANNA, "cart.updated", cart("c1")).after(Duration.ofHours(1));
        thankful.redeems(ANNA, "A", "o1").settle();
        assertThat(thankful.story(ANNA)).containsSubsequence("REDEEMED", "ENTERED", "SENT");
        assertThat(thankful.held(ANNA))
                .singleElement()
                .satisfies(held ->
                        assertThat(held.redemption()).isEqualTo(new HeldOffer.Redemption(thankful.now(), "o1")));
        thankful.redeems(ANNA, "A", "o1").settle();
        thankful.happens(ANNA, "promo.redeemed", Map.of("code", "A", "orderId", "o1"));
        assertThat(thankful.story(ANNA).stream().filter("REDEEMED"::equals)).hasSize(1);
    }

    @Test
    void theShopsOwnWordRedeemsACodeOfOursAlsoWhenItIsOver() {
        Promotion thankful = promotion(LEFT_CART, THANKS).codes("A");
        thankful.happens(ANNA, "cart.updated", cart("c1")).after(Promotion.VALID.plusDays(1));
        thankful.happens(ANNA, "promo.redeemed", Map.of("code", "OTHER", "orderId", "o0"));
        assertThat(thankful.story(ANNA)).doesNotContain("REDEEMED");
        thankful.happens(ANNA, "promo.redeemed", Map.of("code", "A", "orderId", "o1"));
        assertThat(thankful.story(ANNA)).containsSubsequence("REDEEMED", "ENTERED", "SENT");
        assertThat(thankful.pool().state().redeemed()).isEqualTo(1);
    }

    @Test
    void isForgottenSomeMonthsAfterItIsOver() {
        promotion.codes("A").happens(ANNA, "cart.updated", cart("c1"));
        promotion.after(Promotion.VALID.plus(HeldOffers.SHOWN_FOR).minusDays(1));
        assertThat(promotion.held(ANNA)).hasSize(1);
        promotion.after(Duration.ofDays(2));
        assertThat(promotion.held(ANNA)).isEmpty();
    }

    /** Whatever crosses whatever, no code is two customers', and none is lost. */
    @Test
    void inEveryOrderEachCodeIsOneCustomersOrFree() {
        Journey journey = Written.journey(LEFT_CART);
        for (int round = 0; round < 150; round++) {
            long seed = 20261129L * 1_000 + round;
            Random random = new Random(seed);
            Promotion crowd = crowd(journey, random);
            assertThat(crowd.pool().state().total()).as("seed %d", seed).isEqualTo(4);
            Set<String> all = new HashSet<>(crowd.pool().freeCodes());
            assertThat(all).as("seed %d", seed).hasSize(crowd.pool().freeCodes().size());
            for (CustomerKey customer : List.of(ANNA, BORIS)) {
                for (HeldOffer held : crowd.held(customer)) {
                    assertThat(all.add(held.code()))
                            .as("seed %d: %s", seed, held)
                            .isTrue();
                    assertThat(crowd.pool().codes().get(held.code()).holder())
                            .as("seed %d", seed)
                            .isEqualTo(customer);
                }
            }
            crowd.pool().codes().values().stream()
                    .filter(code -> code.holder() != null)
                    .forEach(code -> assertThat(all).as("seed %d", seed).contains(code.text()));
        }
    }

    private static Promotion crowd(Journey journey, Random random) {
        Promotion crowd =
                new Promotion(journey).happens(ANNA, "customer.updated", PHONE).codes("A", "B", "C", "D");
        for (int i = 0; i < 40; i++) {
            CustomerKey customer = random.nextBoolean() ? ANNA : BORIS;
            switch (random.nextInt(12)) {
                case 0, 1, 2 -> crowd.says(customer, "cart.updated", cart("c" + i));
                case 3 -> crowd.says(customer, "order.placed", Map.of());
                case 4 -> crowd.after(Duration.ofMinutes(random.nextInt(90)));
                case 5 -> {
                    if (random.nextInt(4) == 0) {
                        crowd.says(customer, "customer.erased", Map.of());
                    }
                }
                case 6 -> redeemOne(crowd, customer, random);
                default -> crowd.arrive(random);
            }
        }
        return crowd.settle();
    }

    private static void redeemOne(Promotion crowd, CustomerKey customer, Random random) {
        for (HeldOffer held : crowd.held(customer)) {
            Map<String, Object> data = new HashMap<>(Map.of("code", held.code()));
            data.put("orderId", "o" + random.nextInt(3));
            crowd.says(customer, "promo.redeemed", data);
            return;
        }
    }

    @Test
    void isDrawn() {
        assertThat(Written.journey(LEFT_CART).step("code").draw())
                .isEqualTo(new StepDrawing(
                        "offer", "a code of spring", List.of(new Arrow("given", "wait"), new Arrow("none", "plain"))));
    }

    @Test
    void faultsAreNamedWhereTheyAre() {
        assertThat(faults(LEFT_CART.replace("offer: spring, ", ""))).containsExactly("steps.code.offer: is missing");
        assertThat(faults(LEFT_CART.replace("offer: spring,", "offer: spring, into: 9,")))
                .contains("steps.code.into: must be a text");
        assertThat(faults(LEFT_CART.replace("offer: spring,", "offer: spring, into: a-b,")))
                .contains("steps.code.into: must be a name of letters, digits and _");
        assertThat(faults(LEFT_CART.replace("onEmpty: plain", "onEmpty: code")))
                .contains("steps.code: is in a loop without a wait: code -> code");
    }

    private static List<String> faults(String text) {
        Checked<Journey> checked = Written.check(text, 1);
        assertThat(checked).as(text).isInstanceOf(Checked.Faulty.class);
        return ((Checked.Faulty<Journey>) checked)
                .faults().stream().map(Fault::toString).toList();
    }
}
