package dev.vestnik.rules.decide;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import dev.vestnik.rules.customer.Instance;
import dev.vestnik.rules.decide.Decision.Outcome;
import dev.vestnik.rules.definition.Definitions;
import dev.vestnik.rules.definition.Definitions.InFlight;
import dev.vestnik.rules.definition.Published;
import dev.vestnik.rules.document.Checked;
import dev.vestnik.rules.journey.Journey;
import dev.vestnik.rules.journey.JourneyId;
import dev.vestnik.rules.journey.StepDrawing;
import dev.vestnik.rules.journey.StepDrawing.Arrow;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** A step starts another journey for the same customer, once or once for each item, and never without an end. */
class JourneyStepTest {
    private static final String ORDERED = """
            id: ordered
            class: service
            entry: {on: order.placed, key: event.orderId}
            start: wait
            steps:
              wait: {type: delay, for: P7D, next: care}
              care: {type: journey, journey: care, each: event.items, data: {orderId: key}, next: rest}
              rest: {type: delay, for: P1D}
            """;
    private static final String CARE = """
            id: care
            class: service
            entry: {on: journey.started, key: event.item.productId}
            context: {orderId: event.orderId, product: event.item.productId}
            start: tell
            steps: {tell: {type: message, template: hello, channels: [{via: sms}]}}
            """;

    @Test
    void startsOneRunForEachItem() {
        Shop shop = shop(ORDERED, CARE).happens("order.placed", order("tea", "kettle"));
        assertThat(shop.after(Duration.ofDays(7)).sent()).hasSize(2);
        assertThat(shop.state().instances())
                .filteredOn(run -> run.journey().value().equals("care"))
                .extracting(Instance::key, Instance::context)
                .containsExactly(
                        tuple("tea", Map.of("orderId", "o1", "product", "tea")),
                        tuple("kettle", Map.of("orderId", "o1", "product", "kettle")));
        assertThat(decisions(shop, Outcome.ENTERED))
                .last()
                .satisfies(entered -> assertThat(entered.nominalAt()).isEqualTo(Shop.NOON.plus(Duration.ofDays(7))));
    }

    @Test
    void theRunGoesOnAtOnceAndItsTimelineNamesTheStarts() {
        Shop shop = shop(ORDERED, CARE).happens("order.placed", order("tea"));
        shop.after(Duration.ofDays(8));
        assertThat(shop.story()).containsSubsequence("EMITTED", "ENTERED", "SENT", "LEFT completed");
        Decision started = decisions(shop, Outcome.EMITTED).getLast();
        Decision entered = decisions(shop, Outcome.ENTERED).getLast();
        assertThat(started.inputs()).containsEntry("journey", "care").containsEntry("event", "journey.started");
        assertThat(entered.cause()).isEqualTo("journey.started");
        assertThat(entered.causeId()).isEqualTo(started.inputs().get("eventId"));
    }

    @Test
    void startsOneRunWithoutAList() {
        Shop shop = shop(
                ORDERED.replace("each: event.items, ", ""),
                CARE.replace("key: event.item.productId", "if: 'event.emitted.journey == \"ordered\"'")
                        .replace(", product: event.item.productId", ""));
        shop.happens("order.placed", order("tea", "kettle"));
        assertThat(shop.after(Duration.ofDays(7)).sent()).hasSize(1);
    }

    @Test
    void startsNoJourneyThatItDoesNotName() {
        Shop shop = shop(ORDERED, CARE, CARE.replace("id: care", "id: other"));
        shop.happens("order.placed", order("tea")).after(Duration.ofDays(7));
        assertThat(shop.state().instances())
                .extracting(run -> run.journey().value())
                .containsExactlyInAnyOrder("ordered", "care");
    }

    @Test
    void saysWhereTheJourneyIsNotThere() {
        Shop shop = shop(
                ORDERED,
                CARE.replace("on: journey.started", "on: order.delivered")
                        .replace("event.item.productId", "event.orderId"));
        shop.happens("order.placed", order("tea")).after(Duration.ofDays(9));
        assertThat(decisions(shop, Outcome.DROPPED))
                .singleElement()
                .satisfies(dropped -> assertThat(dropped.inputs()).containsEntry("journey", "care"));
        assertThat(shop.story()).contains("DROPPED journey-not-started", "LEFT completed");
    }

    @Test
    void entryRulesHoldForItAsForAnyOther() {
        Shop shop = shop(
                ORDERED,
                CARE.replace("key: event.item.productId", "key: event.item.productId, reentry: {max: 1, per: P9D}"));
        shop.happens("order.placed", order("tea", "kettle")).after(Duration.ofDays(7));
        assertThat(shop.sent()).hasSize(1);
        assertThat(shop.story()).contains("NOT_ENTERED reentry");
    }

