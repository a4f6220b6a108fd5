package dev.vestnik.rules.explain;

import dev.vestnik.rules.condition.Evaluation;
import dev.vestnik.rules.condition.Expression;
import dev.vestnik.rules.condition.Facts;
import dev.vestnik.rules.condition.PlainPaths;
import dev.vestnik.rules.customer.Armed;
import dev.vestnik.rules.customer.CustomerState;
import dev.vestnik.rules.customer.Instance;
import dev.vestnik.rules.decide.Decided;
import dev.vestnik.rules.decide.Decider;
import dev.vestnik.rules.decide.Decision;
import dev.vestnik.rules.decide.Effect;
import dev.vestnik.rules.decide.Signal;
import dev.vestnik.rules.decide.Signal.WakeClass;
import dev.vestnik.rules.decide.Signal.Woken;
import dev.vestnik.rules.explain.RunReplay.Past;
import dev.vestnik.rules.explain.RunReplay.Times;
import dev.vestnik.rules.journey.JourneyId;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Deque;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** A past on its way through the rules; for one use. */
final class RunReplaying {
    /** More than a customer's events and wake-ups of a week; a loop ends here. */
    private static final int MOST_SIGNALS = 10_000;

    /** Moments of a run that are told: the newest. */
    private static final int MOST_MOMENTS = 100;

    private static final String WAKE_UP = "wake-up";

    private final Decider decider;
    private final JourneyId journey;
    private final Past past;
    private final Times under;
    private final Deque<ToldSignal> coming;
    private final List<Seen> seen = new ArrayList<>();
    private final Map<UUID, Way> ways = new LinkedHashMap<>();
    private final Set<UUID> entered = new LinkedHashSet<>();
    private CustomerState state;
    private Instant now = Instant.MIN;

    /** A condition with the key of the run for which it was asked. */
    private record Seen(String key, Looked looked) {}

    /** The way of a run so far. */
    private record Way(Deque<Moment> moments, List<Decision> decisions) {
        void add(Moment moment) {
            moments.add(moment);
            if (moments.size() > MOST_MOMENTS) {
                moments.removeFirst();
            }
        }
    }

    RunReplaying(Decider decider, JourneyId journey, Past past, Times under) {
        this.decider = decider.seenBy(this::saw);
        this.journey = journey;
        this.past = past;
        this.under = under;
        this.coming = new ArrayDeque<>(past.signals());
        this.state = past.before();
    }

    List<RunPath> toTheEnd() {
        for (int signals = 0; signals < MOST_SIGNALS; signals++) {
            ToldSignal next = next();
            if (next == null || !next.at().isBefore(past.end())) {
                break;
            }
            now = next.at().isAfter(now) ? next.at() : now;
            take(next.signal());
        }
        return ways.entrySet().stream()
                .filter(way -> !way.getValue().moments().isEmpty())
                .map(way -> new RunPath(
                        way.getKey(),
                        List.copyOf(way.getValue().moments()),
                        way.getValue().decisions()))
                .toList();
    }

    private void saw(Expression expression, Facts facts, Evaluation result) {
        boolean decides = result instanceof Evaluation.Failed
                || result instanceof Evaluation.Value(Object value) && value instanceof Boolean;
        if (decides) {
            Map<String, Object> values = new HashMap<>();
            expression
                    .paths()
                    .forEach(path -> values.put(path, Objects.requireNonNullElse(PlainPaths.value(path, facts), "")));
            String problem = result instanceof Evaluation.Failed(var cause) ? cause : null;
            seen.add(new Seen(facts.key(), new Looked(expression.source(), result.isTrue(), problem, values)));
        }
    }

    /** Signals go before wake-ups of the same time, as in the engine. */
    private @Nullable ToldSignal next() {
        ToldSignal told = coming.peek();
        ToldSignal due = due(state.armed());
        boolean isDue = told == null || due != null && due.at().isBefore(told.at());
        return isDue ? due : coming.poll();
    }

    private static @Nullable ToldSignal due(Armed armed) {
        return Stream.of(wakeUp(armed.service(), WakeClass.SERVICE), wakeUp(armed.marketing(), WakeClass.MARKETING))
                .flatMap(one -> one)
                .min(Comparator.comparing(ToldSignal::at))
                .orElse(null);
    }

    private static Stream<ToldSignal> wakeUp(@Nullable Instant due, WakeClass wakeClass) {
        return due == null ? Stream.empty() : Stream.of(new ToldSignal(due, new Woken(due, wakeClass)));
    }

    /** A signal with which the rules fail is set aside by the engine too. */
    private void take(Signal signal) {
        seen.clear();
        entered.clear();
        Map<UUID, Instance> before = runs();
        try {
            Decided decided = decider.decide(past.customer(), state, signal, under.at(now), now);
            state = decided.state();
            decided.effects().forEach(this::decided);
        } catch (RuntimeException | StackOverflowError e) {
            state = signal instanceof Woken ? state.withArmed(Armed.NONE) : state; // it would fail for ever
        }
        Map<UUID, Instance> after = runs();
        Map<UUID, Instance> all = new LinkedHashMap<>(before);
        after.forEach(all::putIfAbsent);
        all.forEach((id, run) -> moved(signal, run, before.get(id), after.get(id)));
        entered.removeAll(all.keySet());
        entered.forEach(run -> passed(signal, run));
    }

    private Map<UUID, Instance> runs() {
        Map<UUID, Instance> runs = new LinkedHashMap<>();
        for (Instance instance : state.instances()) {
            if (instance.journey().equals(journey)) {
                runs.put(instance.id(), instance);
            }
        }
        return runs;
    }

    private void decided(Effect effect) {
        if (effect instanceof Effect.Record(Decision decision, int sequence)
                && decision.about() instanceof Decision.About about
                && about.journey().equals(journey.value())) {
            way(about.instance()).decisions().add(decision);
            if (decision.outcome() == Decision.Outcome.ENTERED) {
                entered.add(about.instance());
            }
        }
    }

    private Way way(UUID run) {
        return ways.computeIfAbsent(run, id -> new Way(new ArrayDeque<>(), new ArrayList<>()));
    }

    private void moved(Signal signal, Instance run, @Nullable Instance before, @Nullable Instance after) {
        List<Looked> conditions = seen.stream()
                .filter(one -> one.key().equals(run.key()))
                .map(Seen::looked)
                .toList();
        boolean moved = before == null
                || after == null
                || !before.step().equals(after.step())
                || before.iteration() != after.iteration()
                || !before.position().equals(after.position());
        if (moved || !conditions.isEmpty()) {
            String from = before == null ? null : before.step();
            String to = after == null ? null : after.step();
            way(run.id()).add(new Moment(now, kind(signal), id(signal), from, to, conditions));
        }
    }

    /** A run that has ended where it began. */
    private void passed(Signal signal, UUID run) {
        List<Looked> conditions = seen.stream().map(Seen::looked).toList();
        way(run).add(new Moment(now, kind(signal), id(signal), null, null, conditions));
    }

    private static String kind(Signal signal) {
        if (signal instanceof Signal.Happened happened) {
            return happened.event().type();
        }
        return signal instanceof Signal.Receipt receipt
                ? "receipt " + receipt.status().name().toLowerCase(Locale.ROOT).replace('_', '-')
                : WAKE_UP;
    }

    private static @Nullable String id(Signal signal) {
        if (signal instanceof Signal.Happened happened) {
            return happened.event().id();
        }
        return signal instanceof Signal.Receipt receipt ? receipt.message().toString() : null;
    }
}
