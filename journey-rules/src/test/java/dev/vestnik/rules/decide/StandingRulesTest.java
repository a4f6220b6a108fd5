package dev.vestnik.rules.decide;

import static org.assertj.core.api.Assertions.assertThat;

import dev.vestnik.rules.customer.CustomerState;
import dev.vestnik.rules.customer.Instance;
import dev.vestnik.rules.customer.Position;
import dev.vestnik.rules.decide.Decision.Outcome;
import dev.vestnik.rules.decide.Signal.Receipt.Status;
import dev.vestnik.rules.definition.Definitions.InFlight;
import dev.vestnik.rules.document.Checked;
import dev.vestnik.rules.document.Fault;
import dev.vestnik.rules.journey.Journey;
import dev.vestnik.rules.owner.Request;
import dev.vestnik.rules.reason.Breakdown;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** Rules that hold wherever a run stands: a moved delivery window moves its reminder, a cancelled one leads elsewhere (8, 16, 41, 71). */
class StandingRulesTest {
    private static final Instant FRIDAY = Instant.parse("2026-11-27T10:00:00Z");
    private static final Instant SATURDAY = Instant.parse("2026-11-28T10:00:00Z");
    private static final String WINDOW = """
            id: window
            class: service
            entry: {on: order.placed, key: event.orderId}
            context: {window: event.window, number: event.number}
            on:
              - {on: order.delivery_scheduled, match: event.orderId == key, update: true}
              - {on: order.delayed, match: event.orderId == key, goto: sorry}
            start: soon
            steps:
              soon: {type: delay, for: PT1H, next: before}
              before: {type: delay, until: context.window.from, offset: -P1D, next: tell}
              tell: {type: message, template: hello, channels: [{via: sms}]}
              sorry: {type: message, template: hello, channels: [{via: email}]}
            """;

    private final Shop shop = new Shop(Written.journey(WINDOW)).known();

    @Test
    void aMovedWindowMovesItsReminder() {
        scheduled(FRIDAY).after(Duration.ofHours(2));
        assertThat(due()).isEqualTo(FRIDAY.minus(Duration.ofDays(1)));
        scheduled(SATURDAY);
        assertThat(due()).isEqualTo(SATURDAY.minus(Duration.ofDays(1)));
        assertThat(decisions(Outcome.UPDATED).getLast().inputs())
                .isEqualTo(Map.of("due", "2026-11-27T10:00:00Z", "before", "2026-11-26T10:00:00Z"));
        shop.after(Duration.between(shop.now(), FRIDAY).minusSeconds(1));
        assertThat(shop.sent()).isEmpty();
        assertThat(shop.after(Duration.ofSeconds(1)).sent()).hasSize(1);
    }

    @Test
    void aWindowThatMovesForwardPastTheReminderReleasesItNow() {
        scheduled(SATURDAY).after(Duration.ofDays(2));
        scheduled(shop.now().plus(Duration.ofHours(5)));
        assertThat(shop.after(Duration.ZERO).sent()).hasSize(1);
    }

    @Test
    void whatTheEventLacksStays() {
        scheduled(FRIDAY);
        assertThat(context()).containsEntry("number", "12465").containsKey("window");
    }

    @Test
    void anOlderEventDoesNotChangeTheContextBack() {
        scheduled(SATURDAY).after(Duration.ofHours(2));
        shop.happened("late", "order.delivery_scheduled", shop.now().minusSeconds(60), window(FRIDAY));
        scheduled(SATURDAY);
        shop.happened("late-2", "order.delivery_scheduled", shop.now().minusSeconds(60), window(FRIDAY));
        assertThat(due()).isEqualTo(SATURDAY.minus(Duration.ofDays(1)));
    }

