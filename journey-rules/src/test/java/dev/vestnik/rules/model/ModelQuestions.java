package dev.vestnik.rules.model;

import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What the model's runs ask sources and pools. */
final class ModelQuestions {
    private static final Duration AGAIN = Duration.ofMinutes(10);
    private static final int MOST_ASKED = 6;

    private final List<Question> asked = new ArrayList<>();
    private final Map<String, String> fresh = new HashMap<>(); // of what is being decided, with their steps
    private final Map<String, ModelRun> open = new HashMap<>(); // the question that its run waits for
    private final Map<String, Integer> numbers = new HashMap<>();
    private final ModelSteps steps;

    ModelQuestions(ModelSteps steps) {
        this.steps = steps;
    }

    List<Question> asked() {
        List<Question> copy = List.copyOf(asked);
        asked.clear();
        return copy;
    }

    private void ask(ModelRun run, Question.About about) {
        forget(run);
        String step = run.id() + "/" + run.step + "?";
        String name = Telling.name(step, numbers.merge(step, 1, Integer::sum) - 1);
        open.put(name, run);
        fresh.put(name, step);
        asked.add(new Question(steps.now(), name, about));
    }

    /** Its answer is not waited for any more. One that nobody waits for by the end of the decision that asked it has no name. */
    void forget(ModelRun run) {
        open.entrySet().stream()
                .filter(one -> one.getValue() == run)
                .map(Map.Entry::getKey)
                .toList()
                .forEach(this::forget);
    }

    private void forget(String name) {
        open.remove(name);
        String step = fresh.remove(name);
        if (step != null) {
            numbers.merge(step, -1, Integer::sum);
            asked.removeIf(question -> question.name().equals(name));
        }
    }

    /** All that came of one thing has been decided. */
    void decided() {
        fresh.clear();
    }

    void lookUp(ModelRun run) {
        ask(run, Question.About.SOURCE);
        steps.line("HELD", "asking", run, run.step, null);
        run.due = steps.now().plus(Plan.Lookup.TIMEOUT);
    }

    /** @param before how often it has been asked */
    void ask(ModelRun run, int before) {
        if (before > 0) {
            steps.line("HELD", "asking", run, run.step, null);
        }
        ask(run, Question.About.POOL);
        run.asked = before + 1;
        run.due = steps.now().plus(AGAIN);
    }

    void over(ModelRun run, Plan.Offer offer) {
        if (run.asked < MOST_ASKED) {
            ask(run, run.asked);
        } else {
            without(run, offer, "offer-unanswered");
        }
    }

    /** What follows counts from when the run came to the step. */
    private void without(ModelRun run, Plan.Offer offer, String reason) {
        forget(run);
        steps.line("SKIPPED", reason, run, run.step, null);
        steps.come(run, offer.onEmpty(), run.stepAt);
    }

    void replied(Question.Reply reply) {
        ModelRun run = open.remove(reply.to().name());
        if (run == null || run.over) {
            return;
        }
        switch (run.plan.step(run.step)) {
            case Plan.Lookup lookup -> answered(run, lookup, (Long) reply.value(), reply.reason());
            case Plan.Offer offer when reply.value() == null -> without(run, offer, reply.reason());
            case Plan.Offer offer -> {
                steps.line("OFFERED", run, null);
                steps.codes().given(run);
                steps.come(run, offer.next(), run.stepAt);
            }
            default -> throw new AssertionError("asked nothing in " + run.step);
        }
    }

    /** @param value null: there is none, because of that */
    void answered(ModelRun run, Plan.Lookup lookup, @Nullable Long value, String because) {
        forget(run);
        boolean known = value != null || lookup.otherwise() != null;
        String answer = value != null ? "given" : known ? "default" : "none";
        String why = value != null ? "" : " because=" + because;
        String context = known ? " context=n" : "";
        steps.line("UPDATED", run, "answer=" + answer + why + context + " source=bonus");
        run.n = value != null ? value : known ? lookup.otherwise() : run.n;
        steps.come(run, lookup.next(), steps.nominal());
    }
}
