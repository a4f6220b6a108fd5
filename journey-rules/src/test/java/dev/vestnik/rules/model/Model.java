package dev.vestnik.rules.model;

import dev.vestnik.rules.model.History.Fate;
import dev.vestnik.rules.model.History.Item;
import dev.vestnik.rules.model.History.Told;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.TreeSet;
import java.util.function.Predicate;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * What docs/journeys.md and docs/settings.md say must be decided, written down as plainly as possible: it keeps all events, runs and
 * messages for ever and looks through all of them each time.
 */
final class Model implements Side {
    private static final Duration A_DAY = Duration.ofDays(1);
    private static final Duration HELD_OUT = Duration.ofDays(7);
    private static final Duration FACTS = Duration.ofDays(30);

    private final List<Told> told = new ArrayList<>();
    private final List<Run> runs = new ArrayList<>();
    private final List<Plan> published = new ArrayList<>();
    private final Predicate<Plan> heldOut;
    private final ModelPauses pauses;
    private final ModelSteps steps;

    /**
     * A model, which is told what is a draw.
     *
     * @param heldOut whether the customer is of a plan's control group
     * @param nextLook when somebody who waits for a journey that is paused is looked at next
     */
    Model(History history, Predicate<Plan> heldOut, UnaryOperator<Instant> nextLook) {
        this.heldOut = heldOut;
        this.pauses = new ModelPauses(nextLook);
        this.published.addAll(history.plans());
        this.steps = new ModelSteps(history.settings(), told, pauses);
    }

    @Override
    public List<Handed> take(Item item, Instant now) {
        steps.at(now, now);
        switch (item) {
            case Told event -> happened(event, earlier(event.occurredAt(), now), now);
            case History.Published(Instant at, Plan plan, Fate fate) -> published(plan, fate, now);
            case History.Paused(Instant at, String journey) -> pauses.paused(journey, at);
            case History.Resumed(Instant at, String journey, History.Meanwhile meanwhile) ->
                pauses.resumed(journey, at, meanwhile);
        }
        return steps.handed();
    }

    private void happened(Told event, Instant nominal, Instant now) {
        if (told.stream().anyMatch(before -> before.id().equals(event.id()))) {
            return; // the same event twice changes nothing the second time
        }
        steps.at(now, nominal);
        told.add(event);
        if (event.type().equals("consent.changed")) {
            steps.messages().consentChanged();
        }
        runs.stream().filter(run -> reaches(run, event, now)).forEach(run -> {
            run.converted = true;
            steps.line("CONVERTED", null, run, null, null);
        });
        List<Run> going = going();
        going.forEach(run -> exit(run, event));
        going.stream().filter(run -> !run.over).forEach(run -> steps.hears(run, event, nominal));
        published.stream()
                .filter(plan -> plan.entry().on().equals(event.type()))
                .filter(plan -> !pauses.isPaused(plan.id()))
                .sorted(Comparator.comparing(Plan::priority).reversed())
                .forEach(plan -> enter(plan, event, nominal, now));
    }

    private List<Run> going() {
        return runs.stream().filter(run -> !run.over).toList();
    }

    private static boolean reaches(Run run, Told event, Instant now) {
        Plan.Goal goal = run.goal;
        return goal != null
                && !run.converted
                && goal.on().equals(event.type())
                && run.isOf(event)
                && !now.isAfter(run.cause.occurredAt().plus(goal.within()));
    }

    private void exit(Run run, Told event) {
        run.plan.exits().stream()
                .filter(exit -> exit.on().equals(event.type()) && run.isOf(event))
                .findFirst()
                .ifPresent(exit -> steps.leave(run, exit.reason()));
    }

    private void enter(Plan plan, Told event, Instant nominal, Instant now) {
        if ((long) event.data().get("n") < plan.entry().atLeast()) {
            return;
        }
        Run run = new Run(plan, event, nominal, now);
        TreeSet<String> reasons = new TreeSet<>(Stream.of(
                        when(already(run, now), "already-running"),
                        when(tooOften(run, now), "reentry"),
                        when(factKnown(run, now), "already-entered"),
                        when(inOther(plan), "in-other-journey"),
                        when(late(plan, event, now), "too-late"),
                        when(overtaken(run, now), "overtaken"))
                .flatMap(reason -> reason)
                .toList());
        if (!reasons.isEmpty()) {
            steps.line("NOT_ENTERED", String.join("|", reasons), run, null, null);
            return;
        }
        runs.add(run);
        boolean held = heldOut.test(plan);
        steps.line("ENTERED", held ? "holdout" : null, run, null, null);
        run.heldOut = held;
        run.over = held;
        if (!held) {
            steps.come(run, plan.steps().keySet().iterator().next(), nominal);
        }
    }

