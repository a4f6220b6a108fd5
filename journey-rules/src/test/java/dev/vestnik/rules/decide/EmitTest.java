package dev.vestnik.rules.decide;

import static org.assertj.core.api.Assertions.assertThat;

import dev.vestnik.rules.customer.Instance;
import dev.vestnik.rules.decide.Decision.Outcome;
import dev.vestnik.rules.document.Checked;
import dev.vestnik.rules.document.Fault;
import dev.vestnik.rules.journey.Journey;
import dev.vestnik.rules.journey.StepDrawing;
import dev.vestnik.rules.journey.StepDrawing.Arrow;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** An event that a step emits starts, advances and ends journeys like any other, once, and never without an end. */
class EmitTest {
    private static final String PATIENT = """
            id: patient
            class: service
            entry: {on: order.placed, key: event.orderId}
            start: wait
            steps:
              wait: {type: delay, for: P1D, next: say}
              say: {type: emit, event: x.waited, data: {orderId: key, days: '1'}, next: rest}
              rest: {type: delay, for: P1D}
            """;
    private static final String LISTENER = """
            id: listener
            class: service
            entry: {on: x.waited, if: event.days == 1, key: event.orderId}
            start: tell
            steps: {tell: {type: message, template: hello, channels: [{via: sms}]}}
            """;

    @Test
    void startsAnotherJourneyInTheSameDecision() {
        Shop shop = shop(PATIENT, LISTENER).happens("order.placed", order("o1"));
        assertThat(shop.after(Duration.ofDays(1)).channels()).hasSize(1);
        assertThat(shop.story()).containsSubsequence("EMITTED", "ENTERED", "SENT");
        Decision entered = decisions(shop, Outcome.ENTERED).getLast();
        Decision emitted = decisions(shop, Outcome.EMITTED).getLast();
        assertThat(entered.cause()).isEqualTo("x.waited");
        assertThat(entered.causeId()).isEqualTo(emitted.inputs().get("eventId"));
        assertThat(emitted.inputs()).containsEntry("event", "x.waited");
        assertThat(entered.nominalAt()).isEqualTo(Shop.NOON.plus(Duration.ofDays(1)));
    }

    @Test
    void advancesAndEndsRunsAlsoItsOwn() {
        Shop shop = shop(PATIENT + "exit: [{on: x.waited, match: event.orderId == key, reason: heard}]\n", """
                id: other
                class: service
                entry: {on: order.placed}
                start: wait
                steps:
                  wait: {type: waitUntil, timeout: P9D, on: [{on: x.waited, next: tell}]}
                  tell: {type: message, template: hello, channels: [{via: sms}]}
                """)
                .happens("order.placed", order("o1"));
        shop.after(Duration.ofDays(1));
        assertThat(shop.channels()).hasSize(1);
        assertThat(shop.story()).contains("LEFT heard");
    }

    @Test
    void saysWhereItComesFrom() {
        Shop shop = shop(PATIENT, LISTENER.replace("if: event.days == 1", "if: 'event.emitted.journey == \"patient\"'"))
                .happens("order.placed", order("o1"));
        assertThat(shop.after(Duration.ofDays(1)).channels()).hasSize(1);
    }

    @Test
    void isOneEventEachTimeThatARunComesToTheStep() {
        Shop shop = shop(PATIENT.replace("next: rest", "next: wait").replace("  rest: {type: delay, for: P1D}\n", ""))
                .happens("order.placed", order("o1"));
        shop.after(Duration.ofDays(3));
        assertThat(decisions(shop, Outcome.EMITTED))
                .hasSize(3)
                .extracting(decision -> decision.inputs().get("eventId"))
                .doesNotHaveDuplicates();
    }

    @Test
    void whatCannotBeComputedIsLeftOutOfIt() {
        Shop shop = shop(PATIENT.replace("days: '1'", "days: '1', code: event.promoCode"), LISTENER)
                .happens("order.placed", order("o1"));
        assertThat(shop.after(Duration.ofDays(1)).story()).contains("SKIPPED condition-unknown", "EMITTED");
        assertThat(shop.channels()).hasSize(1);
    }

    @Test
    void aCircleOfJourneysComesToAnEndAtOnce() {
        Shop shop = shop(circle("a", "x.a", "x.b", ""), circle("b", "x.b", "x.a", ""));
        shop.happens("x.a", Map.of());
        assertThat(shop.count(Outcome.EMITTED)).isEqualTo(5);
        assertThat(shop.story()).endsWith("DROPPED event-not-emitted", "LEFT completed");
        assertThat(decisions(shop, Outcome.DROPPED).getLast().inputs())
                .isEqualTo(Map.of("event", "x.a", "bound", "depth"));
    }

