package dev.vestnik.rules.model;

import dev.vestnik.rules.model.History.Meanwhile;
import dev.vestnik.rules.model.History.Told;
import dev.vestnik.rules.model.Side.Handed;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalTime;
import java.time.ZonedDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** How the model's runs go from step to step. */
final class ModelSteps {
    private final List<Line> lines = new ArrayList<>();
    private final List<Handed> handed = new ArrayList<>();
    private final ModelMessages messages;
    private final ModelGates gates;
    private final ModelPauses pauses;
    private Instant now = Instant.MIN;

    /** The time from which that counts which is decided now. */
    private Instant nominal = Instant.MIN;

    ModelSteps(History.Settings settings, List<Told> told, ModelPauses pauses) {
        List<Sent> sent = new ArrayList<>();
        this.pauses = pauses;
        this.gates = new ModelGates(settings, told, sent, pauses);
        this.messages = new ModelMessages(this, gates, sent);
    }

    ModelMessages messages() {
        return messages;
    }

    void at(Instant instant, Instant counted) {
        now = instant;
        nominal = counted;
        gates.now(instant);
    }

    Instant now() {
        return now;
    }

    Instant nominal() {
        return nominal;
    }

    void line(String outcome, @Nullable String reason, Run run, @Nullable String step, @Nullable String channel) {
        lines.add(new Line(now, outcome, reason, run.id(), step, channel));
    }

    void lineOfCustomer(String outcome, String reason) {
        lines.add(new Line(now, outcome, reason, null, null, null));
    }

    List<Line> lines() {
        return lines;
    }

    void hand(Handed message) {
        handed.add(message);
    }

    List<Handed> handed() {
        List<Handed> copy = List.copyOf(handed);
        handed.clear();
        return copy;
    }

    /** The run comes to a step. */
    void come(Run run, String step, Instant at) {
        run.step = step;
        run.stepAt = at;
        run.base = at;
        run.due = null;
        switch (run.plan.step(step)) {
            case Plan.End() -> leave(run, "completed");
            case Plan.Delay(Duration length, String next) -> sleep(run, at.plus(length));
            case Plan.At(LocalTime time, String next) -> sleep(run, nextTime(time, at));
            case Plan.Branch(int atLeast, String next, String otherwise) ->
                come(run, run.n >= atLeast ? next : otherwise, at);
            case Plan.Wait wait -> listen(run, wait);
            case Plan.Message message -> messages.begin(run, message);
        }
    }

    private static void sleep(Run run, Instant until) {
        run.kept.clear();
        run.due = until;
    }

    private Instant nextTime(LocalTime time, Instant from) {
        ZonedDateTime local = from.atZone(gates.zone());
        ZonedDateTime today = local.toLocalDate().atTime(time).atZone(local.getZone());
        return (today.isAfter(local) ? today : today.plusDays(1)).toInstant();
    }

    /** The wait hears first what came during the message before it. */
    private void listen(Run run, Plan.Wait wait) {
        run.due = ends(run, wait);
        Instant since = run.stepAt;
        Map<Told, Instant> kept = Map.copyOf(run.kept);
        List<Told> inOrder = List.copyOf(run.kept.keySet());
        run.kept.clear();
        inOrder.forEach(event -> hears(run, event, later(Objects.requireNonNull(kept.get(event)), since)));
    }

    private static Instant ends(Run run, Plan.Wait wait) {
        Instant end = run.base.plus(wait.timeout());
        return wait.maxWait() == null ? end : earlier(end, run.stepAt.plus(wait.maxWait()));
    }

    /** An event that does not end the run comes to it. */
    void hears(Run run, Told event, Instant at) {
        if (run.over || !run.isOf(event)) {
            return;
        }
        switch (run.plan.step(run.step)) {
            case Plan.Wait wait
            when wait.on().containsKey(event.type()) -> come(run, wait.on().get(event.type()), at);
            case Plan.Wait wait when wait.resets().contains(event.type()) -> reset(run, wait, event, at);
            case Plan.Message message when isAwaited(run.plan, event) -> run.kept.put(event, at);
            default -> {}
        }
    }

    private static boolean isAwaited(Plan plan, Told event) {
        return plan.steps().values().stream()
                .anyMatch(step -> step instanceof Plan.Wait wait && wait.on().containsKey(event.type()));
    }

    private static void reset(Run run, Plan.Wait wait, Told event, Instant at) {
        run.base = later(run.base, at);
        run.due = ends(run, wait);
        if (wait.update() && !at.isBefore(later(run.contextOf, run.stepAt))) {
            run.n = (long) event.data().get("n");
            run.contextOf = at;
        }
    }

    /** What a run waited for is over, if need be in a pause, which says how it goes on. */
    void over(Run run) {
        ModelPauses.Pause pause = pauses.cameDueIn(run);
        if (pause == null || pause.meanwhile() == Meanwhile.SKIP_EXPIRED) {
            goOn(run);
        } else if (pause.meanwhile() == Meanwhile.RESTART
                && !Objects.requireNonNull(run.due).isBefore(pause.from())
                && run.message() == null) {
            nominal = Objects.requireNonNull(pause.to());
            come(run, run.step, nominal);
        } else {
            run.due = pause.shifted(Objects.requireNonNull(run.due));
            run.stepAt = pause.shifted(run.stepAt);
            goOn(run);
        }
    }

    private void goOn(Run run) {
        Instant due = Objects.requireNonNull(run.due);
        nominal = due;
        run.due = null;
        switch (run.plan.step(run.step)) {
            case Plan.Delay delay -> come(run, delay.next(), due);
            case Plan.At at -> come(run, at.next(), due);
            case Plan.Wait wait -> come(run, wait.onTimeout(), due);
            case Plan.Message message -> messages.over(run, message);
            case Plan.Branch branch -> throw new AssertionError("nobody waits in " + branch);
            case Plan.End end -> throw new AssertionError("nobody waits in " + end);
        }
    }

    void leave(Run run, String reason) {
        run.over = true;
        run.due = null;
        if (!reason.equals("completed")) {
            messages.takeBack(run, reason);
        }
        line("LEFT", reason, run, null, null);
    }

    /** Another version takes the run along to the same step. */
    void migrate(Run run, Plan plan) {
        Plan.Step before = run.plan.step(run.step);
        Plan.Step after = plan.step(run.step);
        if (after == null || !type(after).equals(type(before))) {
            leave(run, "step-gone");
            return;
        }
        run.plan = plan;
        switch (after) {
            case Plan.Delay delay -> resleep(run, run.stepAt.plus(delay.length()));
            case Plan.At at -> resleep(run, nextTime(at.time(), run.stepAt));
            case Plan.Wait wait -> resleep(run, ends(run, wait));
            case Plan.Message message -> messages.migrate(run, (Plan.Message) before, message);
            case Plan.Branch branch -> {}
            case Plan.End end -> {}
        }
    }

    /** A delay is one whatever it waits for. */
    private static Class<?> type(Plan.Step step) {
        return step instanceof Plan.At ? Plan.Delay.class : step.getClass();
    }

    /** What is over by the new length goes on at once. */
    private void resleep(Run run, Instant until) {
        run.due = later(until, earlier(now, Objects.requireNonNull(run.due)));
    }

    private static Instant later(Instant a, Instant b) {
        return a.isAfter(b) ? a : b;
    }

    private static Instant earlier(Instant a, Instant b) {
        return a.isBefore(b) ? a : b;
    }
}