    @Test
    void theSameEventAgainDoesNotMoveItBack() {
        scheduled(FRIDAY);
        shop.happened("first", "order.delivery_scheduled", shop.now(), window(FRIDAY));
        shop.happened("second", "order.delivery_scheduled", shop.now(), window(SATURDAY));
        shop.happened("first", "order.delivery_scheduled", shop.now(), window(FRIDAY));
        shop.after(Duration.ofHours(2));
        assertThat(due()).isEqualTo(SATURDAY.minus(Duration.ofDays(1)));
    }

    @Test
    void anotherOrdersEventChangesNothing() {
        scheduled(FRIDAY).after(Duration.ofHours(2));
        shop.happens("order.delivery_scheduled", Map.of("orderId", "o2", "window", Map.of("from", SATURDAY)));
        assertThat(due()).isEqualTo(FRIDAY.minus(Duration.ofDays(1)));
    }

    @Test
    void leadsElsewhereWhereverTheRunStands() {
        placed();
        shop.happens("order.delayed", Map.of("orderId", "o1"));
        assertThat(shop.channels()).hasSize(1);
        assertThat(shop.state().instances().getFirst().step()).isEqualTo("sorry");
        assertThat(shop.state().instances().getFirst().eventType()).isEqualTo("order.delayed");
    }

    @Test
    void takesBackWhatTheStepThatItLeavesHasSentAndNoGatewayHas() {
        scheduled(FRIDAY).after(Duration.ofDays(3));
        assertThat(shop.sent()).hasSize(1);
        shop.happens("order.delayed", Map.of("orderId", "o1"));
        assertThat(shop.story()).contains("REVOKED moved-on");
        assertThat(shop.only(Effect.Revoke.class)).hasSize(1);
    }

    @Test
    void leavesWhatAGatewayHas() {
        Shop chained = new Shop(Written.journey(WINDOW.replace("[{via: sms}]", "[{via: sms, for: PT5H}, {via: push}]")))
                .known();
        chained.happens("order.placed", order());
        chained.happens("order.delivery_scheduled", window(FRIDAY)).after(Duration.ofDays(3));
        chained.receipt(chained.lastSent(), Status.ACCEPTED);
        chained.happens("order.delayed", Map.of("orderId", "o1"));
        assertThat(chained.only(Effect.Revoke.class)).isEmpty();
        assertThat(chained.channels()).hasSize(2);
    }

    @Test
    void aParkedRunFollowsItsRulesWhenItIsRetried() {
        scheduled(FRIDAY).after(Duration.ofHours(2));
        shop.become(parked(shop.state()));
        scheduled(SATURDAY);
        assertThat(shop.state().instances().getFirst().position()).isInstanceOf(Position.Stuck.class);
        UUID run = shop.state().instances().getFirst().id();
        shop.signal(new Signal.Asked("a1", "support", new Request.ResolveStuck(run, Request.Resolution.RETRY, "olga")));
        assertThat(due()).isEqualTo(SATURDAY.minus(Duration.ofDays(1)));
    }

    private static CustomerState parked(CustomerState state) {
        Instance run = state.instances().getFirst();
        Position.Failure failure = new Position.Failure(Breakdown.FAILED, "a bug");
        Position stuck = new Position.Stuck(Shop.NOON, failure, Shop.NOON, run.position(), List.of());
        return state.withInstances(List.of(run.at(run.step(), run.iteration(), stuck)));
    }

    @Test
    void anExitComesFirst() {
        Shop both = new Shop(Written.journey(
                        WINDOW + "exit: [{on: order.delayed, match: event.orderId == key, reason: late}]\n"))
                .known();
        both.happens("order.placed", order()).happens("order.delayed", Map.of("orderId", "o1"));
        assertThat(both.story()).endsWith("LEFT late");
    }

