package dev.vestnik.rules.model;

import dev.vestnik.rules.model.RandomHistory.Told;
import dev.vestnik.rules.model.RandomHistory.Wrote;
import java.time.Instant;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** The questions that the model's runs put to the customer by SMS. */
final class ModelAsks {
    private final ModelSteps steps;
    private final List<Sent> sent;

    ModelAsks(ModelSteps steps, List<Sent> sent) {
        this.steps = steps;
        this.sent = sent;
    }

    void begin(ModelRun run, Plan.Ask ask) {
        run.kept.clear();
        run.asks = new int[] {run.visits};
        put(run, ask);
    }

    private void put(ModelRun run, Plan.Ask ask) {
        run.asking = true;
        steps.messages().begin(run, ask.message());
    }

    /** The question has gone: from now on its answer is waited for. */
    void gone(ModelRun run, Plan.Ask ask) {
        run.asking = false;
        run.base = steps.nominal();
        run.due = run.base.plus(ask.timeout());
    }

    /** Where it could be asked once, and not once more, people read what came. */
    void notGone(ModelRun run, Plan.Ask ask) {
        run.asking = false;
        if (run.asks.length > 1) {
            toPeople(run, ask);
        } else {
            steps.come(run, ask.onNone(), steps.nominal());
        }
    }

    private void toPeople(ModelRun run, Plan.Ask ask) {
        run.asking = false;
        run.base = steps.now();
        run.due = run.base.plus(ask.timeout());
        steps.tasks().make(run, ask);
    }

    void over(ModelRun run, Plan.Ask ask, Instant due) {
        steps.tasks().expire(run);
        steps.come(run, ask.onTimeout(), due);
    }

    /** An answer belongs to the run that has asked last. */
    void wrote(Wrote wrote, List<ModelRun> going) {
        going.stream()
                .filter(run -> run.plan.step(run.step) instanceof Plan.Ask && askedAt(run) != null)
                .max(Comparator.comparing(run -> Objects.requireNonNull(askedAt(run))))
                .ifPresent(run -> answered(run, (Plan.Ask) run.plan.step(run.step), wrote));
    }

    private @Nullable Instant askedAt(ModelRun run) {
        return sent.stream()
                .filter(one -> one.run == run)
                .filter(one -> Arrays.stream(run.asks).anyMatch(visit -> visit == one.visit))
                .max(Comparator.comparing(one -> one.visit))
                .map(one -> one.at)
                .orElse(null);
    }

    private void answered(ModelRun run, Plan.Ask ask, Wrote wrote) {
        String name = ask.understood(wrote.text());
        if (name != null) {
            understood(run, ask, name, new Told(wrote.at(), wrote.id(), "message.inbound", steps.nominal(), Map.of()));
        } else if (steps.tasks().has(run)) {
            steps.answer("not-understood", run, null);
        } else if (run.asks.length == 1) {
            steps.answer("asked-again", run, null);
            run.visits++;
            run.stepAt = steps.nominal();
            run.asks = new int[] {run.asks[0], run.visits};
            put(run, ask);
        } else {
            steps.answer("not-understood", run, null);
            toPeople(run, ask);
        }
    }

    /** The customer has answered, or a person says what was meant. */
    void understood(ModelRun run, Plan.Ask ask, String name, Told message) {
        steps.answer("understood", run, "answer=" + name);
        run.broughtBy(message);
        run.asking = false;
        String next = Objects.requireNonNull(ask.answers().get(name));
        steps.tasks().withdraw(run, "moved-on");
        steps.come(run, next, steps.nominal());
    }
}
