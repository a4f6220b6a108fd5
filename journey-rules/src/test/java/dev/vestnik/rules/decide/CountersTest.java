package dev.vestnik.rules.decide;

import static org.assertj.core.api.Assertions.assertThat;

import dev.vestnik.rules.customer.DayCount;
import dev.vestnik.rules.customer.History;
import dev.vestnik.rules.customer.Memory;
import dev.vestnik.rules.decide.Decision.Outcome;
import dev.vestnik.rules.definition.FeatureLevel;
import dev.vestnik.rules.document.Checked;
import dev.vestnik.rules.document.Fault;
import dev.vestnik.rules.journey.Journey;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** Conditions ask what a customer has done before: how often, and for how much (30, 31, 33, 46, 59, 88, 89). */
class CountersTest {
    private static final String REGULAR = """
            id: regular
            class: service
            counters:
              orders: {on: order.placed, IF value: event.total, keep: P90D}
            entry: {on: order.placed, if: 'CONDITION'}
            start: tell
            steps: {tell: {type: message, template: hello, channels: [{via: sms}]}}
            """;

    @Test
    void countsTheEventAtHandToo() {
        Shop shop = shop("orders.count(P90D) == 3");
        ordered(shop, 100);
        ordered(shop.after(Duration.ofDays(1)), 100);
        assertThat(shop.sent()).isEmpty();
        ordered(shop.after(Duration.ofDays(1)), 100);
        assertThat(shop.sent()).hasSize(1);
    }

    @Test
    void sumsUpMoneyAndNumbers() {
        Shop money = shop("orders.sum(P90D) >= 300");
        ordered(money, 100);
        assertThat(money.sent()).isEmpty();
        ordered(money, 200);
        assertThat(money.sent()).hasSize(1);
        Shop numbers = new Shop(Written.journey(REGULAR.replace("IF ", "")
                        .replace("order.placed, value: event.total", "x.scored, value: event.score")
                        .replace("CONDITION", "orders.sum(P90D) == 5")))
                .known();
        numbers.happens("x.scored", Map.of("score", 2L)).happens("x.scored", Map.of("score", 3.9));
        ordered(numbers, 1);
        assertThat(numbers.sent()).hasSize(1);
    }

    @Test
    void countsTheLastSoManyDaysAndNoOthers() {
        Shop shop = shop("orders.count(P7D) == 1 && orders.count(P8D) == 2 && orders.count(P1D) == 1");
        ordered(shop, 100);
        ordered(shop.after(Duration.ofDays(7)), 100);
        assertThat(shop.sent()).hasSize(1);
    }

    @Test
    void theSameEventAgainDoesNotCountAgain() {
        Shop shop = shop("orders.count(P1D) == 2");
        shop.happened("o", "order.placed", Shop.NOON, order(100)).happened("o", "order.placed", Shop.NOON, order(100));
        assertThat(shop.sent()).isEmpty();
        ordered(shop, 100);
        assertThat(shop.sent()).hasSize(1);
    }

    @Test
    void aRepeatedViewDoesNotCountAgainEither() {
        Shop shop = new Shop(Written.journey(REGULAR.replace("IF ", "")
                        .replace("order.placed, value: event.total", "product.viewed")
                        .replace("CONDITION", "orders.count(P1D) == 2")))
                .known();
        shop.happened("v", "product.viewed", Shop.NOON, Map.of()).happened("v", "product.viewed", Shop.NOON, Map.of());
        ordered(shop, 1);
        assertThat(shop.sent()).isEmpty();
    }

    @Test
    void countsOnlyWhatItsConditionTakes() {
        Shop shop = shop("if: 'event.origin == \"web\"',", "orders.count(P1D) == 1");
        ordered(shop, 100);
        assertThat(shop.sent()).isEmpty();
        shop.happens("order.placed", Map.of("orderId", "o2", "origin", "web", "total", Map.of("amount", 5L)));
        assertThat(shop.sent()).hasSize(1);
    }

