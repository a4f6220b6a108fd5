package dev.vestnik.rules.model;

import dev.vestnik.rules.model.RandomHistory.Deed;
import dev.vestnik.rules.model.RandomHistory.Told;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The tasks for people that the model's runs wait for. */
final class ModelTasks {
    private static final String CALLS = "calls";

    private final List<Task> open = new ArrayList<>();
    private final ModelSteps steps;

    ModelTasks(ModelSteps steps) {
        this.steps = steps;
    }

    private static final class Task {
        private final ModelRun run;
        private final String step; // as it was called then
        private Set<String> outcomes;
        private String queue;
        private @Nullable String by;
        private @Nullable Instant escalatedAt;

        Task(ModelRun run, Set<String> outcomes, String queue) {
            this.run = run;
            this.step = run.step;
            this.outcomes = outcomes;
            this.queue = queue;
        }
    }

    void make(ModelRun run, Plan.Task step, Instant at) {
        run.kept.clear();
        run.due = at.plus(step.timeout());
        run.base = at;
        make(new Task(run, step.outcomes().keySet(), CALLS));
    }

    /** An answer that was not understood. */
    void make(ModelRun run, Plan.Ask step) {
        make(new Task(run, step.answers().keySet(), "answers"));
    }

    private void make(Task task) {
        open.add(task);
        line("made", task, "");
    }

    private void line(String reason, Task task, String more) {
        steps.lineOf("TASK", reason, task.run, task.step, more + "queue=" + task.queue);
    }

    boolean has(ModelRun run) {
        return of(run) != null;
    }

    private @Nullable Task of(ModelRun run) {
        return open.stream().filter(task -> task.run == run).findFirst().orElse(null);
    }

    /** Nobody has finished it in time. */
    void over(ModelRun run, Plan.Task step, Instant due) {
        Task task = of(run);
        if (task != null && step.escalation() != null && task.queue.equals(CALLS)) {
            task.queue = "lead";
            task.by = null;
            task.escalatedAt = steps.now();
            run.due = steps.now().plus(step.escalation());
            line("escalated", task, "");
        } else {
            expire(run);
            steps.come(run, step.onTimeout(), due);
        }
    }

    /** Another version has other outcomes, and gives another time from where it began; that in the second queue stays where a version has none. */
    void migrate(ModelRun run, Plan.Task before, Plan.Task step) {
        Task task = of(run);
        Instant escalatedAt = task == null ? null : task.escalatedAt;
        if (task != null) {
            task.outcomes = step.outcomes().keySet();
        }
        if (escalatedAt == null) {
            steps.resleep(run, run.base.plus(step.timeout()));
        } else if (step.escalation() != null && before.escalation() != null) {
            steps.resleep(run, escalatedAt.plus(step.escalation()));
        }
    }

    void expire(ModelRun run) {
        Task task = of(run);
        if (task != null) {
            open.remove(task);
            line("expired", task, "");
        }
    }

    /** The run goes elsewhere. */
    void withdraw(ModelRun run, String because) {
        Task task = of(run);
        if (task != null) {
            open.remove(task);
            line("withdrawn", task, "because=" + because + " ");
        }
    }

    /** A person does something with the oldest one. */
    void done(Deed deed) {
        Task task = open.isEmpty() ? null : open.getFirst();
        if (task == null) {
            return;
        }
        switch (deed.kind()) {
            case TAKE -> {
                if (task.by == null) {
                    task.by = deed.by();
                    line("taken", task, "");
                }
            }
            case RELEASE -> {
                if (task.by != null) {
                    task.by = null;
                    line("released", task, "");
                }
            }
            case FINISH -> finish(task, deed);
        }
    }

    private void finish(Task task, Deed deed) {
        String outcome = deed.outcome() == null ? "" : deed.outcome();
        boolean others = task.by != null && !task.by.equals(deed.by());
        if (others || !task.outcomes.contains(outcome)) {
            return;
        }
        open.remove(task);
        line("finished", task, outcome.isEmpty() ? "" : "outcome=" + outcome + " ");
        ModelRun run = task.run;
        Told finished = new Told(deed.at(), "task " + run.id() + run.visits, "task.finished", steps.now(), Map.of());
        if (run.plan.step(run.step) instanceof Plan.Task step) {
            run.broughtBy(finished);
            steps.come(run, Objects.requireNonNull(step.outcomes().get(outcome)), steps.now());
        } else {
            steps.asks().understood(run, (Plan.Ask) run.plan.step(run.step), outcome, finished);
        }
    }
}
