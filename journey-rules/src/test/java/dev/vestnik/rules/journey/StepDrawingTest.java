package dev.vestnik.rules.journey;

import static org.assertj.core.api.Assertions.assertThat;

import dev.vestnik.rules.channel.Channel;
import dev.vestnik.rules.condition.Expressions;
import dev.vestnik.rules.decide.StepRegistry;
import dev.vestnik.rules.document.Checked;
import dev.vestnik.rules.document.DocumentText;
import dev.vestnik.rules.document.Faults;
import dev.vestnik.rules.document.Place;
import dev.vestnik.rules.journey.StepDrawing.Arrow;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import org.junit.jupiter.api.Test;

class StepDrawingTest {
    private static final Catalogue TEMPLATES =
            KnownTemplates.of(KnownTemplates.template("pay", Set.of(Channel.SMS, Channel.EMAIL), 1));
    private static final String UNPAID = """
            id: unpaid
            class: service
            entry: {on: order.placed, key: event.orderId}
            context: {all: {of: event.orderId, last: 5}}
            start: wait
            steps:
              wait: {type: waitUntil, timeout: P1DT12H, on: [{on: payment.received, match: event.orderId == key, next: split}],
                     resetOn: [{on: page.viewed}], onTimeout: call}
              call: {type: delay, until: event.callWindow.from, next: morning}
              morning: {type: delay, at: "10:00", weekday: monday, next: rest}
              rest: {type: delay, for: PT90M, next: remind}
              remind: {type: message, template: pay, channels: [{via: sms}, {via: email}], onSent: end, onNone: split}
              split: {type: branch, cases: [{if: customer.locale == 'en', next: draw}]}
              draw: {type: experiment, arms: [{name: a, weight: 3, next: end}, {name: b, next: note}]}
              note: {type: update, context: {a: '1'}, attributes: {b: '2'}, next: say}
              say: {type: emit, event: x.noted, next: others}
              others: {type: journey, journey: care, each: '[1, 2]', next: ask}
              ask: {type: lookup, source: bonus, into: points, next: gather}
              gather: {type: batch, on: [{on: order.placed}], for: PT1H, into: all, next: record}
              record: {type: consent, channel: any, granted: false, next: phone}
              phone: {type: task, queue: calls, text: Call, timeout: PT4H, escalate: {queue: lead, timeout: PT1H},
                      outcomes: [{name: reached, next: end}, {name: busy}], onTimeout: check}
              check: {type: task, queue: calls, text: Look, timeout: P1D, next: question}
              question: {type: ask, template: pay, into: answer, timeout: P1D, onTimeout: end,
                         answers: [{name: agreed, means: "yes", next: code}, {name: later, words: [later]}]}
              code: {type: offer, offer: spring, next: end, onEmpty: rest}
              end: {type: end}
            """;
    private static final Journey JOURNEY = ((Checked.Sound<Journey>)
                    new JourneyCompiler(new Expressions(), StepRegistry.KINDS).check(UNPAID, 1, TEMPLATES))
            .value();

    @Test
    void drawsEachKindOfStepInAFewWords() {
        assertThat(JOURNEY.steps().values())
                .extracting(Step::draw)
                .containsExactly(
                        new StepDrawing(
                                "waitUntil",
                                "up to 1 d 12 h for payment.received, afresh with page.viewed",
                                List.of(new Arrow("payment.received", "split"), new Arrow("time-out", "call"))),
                        new StepDrawing("delay", "until event.callWindow.from", List.of(new Arrow("then", "morning"))),
                        new StepDrawing("delay", "until monday 10:00", List.of(new Arrow("then", "rest"))),
                        new StepDrawing("delay", "1 h 30 min", List.of(new Arrow("then", "remind"))),
                        new StepDrawing(
                                "message",
                                "pay by sms, then email",
                                List.of(new Arrow("sent", "end"), new Arrow("not sent", "split"))),
                        new StepDrawing(
                                "branch",
                                "1 case",
                                List.of(new Arrow("customer.locale == 'en'", "draw"), new Arrow("otherwise", null))),
                        new StepDrawing(
                                "experiment", "a 3 : b 1", List.of(new Arrow("a", "end"), new Arrow("b", "note"))),
                        new StepDrawing("update", "sets a, customer.b", List.of(new Arrow("then", "say"))),
                        new StepDrawing("emit", "x.noted", List.of(new Arrow("then", "others"))),
                        new StepDrawing("journey", "starts care for each of [1, 2]", List.of(new Arrow("then", "ask"))),
                        new StepDrawing("lookup", "asks bonus for points", List.of(new Arrow("then", "gather"))),
                        new StepDrawing("batch", "order.placed into all for 1 h", List.of(new Arrow("then", "record"))),
                        new StepDrawing("consent", "no to all topics by any", List.of(new Arrow("then", "phone"))),
                        new StepDrawing(
                                "task",
                                "calls, up to 4 h, then lead, up to 1 h",
                                List.of(
                                        new Arrow("reached", "end"),
                                        new Arrow("busy", null),
                                        new Arrow("time-out", "check"))),
                        new StepDrawing(
                                "task",
                                "calls, up to 1 d",
                                List.of(new Arrow("finished", "question"), new Arrow("time-out", null))),
                        new StepDrawing(
                                "ask",
                                "pay by sms, up to 1 d",
                                List.of(
                                        new Arrow("agreed", "code"),
                                        new Arrow("later", null),
                                        new Arrow("time-out", "end"),
                                        new Arrow("not sent", null))),
                        new StepDrawing(
                                "offer",
                                "a code of spring",
                                List.of(new Arrow("given", "end"), new Arrow("none", "rest"))),
                        new StepDrawing("end", "the journey ends", List.of()));
    }

    /** The graph of a document is checked by its outline, which is read before there is a step. */
    @Test
    void everyKindDrawsTheWaysThatItsOutlineHas() {
        Place steps =
                Objects.requireNonNull(DocumentText.read(UNPAID, new Faults())).at("steps");
        JOURNEY.steps()
                .forEach((id, step) -> assertThat(
                                StepRegistry.KINDS.outline(steps.at(id)).edges())
                        .as(id)
                        .extracting(StepOutline.Edge::target)
                        .containsExactlyInAnyOrderElementsOf(step.draw().arrows().stream()
                                .map(Arrow::to)
                                .filter(Objects::nonNull)
                                .toList()));
    }

    @Test
    void saysDurationsInWords() {
        assertThat(StepDrawing.inWords(Duration.ofDays(14))).isEqualTo("14 d");
        assertThat(StepDrawing.inWords(Duration.parse("PT1H0M5S"))).isEqualTo("1 h 5 s");
        assertThat(StepDrawing.inWords(Duration.ofMillis(500))).isEqualTo("less than 1 s");
    }
}