    @Test
    void anOlderEventCountsOnItsDay() {
        Shop shop = shop("orders.count(P1D) == 1 && orders.count(P3D) == 2");
        shop.happened("late", "order.placed", Shop.NOON.minus(Duration.ofDays(2)), order(100));
        shop.happened("too-late", "order.placed", Shop.NOON.minus(Duration.ofDays(90)), order(100));
        assertThat(counted(shop)).extracting(DayCount::count).containsExactly(1);
        ordered(shop, 100);
        assertThat(shop.sent()).hasSize(1);
    }

    @Test
    void theDaysOfACounterAreForgottenWhenNobodyMayAskAnyMore() {
        Shop shop = shop("false");
        ordered(shop, 100);
        assertThat(shop.after(Duration.ofDays(89)).state().memory().history().counted())
                .hasSize(1);
        assertThat(shop.after(Duration.ofDays(3)).state().memory().history().counted())
                .isEmpty();
    }

    @Test
    void ofTooManyDaysTheOldestGoesAndADecisionSaysSo() {
        Shop shop = shop("false");
        List<DayCount> days = IntStream.range(0, 500)
                .mapToObj(i -> new DayCount("other/a" + i % 10, 20_000 + i / 10, 40_000, 1, 0))
                .toList();
        shop.become(shop.state().withMemory(Memory.NONE.withHistory(History.NONE.withCounted(days))));
        ordered(shop, 100);
        assertThat(counted(shop)).hasSize(500).doesNotContain(days.getFirst());
        assertThat(shop.story()).contains("DROPPED count-not-kept");
    }

    @Test
    void ofSeveralOfTheOldestDayTheOneOfTheFirstCounterGoes() {
        Shop shop = shop("false");
        List<DayCount> days = IntStream.range(0, 500)
                .mapToObj(i -> new DayCount("other/a" + (9 - i % 10), 20_000 + i / 10, 40_000, 1, 0))
                .toList();
        shop.become(shop.state().withMemory(Memory.NONE.withHistory(History.NONE.withCounted(days))));
        ordered(shop, 100);
        assertThat(counted(shop)).contains(days.getFirst()).doesNotContain(days.get(9));
    }

    @Test
    void journeysCountInTheOrderOfTheirIds() {
        List<String> ids = List.of("apples", "bread", "coffee", "dates", "eggs", "figs", "grapes", "honey");
        Shop shop = new Shop(ids.stream()
                        .map(id -> Written.journey(sound("false").replace("id: regular", "id: " + id)))
                        .toArray(Journey[]::new))
                .known();
        ordered(shop, 100);
        assertThat(counted(shop))
                .extracting(DayCount::counter)
                .containsExactlyElementsOf(
                        ids.stream().map(id -> id + "/orders").toList());
    }

    @Test
    void aSumStopsAtItsBoundFromTheFirstEventOn() {
        Shop numbers = new Shop(Written.journey(REGULAR.replace("IF ", "")
                        .replace("order.placed, value: event.total", "x.scored, value: event.score")
                        .replace("CONDITION", "false")))
                .known();
        numbers.happens("x.scored", Map.of("score", Long.MAX_VALUE));
        assertThat(counted(numbers)).extracting(DayCount::sum).containsExactly(1L << 53);
        numbers.happens("x.scored", Map.of("score", Long.MAX_VALUE));
        assertThat(counted(numbers)).extracting(DayCount::sum).containsExactly(1L << 53);
    }

    @Test
    void anEventThatCannotBeCountedIsSaidOnceAndStopsNothing() {
        Shop shop = shop("orders.count(P90D) == 0");
        shop.happens("order.placed", Map.of("orderId", "o1")).happens("order.placed", Map.of("orderId", "o2"));
        assertThat(decisions(shop, Outcome.DROPPED))
                .singleElement()
                .satisfies(decision -> assertThat(decision.inputs())
                        .containsEntry("counter", "regular/orders")
                        .containsEntry("cause", "event.total is absent"));
        assertThat(shop.count(Outcome.ENTERED)).isPositive();
    }