    @Test
    void aCircleThatWaitsComesToAnEndToo() {
        Shop shop = shop(circle("a", "x.a", "x.b", "PT1H"), circle("b", "x.b", "x.a", "PT1H"));
        shop.happens("x.a", Map.of()).after(Duration.ofDays(30));
        assertThat(shop.count(Outcome.EMITTED)).isEqualTo(5);
        assertThat(shop.state().instances()).isEmpty();
    }

    @Test
    void aCircleWhoseWaitsStartAfreshComesToAnEnd() {
        Shop shop = shop("""
                id: a
                class: service
                entry: {on: x.a}
                context: {n: event.n}
                start: wait
                steps:
                  wait: {type: waitUntil, timeout: PT1H, resetOn: [{on: x.again, update: true}], onTimeout: say}
                  say: {type: emit, event: x.a}
                """);
        shop.happens("x.a", Map.of());
        for (int i = 0; i < 20; i++) {
            shop.happens("x.again", Map.of("n", 1L)).after(Duration.ofMinutes(90));
        }
        assertThat(shop.count(Outcome.EMITTED)).isEqualTo(5);
    }

    @Test
    void aCircleThroughABatchComesToAnEnd() {
        Shop shop = shop(
                """
                id: a
                class: service
                entry: {on: x.start}
                context: {list: {of: event.n, last: 1}}
                start: gather
                steps:
                  gather: {type: batch, on: [{on: x.b}], for: P9D, into: list, next: say}
                  say: {type: emit, event: x.a, next: gather}
                """,
                "{id: b, class: service, entry: {on: x.a}, start: wait, steps: {wait: {type: delay, for: PT1S, next: say},"
                        + " say: {type: emit, event: x.b, data: {n: '1'}}}}");
        shop.happens("x.start", Map.of()).happens("x.b", Map.of("n", 1L)).after(Duration.ofMinutes(1));
        assertThat(shop.count(Outcome.EMITTED)).isEqualTo(5);
        assertThat(decisions(shop, Outcome.DROPPED).getLast().inputs()).containsEntry("bound", "depth");
    }

    @Test
    void anEventThatARuleTakesCountsToo() {
        Shop shop = shop(
                """
                id: a
                class: service
                entry: {on: x.start}
                context: {list: {of: event.n, last: 9}}
                on: [{on: x.b, update: true}]
                start: wait
                steps:
                  wait: {type: delay, for: PT1H, next: say}
                  say: {type: emit, event: x.a}
                """,
                "{id: b, class: service, entry: {on: x.other}, start: say, steps: {say: {type: emit, event: x.b, data: {n: '1'}}}}",
                "{id: heard, class: service, entry: {on: x.a, key: event.emitted.depth}, start: rest,"
                        + " steps: {rest: {type: waitUntil, timeout: P9D}}}");
        shop.happens("x.start", Map.of()).happens("x.other", Map.of()).after(Duration.ofHours(1));
        assertThat(shop.state().instances()).extracting(Instance::key).containsExactly("2");
    }

    @Test
    void aNewEventOfTheShopBeginsAnew() {
        Shop shop = shop(circle("a", "x.a", "x.b", ""), circle("b", "x.b", "x.a", ""));
        shop.happens("x.a", Map.of()).happens("x.a", Map.of());
        assertThat(shop.count(Outcome.EMITTED)).isEqualTo(10);
    }

    @Test
    void aFanOfJourneysComesToAnEnd() {
        String steps = IntStream.range(0, 8)
                .mapToObj(i -> "  s%d: {type: emit, event: x.fan, data: {n: '%d'}%s}".formatted(i, i, next(i)))
                .collect(Collectors.joining("\n"));
        Shop shop = shop("id: fan\nclass: service\nentry: {on: x.fan}\nstart: s0\nsteps:\n" + steps);
        shop.happens("x.fan", Map.of());
        assertThat(shop.count(Outcome.EMITTED)).isEqualTo(20);
        assertThat(decisions(shop, Outcome.DROPPED).getFirst().inputs()).containsEntry("bound", "count");
    }

    private static String next(int i) {
        return i == 7 ? "" : ", next: s" + (i + 1);
    }

    @Test
    void anEventThatIsTooLargeDoesNotHappen() {
        Shop shop = shop("""
                id: large
                class: service
                entry: {on: x.a}
                start: say
                steps: {say: {type: emit, event: x.b, data: {copy: event.text}}}
                """);
        shop.happens("x.a", Map.of("text", "a".repeat(10_001)));
        assertThat(decisions(shop, Outcome.DROPPED).getFirst().inputs()).containsEntry("bound", "size");
    }

