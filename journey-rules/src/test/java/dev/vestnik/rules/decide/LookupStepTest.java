package dev.vestnik.rules.decide;

import static org.assertj.core.api.Assertions.assertThat;

import dev.vestnik.rules.customer.Instance;
import dev.vestnik.rules.customer.Interest;
import dev.vestnik.rules.decide.Decision.Outcome;
import dev.vestnik.rules.document.Checked;
import dev.vestnik.rules.document.Fault;
import dev.vestnik.rules.journey.Journey;
import dev.vestnik.rules.journey.StepDrawing;
import dev.vestnik.rules.journey.StepDrawing.Arrow;
import dev.vestnik.rules.owner.Request;
import dev.vestnik.rules.product.ProductFacts;
import dev.vestnik.rules.product.ProductKey;
import dev.vestnik.rules.product.ProductNews;
import dev.vestnik.rules.product.ProductPrice;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** A run asks a source outside and goes on with the answer, or with what stands in for it. */
class LookupStepTest {
    private static final String ASKING = """
            id: asking
            class: service
            entry: {on: x.ordered, key: event.id}
            start: ask
            steps:
              ask: {type: lookup, source: bonus, params: {card: event.card}, into: points, timeout: PT20S, default: '1', next: rest}
              rest: {type: delay, for: P1D, next: tell}
              tell: {type: message, template: hello, channels: [{via: sms, if: context.points > 100}]}
            """;

    private final Shop shop = shop(ASKING).happens("x.ordered", Map.of("id", "a", "card", "c-7"));

    @Test
    void theQuestionNamesTheSourceAndWhatItIsAskedAbout() {
        assertThat(asked(shop).request())
                .isEqualTo(new Request.Lookup("bonus", Map.of("card", "c-7"), Shop.NOON.plusSeconds(20)));
        assertThat(asked(shop).owner().toString()).isEqualTo("/source/bonus/main/anna");
        assertThat(shop.story()).endsWith("HELD asking");
        assertThat(last(shop).inputs().toString()).doesNotContain("c-7");
    }

    @Test
    void freshNewsOfAProductAnswerWithoutAQuestionAndOldOnesDoNot() {
        String journey = ASKING.replace("entry: {on: x.ordered, key: event.id}", "entry: {on: product.price_dropped}")
                .replace(
                        "source: bonus, params: {card: event.card}",
                        "source: products, params: {productId: event.productId}");
        Shop fresh = told(shop(journey), Shop.NOON.minusSeconds(20));
        assertThat(fresh.only(Effect.Ask.class)).isEmpty();
        assertThat(context(fresh).toString()).contains("stock=5", "productId=kettle", "amount=900");
        for (Instant old : Arrays.asList(Shop.NOON.minusSeconds(21), null)) {
            assertThat(told(shop(journey), old).only(Effect.Ask.class)).hasSize(1);
        }
        String other = journey.replace("{productId: event.productId}", "{productId: '\"lamp\"'}");
        assertThat(told(shop(other), Shop.NOON).only(Effect.Ask.class)).hasSize(1);
    }

    private static Shop told(Shop shop, @Nullable Instant toldAt) {
        ProductFacts facts = new ProductFacts("Kettle", new ProductPrice(900, "RUB"), 5, null, null, null, null);
        ProductNews news = new ProductNews(
                ProductNews.Kind.PRICE_DROPPED, "kettle", facts, new ProductPrice(1_000, "RUB"), "e1", Shop.NOON);
        return shop.happens("product.viewed", Map.of("productId", "kettle")).signal(new Signal.Informed(news, toldAt));
    }

    @Test
    void aProductAnswersForItselfByTheBucketOfWhoAsks() {
        Shop asking = shop(ASKING.replace(
                        "source: bonus, params: {card: event.card}",
                        "source: products, params: {productId: event.card}"))
                .happens("x.ordered", Map.of("id", "a", "card", "kettle"));
        assertThat(asked(asking).owner())
                .isEqualTo(ProductKey.of(Shop.ANNA, Interest.Subject.product("kettle"))
                        .owner());
        asking.after(Duration.ofSeconds(20));
        granted(asking, Map.of("value", Map.of("stock", 3L)));
        assertThat(asking.only(Effect.GiveBack.class))
                .as("a late answer is not given back")
                .isEmpty();
    }

    @Test
    void theAnswerIsInTheContextAndTheRunGoesOn() {
        granted(shop, Map.of("value", 250L));
        assertThat(context(shop)).containsEntry("points", 250L);
        assertThat(last(shop).inputs()).isEqualTo(Map.of("source", "bonus", "context", "points", "answer", "given"));
        assertThat(shop.after(Duration.ofDays(1)).sent()).hasSize(1);
    }

    @Test
    void theFirstAnswerCountsAndALateOneDoesNothing() {
        granted(shop, Map.of("value", 250L));
        var before = shop.state();
        granted(shop, Map.of("value", 1L));
        assertThat(shop.state()).isSameAs(before);
        Shop late = shop(ASKING)
                .happens("x.ordered", Map.of("id", "a", "card", "c-7"))
                .after(Duration.ofSeconds(20));
        granted(late, Map.of("value", 250L));
        assertThat(context(late)).containsEntry("points", 1L);
        assertThat(late.only(Effect.GiveBack.class)).isEmpty();
    }

