package dev.vestnik.rules.journey;

import dev.vestnik.rules.condition.Expression;
import dev.vestnik.rules.schedule.Silence;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * A checked and compiled version of a journey; immutable.
 *
 * @param topic what the customer can unsubscribe from; null where there is none
 * @param priority higher goes first, 0-100
 * @param context what an instance remembers: name to value over {@code event}, computed at entry and refreshed by {@code update}
 * @param holdout percent of customers (0-100) who enter and get nothing, for comparison
 * @param steps by id, in the document's order
 * @param start the id of the first step
 * @param shops whose customers may enter; empty: every shop's
 * @param wide what holds for all steps
 */
public record Journey(
        JourneyId id,
        int version,
        JourneyClass journeyClass,
        @Nullable String topic,
        int priority,
        Entry entry,
        Map<String, Expression> context,
        List<Exit> exits,
        @Nullable Goal goal,
        int holdout,
        Map<String, Step> steps,
        String start,
        Set<String> shops,
        JourneyWide wide) {

    /** The most steps that a journey may have, and that an instance may pass without a wait. */
    public static final int MOST_STEPS = 200;

    public Journey {
        shops = Set.copyOf(shops);
        context = Collections.unmodifiableMap(new TreeMap<>(context)); // computed in the order of names
        exits = List.copyOf(exits);
        steps = Collections.unmodifiableMap(new LinkedHashMap<>(steps));
    }

    /** The same document published as another version. */
    public Journey published(int newVersion) {
        return newVersion == version
                ? this
                : new Journey(
                        id,
                        newVersion,
                        journeyClass,
                        topic,
                        priority,
                        entry,
                        context,
                        exits,
                        goal,
                        holdout,
                        steps,
                        start,
                        shops,
                        wide);
    }

    /** A journey of every shop. */
    public Journey(
            JourneyId id,
            int version,
            JourneyClass journeyClass,
            @Nullable String topic,
            int priority,
            Entry entry,
            Map<String, Expression> context,
            List<Exit> exits,
            @Nullable Goal goal,
            int holdout,
            Map<String, Step> steps,
            String start) {
        this(id, version, journeyClass, topic, priority, entry, context, exits, goal, holdout, steps, start, Set.of());
    }

    /** A journey without anything that holds for all steps. */
    public Journey(
            JourneyId id,
            int version,
            JourneyClass journeyClass,
            @Nullable String topic,
            int priority,
            Entry entry,
            Map<String, Expression> context,
            List<Exit> exits,
            @Nullable Goal goal,
            int holdout,
            Map<String, Step> steps,
            String start,
            Set<String> shops) {
        this(
                id,
                version,
                journeyClass,
                topic,
                priority,
                entry,
                context,
                exits,
                goal,
                holdout,
                steps,
                start,
                shops,
                JourneyWide.NONE);
    }

    /** Whether customers of this shop may enter. */
    public boolean isOf(String shop) {
        return shops.isEmpty() || shops.contains(shop);
    }

    /** The step with this id, which the checker has made sure of. */
    public Step step(String stepId) {
        return Objects.requireNonNull(steps.get(stepId), stepId);
    }

    /** Every event type that can start, move or end an instance, is counted, or ends a silence. */
    public Set<String> eventTypes() {
        Stream<String> resetting = awaited().flatMap(awaited -> awaited.resetting().stream());
        Stream<String> counted = wide.counters().stream().map(Counter::on);
        Stream<String> silent = entry.schedule() instanceof Silence silence ? silence.of().stream() : Stream.empty();
        return Stream.of(entry.on().stream(), silent, counted, resetting, decidingEventTypes().stream())
                .flatMap(types -> types)
                .collect(Collectors.toUnmodifiableSet());
    }

    /** The types of events that end an instance, move it on or reach its goal. */
    public Set<String> decidingEventTypes() {
        Stream<String> moves = awaited().flatMap(awaited -> awaited.deciding().stream());
        Stream<String> ends = exits.stream().map(exit -> exit.trigger().on());
        Stream<String> goals =
                goal == null ? Stream.empty() : Stream.of(goal.trigger().on());
        Stream<String> rules = wide.rules().stream().map(rule -> rule.trigger().on());
        return Stream.of(moves, ends, goals, rules).flatMap(types -> types).collect(Collectors.toUnmodifiableSet());
    }

    private Stream<Step.Awaited> awaited() {
        return steps.values().stream().map(Step::awaited);
    }
}
