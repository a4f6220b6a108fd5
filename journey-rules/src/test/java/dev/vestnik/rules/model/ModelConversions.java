package dev.vestnik.rules.model;

import dev.vestnik.rules.model.RandomHistory.Told;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** What entries and conversions say for comparisons and sales: all that reports of them are made of. */
final class ModelConversions {
    private static final Duration OWED = Duration.ofDays(7);

    private final Map<String, Instant> exposed = new TreeMap<>(); // by journeys with a control group
    private final Set<String> won = new HashSet<>(); // of those journeys
    private final Set<String> wonInArm = new HashSet<>(); // journey, step and arm of experiments
    private final Set<String> sold = new HashSet<>();
    private final ModelExperiments experiments;
    private final List<Sent> sent;
    private final Model.Draws draws;

    ModelConversions(ModelExperiments experiments, List<Sent> sent, Model.Draws draws) {
        this.experiments = experiments;
        this.sent = sent;
        this.draws = draws;
    }

    /** Null where there is nothing to compare. */
    @Nullable
    String entered(ModelRun run, Instant nominal) {
        if (!isCompared(run)) {
            return null;
        }
        boolean again = exposed.putIfAbsent(run.journey, nominal) != null;
        return text(new TreeMap<>(Map.of(
                "arm", arm(run),
                "counts", again ? "again" : "first",
                "exposed", String.valueOf(exposed.get(run.journey)))));
    }

    private static boolean isCompared(ModelRun run) {
        return run.holdout > 0;
    }

    private static String arm(ModelRun run) {
        return run.heldOut ? "control" : "treated";
    }

    /** Null where there is nothing to compare and nothing was sold. */
    @Nullable
    String converted(ModelRun run, Told event, Instant nominal) {
        Plan.Goal goal = Objects.requireNonNull(run.goal);
        Map<String, String> says = new TreeMap<>();
        if (isCompared(run)) {
            Instant since = Objects.requireNonNull(exposed.get(run.journey));
            says.put("arm", arm(run));
            says.put("exposed", since.toString());
            says.put("counts", counts(won, run.journey, since, goal, nominal));
        }
        experiments.of(run.journey).forEach((step, arm) -> {
            Instant since = experiments.since(run.journey, step);
            String place = run.journey + "/" + step + "/" + arm;
            says.put("arm." + step, arm);
            says.put("exposed." + step, since.toString());
            says.put("counts." + step, counts(wonInArm, place, since, goal, nominal));
        });
        switch (goal.worth()) {
            case NOTHING -> {}
            case NUMBER -> says.put("value", String.valueOf(event.data().get("n")));
            case MONEY -> sale(event, nominal, says);
        }
        return text(says);
    }

    private static String counts(Set<String> won, String place, Instant since, Plan.Goal goal, Instant nominal) {
        if (nominal.isAfter(since.plus(goal.within()))) {
            return "late";
        }
        return won.add(place) ? "first" : "again";
    }

    /** An order is one sale, owed to the first and the last marketing message that a gateway took in the week before. */
    private void sale(Told event, Instant nominal, Map<String, String> says) {
        if (!(event.data().get("total") instanceof Map<?, ?> total)) {
            return; // a step has emitted it, without a sum
        }
        boolean first = sold.add(Objects.requireNonNullElse(event.data().get("orderId"), "event " + event.id())
                .toString());
        says.put("value", String.valueOf(total.get("amount")));
        says.put("currency", String.valueOf(total.get("currency")));
        says.put("sale", first ? "first" : "again");
        List<Sent> owed = sent.stream()
                .filter(message -> message.isTaken() && !message.run.plan.service())
                .filter(message -> !message.at.isBefore(nominal.minus(OWED)) && !message.at.isAfter(nominal))
                .sorted(Comparator.comparing((Sent message) -> message.at)
                        .thenComparing(message -> draws.id(message.name)))
                .toList();
        if (first && !owed.isEmpty()) {
            says.put("touch.first", inWords(owed.getFirst()));
            says.put("touch.last", inWords(owed.getLast()));
        }
    }

    private static String inWords(Sent message) {
        return message.run.journey + " " + message.channel;
    }

    private static @Nullable String text(Map<String, String> says) {
        return says.isEmpty()
                ? null
                : says.entrySet().stream()
                        .map(one -> one.getKey() + "=" + one.getValue())
                        .collect(Collectors.joining(" "));
    }

    /** The earlier exposure counts, and what either has won or bought. */
    void unite(ModelConversions visitor) {
        visitor.exposed.forEach(
                (journey, at) -> exposed.merge(journey, at, (own, came) -> came.isBefore(own) ? came : own));
        won.addAll(visitor.won);
        wonInArm.addAll(visitor.wonInArm);
        sold.addAll(visitor.sold);
    }

    /** The customer was erased: which orders were sold is no more about them than which events were heard. */
    void remember(ModelConversions before) {
        sold.addAll(before.sold);
    }
}
