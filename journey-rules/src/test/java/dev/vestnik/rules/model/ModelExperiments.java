package dev.vestnik.rules.model;

import java.time.Instant;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;

/** The arms of experiments that the model's customer is in. */
final class ModelExperiments {
    private final Map<String, Map<String, String>> arms = new TreeMap<>(); // by journey and step
    private final Map<String, Instant> since = new TreeMap<>();
    private final Model.Draws draws;

    ModelExperiments(Model.Draws draws) {
        this.draws = draws;
    }

    /** Where the arm leads: the one that the customer has been in, or where there is none, or it is gone, a drawn one. */
    String arm(ModelRun run, Plan.Experiment experiment, ModelSteps steps) {
        Map<String, String> mine = arms.computeIfAbsent(run.journey, journey -> new TreeMap<>());
        String before = mine.get(run.step);
        boolean stays = experiment.arms().stream().anyMatch(arm -> arm.name().equals(before));
        String name = before != null && stays ? before : draws.drawn(run.plan, run.step, before);
        if (run.plan.shadow()) {
            return next(experiment, name);
        }
        mine.put(run.step, name);
        if (stays) {
            since.putIfAbsent(run.journey + "/" + run.step, run.stepAt);
        } else {
            since.put(run.journey + "/" + run.step, run.stepAt);
        }
        steps.line(
                "EXPOSED",
                run,
                "arm=%s%s counts=%s"
                        .formatted(
                                name, before == null || stays ? "" : " before=" + before, stays ? "again" : "first"));
        return next(experiment, name);
    }

    private static String next(Plan.Experiment experiment, String name) {
        return experiment.arms().stream()
                .filter(arm -> arm.name().equals(name))
                .findFirst()
                .orElseThrow()
                .next();
    }

    /** The customer stays in the arm that was first. */
    void unite(ModelExperiments visitor) {
        visitor.since.forEach((place, at) -> {
            Instant own = since.get(place);
            if (own == null || at.isBefore(own)) {
                since.put(place, at);
                String journey = place.substring(0, place.indexOf('/'));
                String step = place.substring(place.indexOf('/') + 1);
                arms.computeIfAbsent(journey, id -> new TreeMap<>())
                        .put(
                                step,
                                Objects.requireNonNull(visitor.arms.get(journey))
                                        .get(step));
            }
        });
    }

    /** The arms of a journey, by their steps. */
    Map<String, String> of(String journey) {
        return arms.getOrDefault(journey, Map.of());
    }

    /** Since when the customer is in the arm of this step. */
    Instant since(String journey, String step) {
        return Objects.requireNonNull(since.get(journey + "/" + step));
    }
}