    @Test
    void aPausedJourneyDoesNotBegin() {
        Shop shop = shop(ORDERED).happens("order.placed", order("tea"));
        Definitions live = Shop.definitions(
                2, Definitions.Status.LIVE, InFlight.KEEP, Written.journey(ORDERED), Written.journey(CARE));
        Definitions paused = Shop.definitions(2, Definitions.Status.PAUSED, InFlight.KEEP, Written.journey(CARE));
        Map<JourneyId, Published> both = new HashMap<>(live.journeys());
        both.putAll(paused.journeys());
        shop.publish(Definitions.of(2, both, live.templates(), live.shop()));
        assertThat(shop.after(Duration.ofDays(7)).story()).contains("NOT_ENTERED paused");
        assertThat(shop.sent()).isEmpty();
    }

    @Test
    void theSameStartComesOnce() {
        Shop shop = shop(ORDERED, CARE).happens("order.placed", order("tea"));
        Instance run = shop.state().instances().getFirst();
        shop.after(Duration.ofDays(7));
        shop.become(shop.state().withInstances(List.of(run))); // as if the step had its turn again
        assertThat(shop.happens("customer.updated", Map.of("gender", "f"))
                        .after(Duration.ofDays(1))
                        .sent())
                .hasSize(1);
    }

    @Test
    void aListThatIsTooLongIsCutAndSaysSo() {
        Shop shop = shop(ORDERED, CARE)
                .happens(
                        "order.placed",
                        order(IntStream.range(0, 53).mapToObj(i -> "p" + i).toArray(String[]::new)));
        shop.after(Duration.ofDays(7));
        assertThat(shop.count(Outcome.ENTERED)).isEqualTo(1 + JourneyStarts.MOST);
        assertThat(decisions(shop, Outcome.DROPPED))
                .singleElement()
                .satisfies(dropped -> assertThat(dropped.inputs())
                        .isEqualTo(Map.of("journey", "care", "bound", "count", "left", "3")));
    }

    @Test
    void journeysThatStartEachOtherComeToAnEnd() {
        Shop shop = shop(
                "{id: begin, class: service, entry: {on: x.a}, start: go, steps: {go: {type: journey, journey: a}}}",
                circle("a", "b"),
                circle("b", "a"));
        shop.happens("x.a", Map.of()).after(Duration.ofDays(30));
        assertThat(shop.count(Outcome.EMITTED)).isEqualTo(5);
        assertThat(decisions(shop, Outcome.DROPPED))
                .singleElement()
                .satisfies(dropped -> assertThat(dropped.inputs()).containsEntry("bound", "depth"));
        assertThat(shop.state().instances()).isEmpty();
    }

    @Test
    void aListThatCannotBeComputedStartsNothing() {
        Shop shop = shop(ORDERED.replace("each: event.items", "each: '[1, 2].map(x, x / 0)'"), CARE);
        shop.happens("order.placed", order("tea")).after(Duration.ofDays(7));
        assertThat(shop.story()).contains("SKIPPED condition-unknown").doesNotContain("EMITTED");
    }

    @Test
    void isDrawn() {
        assertThat(Written.journey(ORDERED).step("care").draw())
                .isEqualTo(new StepDrawing(
                        "journey", "starts care for each of event.items", List.of(new Arrow("then", "rest"))));
    }

    @Test
    void faultsAreNamedWhereTheyAre() {
        assertThat(faults("{type: journey}")).containsExactly("steps.go.journey: is missing");
        assertThat(faults("{type: journey, journey: A b}"))
                .containsExactly("steps.go.journey: must be 1-100 small letters, digits, dots and dashes");
        assertThat(faults("{type: journey, journey: a, each: event.orderId}"))
                .containsExactly("steps.go.each: must give a list, gives a text");
        assertThat(faults("{type: journey, journey: a, data: {item: key}}"))
                .containsExactly("steps.go.data.item: is set by Vestnik; choose another name");
        assertThat(faults("{type: waitUntil, timeout: P1D, on: [{on: journey.started}]}"))
                .containsExactly(
                        "steps.go.on[0].on: starts journeys and does nothing else: it can be under \"entry.on\" alone");
    }

    private static String circle(String id, String starts) {
        return "{id: " + id + ", class: service, entry: {on: journey.started}, start: wait, steps: {"
                + "wait: {type: delay, for: PT1H, next: go}, go: {type: journey, journey: " + starts + "}}}";
    }

    private static Shop shop(String... journeys) {
        return new Shop(List.of(journeys).stream().map(Written::journey).toArray(Journey[]::new)).known();
    }

    private static Map<String, Object> order(String... products) {
        return Map.of(
                "orderId",
                "o1",
                "items",
                List.of(products).stream().map(id -> Map.of("productId", id)).toList());
    }

    private static List<Decision> decisions(Shop shop, Outcome outcome) {
        return shop.only(Effect.Record.class).stream()
                .map(Effect.Record::decision)
                .filter(decision -> decision.outcome() == outcome)
                .toList();
    }

    private static List<String> faults(String step) {
        Checked<Journey> checked = Written.check(
                "{id: starts, class: service, entry: {on: order.placed, key: event.orderId}, start: go, steps: {go: "
                        + step + "}}",
                1);
        assertThat(checked).as(step).isInstanceOf(Checked.Faulty.class);
        return ((Checked.Faulty<Journey>) checked)
                .faults().stream().map(Object::toString).toList();
    }
}