    @Test
    void aWaitStillHearsAnEventThatRefreshesTheContext() {
        Shop waiting = new Shop(Written.journey("""
                        id: window
                        class: service
                        entry: {on: order.placed, key: event.orderId}
                        context: {window: event.window}
                        on: [{on: order.delivery_scheduled, match: event.orderId == key, update: true}]
                        start: wait
                        steps:
                          wait: {type: waitUntil, timeout: P9D, on: [{on: order.delivery_scheduled, next: tell}]}
                          tell: {type: message, template: hello, channels: [{via: sms}]}
                        """)).known();
        waiting.happens("order.placed", order()).happens("order.delivery_scheduled", window(FRIDAY));
        assertThat(waiting.sent())
                .singleElement()
                .satisfies(sent -> assertThat(sent.content().toString()).contains("window"));
    }

    @Test
    void aViewFromBeforeTheRunLeadsNowhere() {
        Shop viewed = new Shop(Written.journey("""
                        id: seen
                        class: service
                        entry: {on: order.placed, key: event.orderId}
                        on: [{on: page.viewed, goto: tell}]
                        start: wait
                        steps:
                          wait: {type: delay, for: P9D}
                          tell: {type: message, template: hello, channels: [{via: sms}]}
                        """)).known();
        viewed.happens("order.placed", order());
        viewed.happened("v", "page.viewed", Shop.NOON.minusSeconds(5), Map.of());
        assertThat(viewed.sent()).isEmpty();
        viewed.happened("w", "page.viewed", Shop.NOON.plusSeconds(5), Map.of());
        assertThat(viewed.sent()).hasSize(1);
    }

    @Test
    void aRunInAnOlderVersionIsMovedAlong() {
        scheduled(FRIDAY).after(Duration.ofHours(2));
        shop.publish(Shop.definitions(
                2,
                dev.vestnik.rules.definition.Definitions.Status.LIVE,
                InFlight.MIGRATE,
                Written.journey(WINDOW),
                Written.journey(WINDOW.replace("-P1D", "-PT2H"), 2)));
        shop.signal(new Signal.Redefined());
        assertThat(due()).isEqualTo(FRIDAY.minus(Duration.ofHours(2)));
    }

    @Test
    void faultsAreNamedWhereTheyAre() {
        assertThat(faults(WINDOW.replace("goto: sorry", "goto: sory")))
                .containsExactly("on[1].goto: there is no step \"sory\"; did you mean \"sorry\"?");
        assertThat(faults(WINDOW.replace(", goto: sorry", "")))
                .contains(
                        "on[1]: must do something: \"update: true\", \"goto\"",
                        "steps.sorry: cannot be reached from the start");
        assertThat(faults(WINDOW.replace("on: order.delayed", "on: order.delaid")))
                .containsExactly("on[1].on: there is no event \"order.delaid\"; did you mean \"order.delayed\"?");
        assertThat(faults(WINDOW.replace(", goto: sorry", ", go: sorry"))).contains("on[1].go: is not known here");
    }

    private Shop placed() {
        return shop.happens("order.placed", order());
    }

    private Shop scheduled(Instant from) {
        if (shop.state().instances().isEmpty()) {
            placed();
        }
        return shop.happens("order.delivery_scheduled", window(from));
    }

    private static Map<String, Object> order() {
        return Map.of("orderId", "o1", "number", "12465");
    }

    private static Map<String, Object> window(Instant from) {
        return Map.of("orderId", "o1", "window", Map.of("from", from, "to", from.plusSeconds(7_200)));
    }

    private Instant due() {
        return shop.state().instances().getFirst().position().due();
    }

    private Map<String, Object> context() {
        return shop.state().instances().getFirst().context();
    }

    private List<Decision> decisions(Outcome outcome) {
        return shop.only(Effect.Record.class).stream()
                .map(Effect.Record::decision)
                .filter(decision -> decision.outcome() == outcome)
                .toList();
    }

    private static List<String> faults(String text) {
        Checked<Journey> checked = Written.check(text, 1);
        assertThat(checked).as(text).isInstanceOf(Checked.Faulty.class);
        return ((Checked.Faulty<Journey>) checked)
                .faults().stream().map(Fault::toString).toList();
    }
}