    @Test
    void theDefaultStandsInForAnAnswerThatDoesNotCome() {
        shop.after(Duration.ofSeconds(19));
        assertThat(context(shop)).doesNotContainKey("points");
        shop.after(Duration.ofSeconds(1));
        assertThat(context(shop)).containsEntry("points", 1L);
        assertThat(last(shop).inputs())
                .isEqualTo(Map.of("source", "bonus", "context", "points", "answer", "default", "because", "time-out"));
    }

    @Test
    void andForOneThatTheSourceRefuses() {
        shop.signal(new Signal.Refused(asked(shop).askId(), "status-503"));
        assertThat(context(shop)).containsEntry("points", 1L);
        assertThat(last(shop).inputs()).containsEntry("because", "status-503");
    }

    @Test
    void withoutADefaultNothingIsSet() {
        Shop bare = shop(ASKING.replace(", default: '1'", "")).happens("x.ordered", Map.of("id", "a", "card", "c-7"));
        bare.after(Duration.ofSeconds(20));
        assertThat(context(bare)).isEmpty();
        assertThat(last(bare).inputs()).isEqualTo(Map.of("source", "bonus", "answer", "none", "because", "time-out"));
    }

    @Test
    void anAnswerThatIsTooLargeIsNotKept() {
        granted(shop, Map.of("value", "x".repeat(10_001)));
        assertThat(context(shop)).isEmpty();
        assertThat(shop.story()).contains("DROPPED value-not-kept");
        assertThat(shop.state().instances().getFirst().step()).isEqualTo("rest");
    }

    @Test
    void anExitHoldsWhileTheAnswerIsWaitedFor() {
        Shop leaving = shop(ASKING + "exit: [{on: order.cancelled}]\n");
        leaving.happens("x.ordered", Map.of("id", "a", "card", "c-7")).happens("order.cancelled", Map.of());
        granted(leaving, Map.of("value", 250L));
        assertThat(leaving.story()).endsWith("LEFT order.cancelled");
        assertThat(leaving.after(Duration.ofDays(3)).sent()).isEmpty();
    }

    @Test
    void theWaitThatFollowsHearsWhatCameMeanwhile() {
        Shop waiting = shop(ASKING.replace(
                "rest: {type: delay, for: P1D, next: tell}",
                "rest: {type: waitUntil, timeout: P9D, on: [{on: x.paid, next: tell}]}"));
        waiting.happens("x.ordered", Map.of("id", "a", "card", "c-7")).happens("x.paid", Map.of());
        granted(waiting, Map.of("value", 250L));
        assertThat(waiting.sent()).hasSize(1);
    }

    @Test
    void aRunAsksAnewEachTimeThatItComesToTheStep() {
        Shop again = shop(ASKING.replace("next: tell}", "next: ask}").replaceAll("  tell:.*\n", ""));
        again.happens("x.ordered", Map.of("id", "a", "card", "c-7"));
        granted(again, Map.of("value", 1L));
        again.after(Duration.ofDays(1));
        granted(again, Map.of("value", 2L));
        assertThat(context(again)).containsEntry("points", 2L);
        assertThat(again.only(Effect.Ask.class))
                .extracting(Effect.Ask::askId)
                .hasSize(2)
                .doesNotHaveDuplicates();
    }

    @Test
    void isDrawn() {
        assertThat(Written.journey(ASKING).step("ask").draw())
                .isEqualTo(new StepDrawing("lookup", "asks bonus for points", List.of(new Arrow("then", "rest"))));
    }

    @Test
    void faultsAreNamedWhereTheyAre() {
        assertThat(faults("{type: lookup}"))
                .containsExactly("steps.ask.source: is missing", "steps.ask.into: is missing");
        assertThat(faults("{type: lookup, source: products, params: {product: '1'}, into: a}"))
                .containsExactly("steps.ask.params: must have \"productId\": the product that is asked about");
        assertThat(faults("{type: lookup, source: 'https://shop.example', into: a}"))
                .containsExactly("steps.ask.source: must be the name of a source: small letters, digits, dashes");
        assertThat(faults("{type: lookup, source: bonus, into: a, timeout: PT2H}"))
                .containsExactly("steps.ask.timeout: must be at most PT1H");
        assertThat(faults("{type: lookup, source: bonus, into: a, next: ask}"))
                .containsExactly("steps.ask: is in a loop without a wait: ask -> ask");
    }

    private static void granted(Shop shop, Map<String, Object> result) {
        shop.signal(new Signal.Granted(asked(shop).askId(), result));
    }

    private static Effect.Ask asked(Shop shop) {
        return shop.only(Effect.Ask.class).getLast();
    }

    private static Map<String, Object> context(Shop shop) {
        return shop.state().instances().stream()
                .findFirst()
                .map(Instance::context)
                .orElse(Map.of());
    }

    private static Decision last(Shop shop) {
        return shop.only(Effect.Record.class).stream()
                .map(Effect.Record::decision)
                .filter(decision -> decision.outcome() == Outcome.UPDATED || decision.outcome() == Outcome.HELD)
                .toList()
                .getLast();
    }

    private static Shop shop(String text) {
        return new Shop(Written.journey(text)).known();
    }

    private static List<String> faults(String step) {
        Checked<Journey> checked = Written.check(
                "{id: asks, class: service, entry: {on: order.placed}, start: ask, steps: {ask: " + step + "}}", 1);
        assertThat(checked).as(step).isInstanceOf(Checked.Faulty.class);
        return ((Checked.Faulty<Journey>) checked)
                .faults().stream().map(Fault::toString).toList();
    }
}
