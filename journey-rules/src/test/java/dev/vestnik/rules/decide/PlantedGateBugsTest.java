package dev.vestnik.rules.decide;

import static org.assertj.core.api.Assertions.assertThat;

import dev.vestnik.rules.customer.CountedMessage;
import dev.vestnik.rules.customer.Position;
import dev.vestnik.rules.gate.Count;
import dev.vestnik.rules.gate.Draft;
import dev.vestnik.rules.gate.Gate;
import dev.vestnik.rules.gate.GateOrder;
import dev.vestnik.rules.gate.Outranked;
import dev.vestnik.rules.gate.Ruling;
import dev.vestnik.rules.gate.Situation;
import dev.vestnik.rules.gate.TemplateVariables;
import dev.vestnik.rules.journey.JourneyClass;
import dev.vestnik.rules.reason.OnHold;
import dev.vestnik.rules.reason.SkipReason;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Bugs that a gate could have: the scenes of {@link GateScenes} catch every one. A new gate brings its scenes and its bugs. */
class PlantedGateBugsTest {
    /** What a bug makes of the right ruling. */
    private interface Fault {
        @Nullable
        Ruling of(@Nullable Ruling right, Draft draft, Situation situation);
    }

    private record Bug(String gate, String name, Fault fault) {
        @Override
        public String toString() {
            return gate + " " + name;
        }

        List<Gate> in(List<Gate> gates) {
            return gates.stream()
                    .map(one -> one.name().equals(gate) ? new Buggy(one, fault) : one)
                    .toList();
        }
    }

    private record Buggy(Gate right, Fault fault) implements Gate {
        @Override
        public String name() {
            return right.name();
        }

        @Override
        public @Nullable Ruling check(Draft draft, Situation situation) {
            return fault.of(right.check(draft, situation), draft, situation);
        }
    }

    private static final List<String> GATES = GateOrder.of((candidate, situation) -> Map.of()).stream()
            .map(Gate::name)
            .toList();