    @Test
    void aCounterThatFailsStopsNothing() {
        Shop shop = shop("if: '" + "[1,2,3,4,5,6,7,8,9].all(a, ".repeat(7) + "true" + ")".repeat(7) + "',", "true");
        ordered(shop, 100);
        assertThat(shop.story()).contains("DROPPED count-not-kept");
        assertThat(shop.sent()).hasSize(1);
    }

    @Test
    void belowTheFeatureLevelNothingIsCounted() {
        Shop shop = shop("orders.count(P90D) == 0");
        shop.publish(shop.published().on(FeatureLevel.ADDRESSES));
        ordered(shop, 100);
        assertThat(shop.sent()).hasSize(1);
        assertThat(shop.state().memory().history().isEmpty()).isTrue();
    }

    @Test
    void stepsAskToo() {
        Shop shop = new Shop(
                        Written.journey(
                                REGULAR.replace("IF ", "")
                                        .replace(", if: 'CONDITION'", "")
                                        .replace("start: tell", "start: which")
                                        .replace(
                                                "steps: {tell:",
                                                "steps: {which: {type: branch, cases: [{if: orders.count(P2D) > 1, next: tell}]}, tell:")))
                .known();
        ordered(shop, 100);
        assertThat(shop.sent()).isEmpty();
        ordered(shop, 100);
        assertThat(shop.sent()).hasSize(1);
    }

    @Test
    void faultsAreNamedWhereTheyAre() {
        assertThat(faults("orders.count(P91D) > 1"))
                .singleElement()
                .asString()
                .contains("entry.if:", "a counter takes whole days, P1D to P90D");
        assertThat(faults("orders.count(PT1H) > 1")).singleElement().asString().contains("whole days");
        assertThat(faults("order.count(P90D) > 1")).isNotEmpty();
        String without = REGULAR.replace("IF value: event.total,", "").replace("CONDITION", "orders.sum(P1D) > 1");
        assertThat(faultsOf(without)).singleElement().asString().contains("this counter has no sum");
        assertThat(faultsOf(sound("true").replace("keep: P90D", "keep: PT5H")))
                .containsExactly("counters.orders.keep: must be whole days, such as P90D");
        assertThat(faultsOf(sound("true").replace("orders: {on", "key: {on")))
                .containsExactly("counters.key: must have a name of letters, digits and _, and not context, customer,"
                        + " event, key, now");
        assertThat(faultsOf(sound("true").replace("value: event.total", "value: event.number")))
                .containsExactly("counters.orders.value: must give a number or money, gives a text");
    }

    private static Shop shop(String condition) {
        return shop("", condition);
    }

    private static Shop shop(String filter, String condition) {
        return new Shop(Written.journey(REGULAR.replace("IF ", filter + " ").replace("CONDITION", condition))).known();
    }

    private static String sound(String condition) {
        return REGULAR.replace("IF ", "").replace("CONDITION", condition);
    }

    private static void ordered(Shop shop, long amount) {
        shop.happens("order.placed", order(amount));
        if (!shop.sent().isEmpty()) {
            shop.receipt(shop.lastSent(), Signal.Receipt.Status.ACCEPTED);
        }
    }

    private static Map<String, Object> order(long amount) {
        return Map.of("orderId", "o1", "total", Map.of("amount", amount, "currency", "EUR"));
    }

    private static List<DayCount> counted(Shop shop) {
        return shop.state().memory().history().counted();
    }

    private static List<Decision> decisions(Shop shop, Outcome outcome) {
        return shop.only(Effect.Record.class).stream()
                .map(Effect.Record::decision)
                .filter(decision -> decision.outcome() == outcome)
                .toList();
    }

    private static List<String> faults(String condition) {
        return faultsOf(sound(condition));
    }

    private static List<String> faultsOf(String text) {
        Checked<Journey> checked = Written.check(text, 1);
        assertThat(checked).as(text).isInstanceOf(Checked.Faulty.class);
        return ((Checked.Faulty<Journey>) checked)
                .faults().stream().map(Fault::toString).toList();
    }
}
