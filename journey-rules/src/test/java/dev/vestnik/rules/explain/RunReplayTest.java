package dev.vestnik.rules.explain;

import static org.assertj.core.api.Assertions.assertThat;

import dev.vestnik.rules.channel.Channel;
import dev.vestnik.rules.condition.Expressions;
import dev.vestnik.rules.customer.CustomerKey;
import dev.vestnik.rules.customer.CustomerState;
import dev.vestnik.rules.decide.Decider;
import dev.vestnik.rules.decide.Decision.Outcome;
import dev.vestnik.rules.decide.Signal;
import dev.vestnik.rules.decide.Signal.Receipt;
import dev.vestnik.rules.decide.StepRegistry;
import dev.vestnik.rules.definition.Definitions;
import dev.vestnik.rules.definition.FeatureLevel;
import dev.vestnik.rules.document.Checked;
import dev.vestnik.rules.document.Samples;
import dev.vestnik.rules.event.Event;
import dev.vestnik.rules.explain.RunReplay.Past;
import dev.vestnik.rules.explain.RunReplay.Times;
import dev.vestnik.rules.journey.Catalogue;
import dev.vestnik.rules.journey.Journey;
import dev.vestnik.rules.journey.JourneyCompiler;
import dev.vestnik.rules.settings.ShopSettings;
import dev.vestnik.rules.template.Template;
import dev.vestnik.rules.template.TemplateCompiler;
import dev.vestnik.rules.testrun.TestBed;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class RunReplayTest {
    private static final Instant NOON = Instant.parse("2026-11-23T12:00:00Z");
    private static final CustomerKey ANNA = new CustomerKey("main", "anna");
    private static final Map<String, Template> TEMPLATES = Map.of(
            "order-placed",
            ((Checked.Sound<Template>)
                            new TemplateCompiler().check(Samples.templates().get("order-placed")))
                    .value());
    private static final TestBed BED = new TestBed(TEMPLATES, ShopSettings.DEFAULT, FeatureLevel.NEWEST);

    private static final String DEAR = """
            id: dear
            class: service
            entry: {on: order.placed, key: event.orderId}
            context: {total: event.total.amount}
            exit: [{on: order.cancelled, match: event.orderId == key, reason: cancelled}]
            start: wait
            steps:
              wait: {type: delay, for: PT1H, next: which}
              which: {type: branch, cases: [{if: context.total > %d, next: later}], otherwise: end}
              later: {type: delay, for: PT1H, next: end}
              end: {type: end}
            """;

    private final RunReplay replay = new RunReplay(new Decider((customer, channel, topic) -> "https://example.org"));
    private final List<ToldSignal> signals = new ArrayList<>();

    private static Journey journey(String text, int version) {
        Checked<Journey> checked = new JourneyCompiler(new Expressions(), StepRegistry.KINDS)
                .check(text, version, Catalogue.of(TEMPLATES));
        return ((Checked.Sound<Journey>) checked).value();
    }

    private void happened(Duration after, String type, Map<String, Object> data) {
        Instant at = NOON.plus(after);
        Event event = new Event("shop", "e" + signals.size(), type, at, data);
        signals.add(new ToldSignal(at, new Signal.Happened(event, at)));
    }

    private void ordered(String id, long amount) {
        happened(
                Duration.ZERO,
                "order.placed",
                Map.of("orderId", id, "number", "1", "total", Map.of("amount", amount, "currency", "RUB")));
    }

    private List<RunPath> paths(Journey journey) {
        Definitions definitions = BED.under(List.of(journey), Instant.EPOCH);
        return paths(journey, at -> definitions);
    }

    private List<RunPath> paths(Journey journey, Times times) {
        Past past = new Past(ANNA, CustomerState.NEW, signals, NOON.plus(Duration.ofDays(1)));
        return replay.paths(journey.id(), past, times);
    }

    @Test
    void tellsWhichWayABranchTookAndWithWhichValue() {
        ordered("o1", 600);
        RunPath path = paths(journey(DEAR.formatted(500), 1)).getFirst();
        assertThat(path.moments()).extracting(Moment::signal).containsExactly("order.placed", "wake-up", "wake-up");
        assertThat(path.moments()).extracting(Moment::from).containsExactly(null, "wait", "later");
        assertThat(path.moments()).extracting(Moment::to).containsExactly("wait", "later", null);
        assertThat(path.moments().get(1).conditions())
                .containsExactly(new Looked("context.total > 500", true, null, Map.of("context.total", 600L)));
        assertThat(path.moments().get(1).at()).isEqualTo(NOON.plus(Duration.ofHours(1)));
    }

    @Test
    void tellsWhyAnEventDidNotEndARunAndWhyAnotherDid() {
        ordered("o1", 600);
        happened(Duration.ofMinutes(10), "order.cancelled", Map.of("orderId", "o2", "by", "shop"));
        happened(Duration.ofMinutes(20), "order.cancelled", Map.of("orderId", "o1", "by", "shop"));
        List<Moment> moments = paths(journey(DEAR.formatted(500), 1)).getFirst().moments();
        Moment other = moments.get(1);
        assertThat(other.from()).isEqualTo("wait");
        assertThat(other.to()).isEqualTo("wait");
        Map<String, Object> read = Map.of("event.orderId", "o2", "key", "o1");
        assertThat(other.conditions()).containsExactly(new Looked("event.orderId == key", false, null, read));
        Moment own = moments.get(2);
        assertThat(own.to()).isNull();
        assertThat(own.conditions().getLast().holds()).isTrue();
        assertThat(moments).hasSize(3);
    }

    @Test
    void followsRunsOfSeveralKeysApart() {
        ordered("o1", 600);
        ordered("o2", 400);
        List<RunPath> paths = paths(journey(DEAR.formatted(500), 1));
        assertThat(paths).hasSize(2);
        assertThat(paths.getFirst().moments()).hasSize(3);
        assertThat(paths.getLast().moments()).hasSize(2);
        assertThat(paths.getLast().moments().getLast().to()).isNull();
        assertThat(paths.getLast().moments().getLast().conditions())
                .extracting(Looked::holds)
                .containsExactly(false);
    }

    @Test
    void saysOfAConditionThatCannotBeComputedWhy() {
        happened(Duration.ZERO, "x.begun", Map.of());
        Journey begun = journey("""
                id: begun
                class: service
                entry: {on: x.begun}
                start: which
                steps:
                  which: {type: branch, cases: [{if: event.total > 500, next: end}], otherwise: end}
                  end: {type: end}
                """, 1);
        RunPath path = paths(begun).getFirst();
        Moment moment = path.moments().getFirst();
        assertThat(path.moments()).hasSize(1);
        assertThat(moment.from()).isNull();
        assertThat(moment.to()).isNull();
        assertThat(moment.conditions().getFirst().problem()).contains("absent");
    }

    @Test
    void runsStayInTheVersionInWhichTheyBegan() {
        ordered("o1", 600);
        Journey first = journey(DEAR.formatted(500), 1);
        Journey second = journey(DEAR.formatted(1000), 2);
        Definitions before = BED.under(first, List.of());
        Definitions since = BED.under(second, List.of(first));
        Instant published = NOON.plus(Duration.ofMinutes(30));
        RunPath path =
                paths(first, at -> at.isBefore(published) ? before : since).getFirst();
        assertThat(path.moments().get(1).conditions().getFirst().condition()).isEqualTo("context.total > 500");
        assertThat(path.moments().get(1).to()).isEqualTo("later");
    }

    @Test
    void receiptsMoveARunOnAsTheyDid() {
        Journey told = journey("""
                id: told
                class: service
                entry: {on: order.placed, key: event.orderId}
                start: tell
                steps:
                  tell: {type: message, template: order-placed, channels: [{via: sms, until: delivered, for: PT1H}, {via: email}], onSent: wait}
                  wait: {type: delay, for: PT2H}
                """, 1);
        happened(Duration.ZERO, "customer.updated", Map.of("phone", "+74956460054", "email", "anna@example.org"));
        ordered("o1", 600);
        RunPath silent = paths(told).getFirst();
        assertThat(silent.decisions())
                .filteredOn(decision -> decision.outcome() == Outcome.SENT)
                .hasSize(2);
        UUID message = silent.decisions().stream()
                .filter(decision -> decision.outcome() == Outcome.SENT)
                .findFirst()
                .orElseThrow()
                .message()
                .id();
        Instant at = NOON.plus(Duration.ofMinutes(5));
        Receipt.Details nothing = new Receipt.Details(null, false, null, false, false, List.of(), Map.of());
        signals.add(
                new ToldSignal(at, new Receipt("r", message, 1, Channel.SMS, Receipt.Status.DELIVERED, nothing, at)));
        RunPath delivered = paths(told).getFirst();
        assertThat(delivered.decisions())
                .filteredOn(decision -> decision.outcome() == Outcome.SENT)
                .hasSize(1);
        Moment moved = delivered.moments().get(1);
        assertThat(moved.signal()).isEqualTo("receipt delivered");
        assertThat(moved.id()).isEqualTo(message.toString());
        assertThat(moved.to()).isEqualTo("wait");
    }
}