    static Stream<Bug> bugs() {
        List<Bug> bugs = new ArrayList<>();
        for (String gate : GATES) {
            bugs.add(new Bug(gate, "lets everything pass", (right, draft, situation) -> Ruling.PASS));
            bugs.add(new Bug(gate, "stops everything", (right, draft, situation) -> Ruling.no(SkipReason.NO_TEXT)));
            bugs.add(new Bug(
                    gate,
                    "forgets to stop what it says no to",
                    (right, draft, situation) -> right instanceof Ruling.No ? Ruling.PASS : right));
        }
        for (String gate : List.of("exit", "quiet-hours", "frequency-cap", "priority", "budget", "render")) {
            bugs.add(new Bug(gate, "holds for ever", held((hold, now) -> Position.NEVER)));
            bugs.add(new Bug(
                    gate,
                    "does not hold",
                    (right, draft, situation) -> right instanceof Ruling.Hold ? Ruling.PASS : right));
            bugs.add(new Bug(
                    gate,
                    "refuses instead of holding",
                    (right, draft, situation) -> right instanceof Ruling.Hold ? Ruling.no(SkipReason.NO_TEXT) : right));
        }
        for (String gate : List.of("quiet-hours", "frequency-cap", "priority")) {
            bugs.add(new Bug(gate, "holds a moment too long", held((hold, now) -> hold.plusMillis(1))));
            bugs.add(new Bug(
                    gate,
                    "holds what is over before",
                    (right, draft, situation) -> right instanceof Ruling.No no
                            ? new Ruling.Hold(situation.now().plus(Duration.ofHours(12)), OnHold.CAPPED, no.inputs())
                            : right));
        }
        bugs.add(new Bug(
                "quiet-hours", "ends at the same hour a day late", held((hold, now) -> hold.plus(Duration.ofDays(1)))));
        bugs.add(new Bug(
                "quiet-hours",
                "holds once at most",
                (right, draft, situation) ->
                        draft.candidate().instance().position() instanceof Position.Held ? Ruling.PASS : right));
        bugs.add(new Bug(
                "quiet-hours",
                "holds service too",
                (right, draft, situation) -> right == null && draft.messageClass() == JourneyClass.SERVICE
                        ? new Ruling.Hold(situation.now().plusSeconds(60), OnHold.QUIET_HOURS, Map.of())
                        : right));
        bugs.add(new Bug(
                "contact",
                "asks nobody",
                (right, draft, situation) -> right instanceof Ruling.Ask ask ? Ruling.pass(ask.inputs()) : right));
        bugs.add(new Bug(
                "consent",
                "asks for service too",
                (right, draft, situation) -> draft.messageClass() == JourneyClass.SERVICE
                                && situation.state().consents().isEmpty()
                        ? Ruling.no(SkipReason.NO_CONSENT)
                        : right));
        bugs.add(new Bug(
                "frequency-cap",
                "counts nothing",
                (right, draft, situation) -> right instanceof Ruling.Pass pass ? Ruling.pass(pass.inputs()) : right));
        bugs.add(new Bug(
                "frequency-cap",
                "counts twice",
                (right, draft, situation) -> right instanceof Ruling.Pass pass
                        ? new Ruling.Pass(pass.inputs(), twice(pass.count()))
                        : right));
        bugs.add(new Bug(
                "frequency-cap",
                "counts under another id",
                (right, draft, situation) -> right instanceof Ruling.Pass pass
                        ? new Ruling.Pass(pass.inputs(), underOtherId(pass.count()))
                        : right));
        bugs.add(new Bug(
                "render",
                "forgets what goes along",
                (right, draft, situation) -> draft.merged().isEmpty() ? right : Ruling.no(SkipReason.NOT_RENDERABLE)));
        bugs.add(new Bug(
                "frequency-cap",
                "has no room for what goes along",
                (right, draft, situation) -> draft.candidate().step().outranked() == Outranked.MERGE
                        ? Ruling.no(SkipReason.CAPPED)
                        : right));
        return bugs.stream();
    }

    private interface Until {
        Instant of(Instant hold, Instant now);
    }

    private static Fault held(Until until) {
        return (right, draft, situation) -> right instanceof Ruling.Hold hold
                ? new Ruling.Hold(until.of(hold.until(), situation.now()), hold.reason(), hold.inputs())
                : right;
    }

    private static Count twice(Count count) {
        return state -> {
            var counted = count.in(state);
            List<CountedMessage> all = new ArrayList<>(counted.memory().counted());
            CountedMessage last = all.getLast();
            all.add(new CountedMessage(
                    ~last.message(), last.channel(), last.messageClass(), last.topic(), last.at(), last.until()));
            return counted.withMemory(counted.memory().withCounted(all));
        };
    }

    private static Count underOtherId(Count count) {
        return state -> {
            var counted = count.in(state);
            List<CountedMessage> all = new ArrayList<>(counted.memory().counted());
            CountedMessage last = all.removeLast();
            all.add(new CountedMessage(
                    ~last.message(), last.channel(), last.messageClass(), last.topic(), last.at(), last.until()));
            return counted.withMemory(counted.memory().withCounted(all));
        };
    }

    @Test
    void theRightGatesDoTheirDuty() {
        assertThat(failing(GateOrder::of)).isEmpty();
    }

    @ParameterizedTest
    @MethodSource("bugs")
    void isCaught(Bug bug) {
        assertThat(failing(variables -> bug.in(GateOrder.of(variables))))
                .as("scenes that catch it")
                .isNotEmpty();
    }

    /** The duties that are not done. */
    private static List<String> failing(Function<TemplateVariables, List<Gate>> gates) {
        List<String> failing = new ArrayList<>();
        for (GateScenes.Scene scene : GateScenes.all()) {
            try {
                scene.play().accept(gates);
            } catch (AssertionError | RuntimeException e) {
                failing.add(scene.duty() + ": " + e);
            }
        }
        return failing;
    }
}
