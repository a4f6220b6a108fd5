package dev.vestnik.rules.decide;

import static org.assertj.core.api.Assertions.assertThat;

import dev.vestnik.rules.decide.Decision.Outcome;
import dev.vestnik.rules.document.Checked;
import dev.vestnik.rules.document.Fault;
import dev.vestnik.rules.journey.Journey;
import dev.vestnik.rules.journey.StepDrawing;
import dev.vestnik.rules.journey.StepDrawing.Arrow;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** A step sets what an instance remembers and attributes of the customer, within bounds. */
class UpdateTest {
    private static final String NOTED = """
            id: noted
            class: service
            entry: {on: x.bought, key: event.order}
            context: {order: event.order}
            start: note
            steps:
              note:
                type: update
                context: {order: '"again " + context.order', tier: 'event.total > 100 ? "gold" : "plain"'}
                attributes: {lastOrder: context.order, tier: 'event.total > 100 ? "gold" : "plain"'}
                next: which
              which: {type: branch, cases: [{if: 'context.tier == "gold"', next: wait}]}
              wait: {type: delay, for: PT1H, next: tell}
              tell: {type: message, template: hello, channels: [{via: sms}]}
            """;

    private final Shop shop = new Shop(Written.journey(NOTED)).known();

    @Test
    void setsWhatTheStepsThatFollowSee() {
        bought(200).after(Duration.ofHours(1));
        assertThat(shop.sent())
                .singleElement()
                .satisfies(sent -> assertThat(sent.content().toString()).contains("tier=gold", "order=again o1"));
    }

    @Test
    void computesEveryValueOverWhatWasKnownBefore() {
        bought(200);
        assertThat(attributes()).containsEntry("lastOrder", "o1").containsEntry("tier", "gold");
    }

    @Test
    void aDecisionNamesWhatWasSetAndNoValue() {
        bought(200);
        assertThat(decisions(Outcome.UPDATED)).singleElement().satisfies(decision -> {
            assertThat(decision.inputs()).isEqualTo(Map.of("context", "order, tier", "attributes", "lastOrder, tier"));
            assertThat(decision.about().step()).isEqualTo("note");
        });
    }

    @Test
    void theRunEndsWhereNoStepFollows() {
        assertThat(bought(5).story()).endsWith("UPDATED", "LEFT completed");
    }

    @Test
    void aGoalSeesWhatWasSetBeforeTheEnd() {
        Shop other = new Shop(Written.journey("""
                        id: noted
                        class: service
                        entry: {on: x.bought}
                        goal: {on: x.done, match: 'event.of == context.mine'}
                        start: note
                        steps: {note: {type: update, context: {mine: '"abc"'}}}
                        """)).known();
        other.happens("x.bought", Map.of("order", "o1")).happens("x.done", Map.of("of", "abc"));
        assertThat(other.story()).endsWith("CONVERTED");
    }

    @Test
    void whatCannotBeComputedIsSaidAndTheRestIsSet() {
        shop.happens("x.bought", Map.of("order", "o1"));
        assertThat(shop.story()).contains("SKIPPED condition-unknown", "UPDATED");
        assertThat(attributes()).containsEntry("lastOrder", "o1").doesNotContainKey("tier");
    }

    @Test
    void aValueThatIsTooLargeIsNotKeptAndADecisionSaysSo() {
        shop.happens("x.bought", Map.of("order", "o".repeat(9_999), "total", 200L));
        assertThat(shop.story()).contains("DROPPED value-not-kept", "DROPPED field-not-kept");
        assertThat(shop.state().instances())
                .singleElement()
                .satisfies(instance ->
                        assertThat(instance.context().get("order")).asString().hasSize(9_999));
    }

    @Test
    void anEventThatRefreshesTheContextLeavesWhatAStepHasSet() {
        Shop other = new Shop(Written.journey("""
                        id: noted
                        class: service
                        entry: {on: x.bought}
                        context: {order: event.order}
                        start: note
                        steps:
                          note: {type: update, context: {mine: '"abc"'}, next: wait}
                          wait: {type: waitUntil, timeout: PT1H, resetOn: [{on: x.bought, update: true}], onTimeout: tell}
                          tell: {type: message, template: hello, channels: [{via: sms}]}
                        """)).known();
        other.happens("x.bought", Map.of("order", "o1")).happens("x.bought", Map.of("order", "o2"));
        assertThat(other.state().instances().getFirst().context()).isEqualTo(Map.of("order", "o2", "mine", "abc"));
    }

    @Test
    void isDrawn() {
        assertThat(Written.journey(NOTED).step("note").draw())
                .isEqualTo(new StepDrawing(
                        "update",
                        "sets order, tier, customer.lastOrder, customer.tier",
                        List.of(new Arrow("then", "which"))));
    }

    @Test
    void faultsAreNamedWhereTheyAre() {
        assertThat(faults("{type: update}"))
                .containsExactly("steps.note: must say what to set: \"context\", \"attributes\"");
        assertThat(faults("{type: update, context: {}}"))
                .containsExactly("steps.note.context: must be 1-20 names with their values");
        assertThat(faults("{type: update, context: {a-b: '1'}}"))
                .containsExactly("steps.note.context.a-b: must have a name of letters, digits and _");
        assertThat(faults("{type: update, attributes: {a: 'duration(\"1h\")'}}"))
                .containsExactly(
                        "steps.note.attributes.a: must give something that can be remembered, gives a duration");
        assertThat(faults("{type: update, attributes: {a: 'context.b'}}"))
                .containsExactly("steps.note.attributes.a: column 8: there is no field \"context.b\"");
        assertThat(faults("{type: update, attributes: {a: '1'}, next: nowhere}"))
                .containsExactly("steps.note.next: there is no step \"nowhere\"");
        assertThat(faults("{type: update, attributes: {a: '1'}, next: note}"))
                .containsExactly("steps.note: is in a loop without a wait: note -> note");
    }

    private Shop bought(long total) {
        return shop.happens("x.bought", Map.of("order", "o1", "total", total));
    }

    private Map<Object, Object> attributes() {
        return new HashMap<>((Map<?, ?>) shop.state().profile().fields().getOrDefault("attributes", Map.of()));
    }

    private List<Decision> decisions(Outcome outcome) {
        return shop.only(Effect.Record.class).stream()
                .map(Effect.Record::decision)
                .filter(decision -> decision.outcome() == outcome)
                .toList();
    }

    private static List<String> faults(String step) {
        Checked<Journey> checked = Written.check(
                "{id: noted, class: service, entry: {on: x.bought}, start: note, steps: {note: " + step + "}}", 1);
        assertThat(checked).as(step).isInstanceOf(Checked.Faulty.class);
        return ((Checked.Faulty<Journey>) checked)
                .faults().stream().map(Fault::toString).toList();
    }
}