    private static Stream<String> when(boolean holds, String reason) {
        return holds ? Stream.of(reason) : Stream.empty();
    }

    private boolean already(Run run, Instant now) {
        return runs.stream()
                .filter(other -> !other.over || standsFor(other, now))
                .anyMatch(other -> other.journey.equals(run.journey) && other.isOf(run.cause));
    }

    /** Whether it is the run that does not happen, of somebody held out: that lasts as long as its goal may be reached. */
    private static boolean standsFor(Run run, Instant now) {
        Instant end = run.goal == null
                ? run.enteredAt.plus(HELD_OUT)
                : run.cause.occurredAt().plus(run.goal.within());
        return run.heldOut && !run.converted && now.isBefore(end);
    }

    private Stream<Run> entries(Run run, Duration per, Instant now) {
        return runs.stream()
                .filter(other -> other.journey.equals(run.journey) && other.enteredAt.isAfter(now.minus(per)));
    }

    private boolean tooOften(Run run, Instant now) {
        return run.plan.entry().reentry() instanceof Plan.Reentry(int max, Duration per, boolean byKey)
                && entries(run, per, now)
                                .filter(other -> !byKey || other.isOf(run.cause))
                                .count()
                        >= max;
    }

    private boolean factKnown(Run run, Instant now) {
        Object fact = run.cause.data().get("fact");
        return run.plan.entry().once()
                && entries(run, FACTS, now)
                        .anyMatch(
                                other -> Objects.equals(fact, other.cause.data().get("fact")));
    }

    private boolean inOther(Plan plan) {
        return going().stream().anyMatch(run -> run.journey.equals(plan.entry().notIn()));
    }

    private static boolean late(Plan plan, Told event, Instant now) {
        Duration lateness = lateness(plan);
        return lateness != null && event.occurredAt().isBefore(now.minus(lateness));
    }

    private static @Nullable Duration lateness(Plan plan) {
        Duration said = plan.entry().lateness();
        return said != null || plan.service() ? said : A_DAY;
    }

    /** Whether an event that ends such runs came before this one, and happened after it. */
    private boolean overtaken(Run run, Instant now) {
        return told.stream()
                .filter(other -> other != run.cause && isEnd(run.plan, other) && run.isOf(other))
                .filter(other -> now.isBefore(rememberedUntil(other)))
                .anyMatch(other -> !other.occurredAt().isBefore(run.cause.occurredAt()));
    }

    private static boolean isEnd(Plan plan, Told event) {
        return plan.exits().stream().anyMatch(exit -> exit.on().equals(event.type()));
    }

    /** For as long as an older event could still enter, by the most patient journey that it ends runs of. */
    private Instant rememberedUntil(Told end) {
        return published.stream()
                .filter(plan -> isEnd(plan, end))
                .map(plan -> lateness(plan) == null
                        ? end.at().plus(A_DAY)
                        : end.occurredAt().plus(Objects.requireNonNull(lateness(plan))))
                .max(Comparator.naturalOrder())
                .orElse(Instant.MIN);
    }

    private void published(Plan plan, Fate fate, Instant now) {
        published.replaceAll(before -> before.id().equals(plan.id()) ? plan : before);
        going().stream()
                .filter(run -> run.journey.equals(plan.id()) && fate != Fate.KEEP)
                .forEach(run -> {
                    if (fate == Fate.EXIT) {
                        steps.leave(run, "new-version");
                    } else {
                        steps.migrate(run, plan);
                    }
                });
    }

    @Override
    public List<Handed> reported(Reported report, Instant now) {
        steps.at(now, earlier(report.at(), now));
        steps.messages().reported(report);
        return steps.handed();
    }

    @Override
    public @Nullable Instant due() {
        return going().stream()
                .map(pauses::look)
                .filter(Objects::nonNull)
                .min(Comparator.naturalOrder())
                .orElse(null);
    }

    /** Those due at one time have their turn as they entered; messages that have waited come by the priority of their journeys. */
    @Override
    public List<Handed> wake(Instant due, Instant now) {
        steps.at(now, due);
        going().stream()
                .filter(run -> due.equals(pauses.look(run)))
                .sorted(Comparator.comparing((Run run) -> !run.plan.service())
                        .thenComparing(run -> run.due)
                        .thenComparing(run -> run.waited() ? -run.plan.priority() : 0))
                .forEach(this::look);
        return steps.handed();
    }

    private void look(Run run) {
        if (pauses.isPaused(run.journey)) {
            run.lookedAt = steps.now();
        } else {
            run.lookedAt = null;
            steps.over(run);
        }
    }

    @Override
    public List<Line> lines() {
        return steps.lines();
    }

    private static Instant earlier(Instant a, Instant b) {
        return a.isBefore(b) ? a : b;
    }
}
