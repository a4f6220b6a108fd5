package dev.vestnik.rules.model;

import dev.vestnik.rules.model.ModelSteps.Emitted;
import dev.vestnik.rules.model.RandomHistory.Told;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The events that steps of the model's runs emit, and the journeys that they start. */
final class ModelEmissions {
    private static final int DEEPEST = 5;
    private static final int MOST_EVENTS = 20;
    private static final int MOST_STARTS = 50;

    private final List<Emitted> all = new ArrayList<>(); // that come of one thing
    private final Map<String, Integer> numbers = new HashMap<>();
    private final ModelSteps steps;
    private final List<Plan> published;
    private int next;

    ModelEmissions(ModelSteps steps, List<Plan> published) {
        this.steps = steps;
        this.published = published;
    }

    @Nullable
    Emitted next() {
        return next < all.size() ? all.get(next++) : null;
    }

    void unite(ModelEmissions visitor) {
        numbers.putAll(visitor.numbers);
    }

    void clear() {
        all.clear();
        next = 0;
    }

    void emit(ModelRun run, Plan.Emit step, Instant at) {
        long emitted = all.stream().filter(one -> one.starts() == null).count();
        if (run.depth >= DEEPEST || emitted >= MOST_EVENTS) {
            steps.dropped("event-not-emitted", run, "bound=" + (run.depth >= DEEPEST ? "depth" : "count"));
            return;
        }
        steps.line("EMITTED", run, "event=" + step.event());
        all.add(new Emitted(event(run, step.event(), at), null));
    }

    void start(ModelRun run, Plan.Start step, Instant at) {
        boolean there = published.stream()
                .anyMatch(plan -> plan.id().equals(step.journey())
                        && RandomPlans.STARTED.equals(plan.entry().on()));
        if (!there || run.depth >= DEEPEST) {
            steps.dropped("journey-not-started", run, (there ? "bound=depth " : "") + "journey=" + step.journey());
            return;
        }
        long started = all.stream().filter(one -> one.starts() != null).count();
        int wanted = step.each() ? run.things.size() : 1;
        for (int i = 0; i < wanted; i++) {
            if (started + i >= MOST_STARTS) {
                steps.dropped(
                        "journey-not-started", run, "bound=count journey=" + step.journey() + " left=" + (wanted - i));
                return;
            }
            steps.line("EMITTED", run, "event=" + RandomPlans.STARTED + " journey=" + step.journey());
            all.add(new Emitted(event(run, RandomPlans.STARTED, at), step.journey()));
        }
    }

    private Told event(ModelRun run, String type, Instant at) {
        String step = run.id() + "/" + run.step;
        String id = Telling.name(step, numbers.merge(step, 1, Integer::sum) - 1);
        Map<String, Object> data = Map.of("k", run.k, "n", run.n, "fact", "f" + run.n, "depth", run.depth + 1);
        return new Told(steps.now(), id, type, at, data);
    }
}
