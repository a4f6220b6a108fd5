package dev.vestnik.rules.decide;

import static org.assertj.core.api.Assertions.assertThat;

import dev.vestnik.rules.channel.Channel;
import dev.vestnik.rules.customer.EntryCount;
import dev.vestnik.rules.decide.Decision.Outcome;
import dev.vestnik.rules.decide.Decision.Verdict;
import dev.vestnik.rules.gate.Draft;
import dev.vestnik.rules.gate.Gate;
import dev.vestnik.rules.gate.GateOrder;
import dev.vestnik.rules.gate.Ruling;
import dev.vestnik.rules.gate.Situation;
import dev.vestnik.rules.gate.TemplateVariables;
import dev.vestnik.rules.journey.JourneyId;
import dev.vestnik.rules.reason.HoldReason;
import dev.vestnik.rules.reason.SkipReason;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.BiFunction;
import java.util.function.Function;
import org.junit.jupiter.api.Test;

/** A new gate is a class and its line in the list. */
class GatesTest {
    private static final Map<String, Object> ORDER = Map.of("orderId", "o1");
    private static final Instant EVENING = Shop.NOON.plus(Duration.ofHours(8));

    /** A gate that is only here. */
    private record TestGate(String name, BiFunction<Draft, Situation, Ruling> ruling) implements Gate {
        @Override
        public Ruling check(Draft draft, Situation situation) {
            return ruling.apply(draft, situation);
        }
    }

    private static final Gate QUIET_HOURS = new TestGate(
            "quiet",
            (draft, situation) -> situation.now().isBefore(EVENING)
                    ? new Ruling.Hold(EVENING, HoldReason.labelled("quiet-hours"), Map.of("zone", "UTC"))
                    : Ruling.PASS);

    private static final Gate NO_SMS = new TestGate(
            "no-sms",
            (draft, situation) -> draft.channel() == Channel.SMS ? Ruling.no(SkipReason.NO_CONSENT) : Ruling.PASS);

    private static final Gate CAP = new TestGate(
            "cap",
            (draft, situation) -> new Ruling.Pass(
                    Map.of(),
                    state -> state.withEntries(Lists.with(
                            state.entries(), new EntryCount(new JourneyId("cap"), situation.now(), EVENING)))));

    @Test
    void whatPassesIsRecordedGateByGate() {
        Shop shop = shop();
        assertThat(verdicts(shop, Outcome.SENT))
                .containsExactly("exit", "expiry", "contact", "consent", "frequency-cap", "render");
        assertThat(shop.channels()).containsExactly(Channel.SMS);
    }

    @Test
    void aGateHoldsAMessageWhichComesToAllTheGatesAgainThen() {
        Shop shop = shop(QUIET_HOURS);
        assertThat(shop.sent()).isEmpty();
        assertThat(shop.story()).endsWith("HELD quiet-hours");
        assertThat(verdicts(shop, Outcome.HELD))
                .containsExactly("exit", "expiry", "contact", "consent", "frequency-cap", "quiet");
        shop.after(Duration.ofHours(8));
        assertThat(shop.channels()).containsExactly(Channel.SMS);
        assertThat(verdicts(shop, Outcome.SENT))
                .containsExactly("exit", "expiry", "contact", "consent", "frequency-cap", "quiet", "render");
    }

    @Test
    void aGateSaysNoToAChannelAndTheNextOneHasItsTurn() {
        Shop shop = shop(NO_SMS);
        assertThat(shop.channels()).containsExactly(Channel.EMAIL);
        assertThat(shop.story()).endsWith("SKIPPED no-consent", "SENT");
        assertThat(verdicts(shop, Outcome.SKIPPED)).endsWith("no-sms");
    }

    @Test
    void aGateCountsTheMessagesThatAreThroughAndNoOthers() {
        Shop shop = shop(CAP, NO_SMS);
        assertThat(shop.channels()).containsExactly(Channel.EMAIL);
        assertThat(shop.state().entries()).hasSize(1);
    }

    private static Shop shop(Gate... more) {
        return new Shop(with(more), Carts.shipped(1)).known().happens("order.shipped", ORDER);
    }

    /** The gates with some more, in their order, before the rendering. */
    static Function<TemplateVariables, List<Gate>> with(Gate... more) {
        return variables -> {
            List<Gate> gates = new ArrayList<>(GateOrder.of(variables));
            gates.addAll(gates.size() - 2, List.of(more));
            return gates;
        };
    }

    private static List<String> verdicts(Shop shop, Outcome outcome) {
        return shop.only(Effect.Record.class).stream()
                .map(Effect.Record::decision)
                .filter(decision -> decision.outcome() == outcome)
                .findFirst()
                .orElseThrow()
                .gates()
                .stream()
                .map(Verdict::gate)
                .toList();
    }
}