    @Test
    void whatARunEmittedBeforeItFailedDoesNotHappen() {
        Shop shop = shop("""
                id: failing
                class: service
                entry: {on: order.placed}
                start: say
                steps:
                  say: {type: emit, event: x.waited, data: {orderId: '"o1"', days: '1'}, next: tell}
                  tell: {type: message, template: hello, channels: [{via: sms}]}
                """, LISTENER);
        shop.publish(shop.definitionsWithBrokenTemplate());
        assertThat(shop.happens("order.placed", order("o1")).channels()).hasSize(2);
        Shop broken = shop("""
                id: failing
                class: service
                entry: {on: order.placed}
                start: say
                steps:
                  say: {type: emit, event: x.waited, data: {orderId: '"o1"', days: '1'}, next: loop}
                  loop: {type: branch, cases: [{if: '%s', next: end}]}
                  end: {type: end}
                """.formatted("[1,2,3,4,5,6,7,8,9].all(a, ".repeat(7) + "true" + ")".repeat(7)), LISTENER);
        broken.happens("order.placed", order("o1"));
        assertThat(broken.story()).contains("STUCK too-costly").doesNotContain("EMITTED");
        assertThat(broken.channels()).isEmpty();
    }

    @Test
    void anEntryThatFailsDoesNotSetTheShopsEventAside() {
        Shop shop = shop(
                PATIENT.replace(
                        "wait: {type: delay, for: P1D, next: say}",
                        "wait: {type: branch, cases: [{if: 'true', next: say}]}"),
                LISTENER.replace(
                        "event.days == 1",
                        "'" + "[1,2,3,4,5,6,7,8,9].all(a, ".repeat(7) + "true" + ")".repeat(7) + "'"));
        shop.happens("order.placed", order("o1"));
        assertThat(shop.story()).contains("NOT_ENTERED too-costly");
        assertThat(shop.only(Effect.SetAside.class)).isEmpty();
    }

    @Test
    void isDrawn() {
        assertThat(Written.journey(PATIENT).step("say").draw())
                .isEqualTo(new StepDrawing("emit", "x.waited", List.of(new Arrow("then", "rest"))));
    }

    @Test
    void faultsAreNamedWhereTheyAre() {
        assertThat(faults("{type: emit, event: order.placed}"))
                .containsExactly(
                        "steps.say.event: must be an event of your own, such as x.waited: letters, digits, dots and dashes");
        assertThat(faults("{type: emit}")).containsExactly("steps.say.event: is missing");
        assertThat(faults("{type: emit, event: x.a, data: {emitted: '1'}}"))
                .containsExactly("steps.say.data.emitted: is set by Vestnik; choose another name");
        assertThat(faults("{type: emit, event: x.a, data: {a: 'event.nothing'}}"))
                .containsExactly("steps.say.data.a: column 6: there is no field \"event.nothing\"");
        assertThat(faults("{type: emit, event: x.a, next: say}"))
                .containsExactly("steps.say: is in a loop without a wait: say -> say");
        assertThat(faults("{type: emit, event: x.a, next: away}"))
                .containsExactly("steps.say.next: there is no step \"away\"");
    }

    private static String circle(String id, String on, String emits, String wait) {
        String say = "say: {type: emit, event: " + emits + "}";
        return "{id: " + id + ", class: service, entry: {on: " + on + "}, start: "
                + (wait.isEmpty()
                        ? "say, steps: {"
                        : "wait, steps: {wait: {type: delay, for: " + wait + ", next: say}, ")
                + say + "}}";
    }

    private static Shop shop(String... journeys) {
        return new Shop(List.of(journeys).stream().map(Written::journey).toArray(Journey[]::new)).known();
    }

    private static List<Decision> decisions(Shop shop, Outcome outcome) {
        return shop.only(Effect.Record.class).stream()
                .map(Effect.Record::decision)
                .filter(decision -> decision.outcome() == outcome)
                .toList();
    }

    private static List<String> faults(String step) {
        Checked<Journey> checked = Written.check(
                "{id: emits, class: service, entry: {on: order.placed}, start: say, steps: {say: " + step + "}}", 1);
        assertThat(checked).as(step).isInstanceOf(Checked.Faulty.class);
        return ((Checked.Faulty<Journey>) checked)
                .faults().stream().map(Fault::toString).toList();
    }

    private static Map<String, Object> order(String id) {
        return Map.of("orderId", id);
    }
}
