package dev.vestnik.rules.model;

import dev.vestnik.rules.model.Plan.Step;
import dev.vestnik.rules.model.Plan.Via;
import java.time.Duration;
import java.time.LocalTime;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Makes plans. Steps lead forward alone, each to the next one by one of its ways, so that all can be reached and none leads in a circle. */
final class RandomPlans {
    static final List<String> STARTS = List.of("x.begun", "x.looked");
    static final List<String> ENDS = List.of("x.bought", "x.cleared");
    static final List<String> MIDDLES = List.of("x.paid", "x.asked");
    static final String RESET = "x.clicked";
    private static final List<String> CHANNELS = List.of("push", "sms", "email");

    private final Random random;

    RandomPlans(Random random) {
        this.random = random;
    }

    /** @param number of the plan in its history: priorities and times of day differ by it */
    Plan next(int number) {
        Plan.Entry entry = entry(number);
        return new Plan(
                "j" + number,
                one(3) ? null : "t" + random.nextInt(2),
                10 * number + random.nextInt(10),
                entry,
                exits(),
                one(2) ? new Plan.Goal("x.bought", Duration.ofHours(1 + random.nextInt(96))) : null,
                one(6) ? 50 : 0,
                steps(number));
    }

    /** The same journey after an edit: other lengths, and now and then a step that is gone. */
    Plan edited(Plan plan, int number) {
        Map<String, Step> steps = new LinkedHashMap<>();
        plan.steps().forEach((id, step) -> steps.put(id, longer(step)));
        if (one(3)) {
            return new Plan(
                    plan.id(),
                    plan.topic(),
                    plan.priority(),
                    plan.entry(),
                    plan.exits(),
                    plan.goal(),
                    plan.holdout(),
                    steps(number));
        }
        return new Plan(
                plan.id(),
                plan.topic(),
                plan.priority(),
                plan.entry(),
                plan.exits(),
                plan.goal(),
                plan.holdout(),
                steps);
    }

    private Step longer(Step step) {
        return switch (step) {
            case Plan.Delay(var length, String next) -> new Plan.Delay(hours(40), next);
            case Plan.Wait wait ->
                new Plan.Wait(wait.on(), wait.resets(), wait.update(), hours(40), null, wait.onTimeout());
            case Plan.At at -> at;
            case Plan.Branch branch -> branch;
            case Plan.Message message -> message;
            case Plan.End end -> end;
        };
    }

    private Plan.Entry entry(int number) {
        boolean keyed = !one(3);
        return new Plan.Entry(
                STARTS.get(random.nextInt(STARTS.size())),
                one(2) ? 0 : random.nextInt(6),
                keyed,
                one(4),
                number > 1 && one(4) ? "j" + (1 + random.nextInt(number - 1)) : null,
                one(3) ? new Plan.Reentry(1 + random.nextInt(2), hours(72), keyed && one(2)) : null,
                one(3) ? hours(6) : null);
    }

    private List<Plan.Exit> exits() {
        List<Plan.Exit> exits = new ArrayList<>();
        ENDS.stream()
                .filter(type -> one(2))
                .forEach(type -> exits.add(new Plan.Exit(type, "was-" + type.substring(2))));
        return exits;
    }

    private Map<String, Step> steps(int number) {
        int count = 2 + random.nextInt(4);
        int message = random.nextInt(count);
        Map<String, Step> steps = new LinkedHashMap<>();
        for (int i = 0; i < count; i++) {
            String next = i + 1 < count ? "s" + (i + 1) : Plan.END;
            int after = i + 1 + random.nextInt(count - i);
            String other = after < count ? "s" + after : Plan.END;
            steps.put("s" + i, i == message ? message(next, other) : step(number, next, other));
        }
        steps.put(Plan.END, new Plan.End());
        return steps;
    }

    private Step step(int number, String next, String other) {
        return switch (random.nextInt(6)) {
            case 0 -> new Plan.Delay(hours(30), next);
            case 1 -> new Plan.At(LocalTime.of(random.nextInt(24), 7 * number), next);
            case 2 -> new Plan.Branch(random.nextInt(10), next, other);
            case 3 -> message(next, other);
            default -> wait(next, other);
        };
    }

    private Step wait(String next, String other) {
        boolean resets = one(2);
        Map<String, String> on = new LinkedHashMap<>();
        MIDDLES.stream().filter(type -> one(2)).forEach(type -> on.put(type, other));
        Set<String> by = resets || on.isEmpty() ? Set.of(RESET) : Set.of();
        Duration timeout = hours(30);
        Duration most = by.isEmpty() || one(2) ? null : timeout.plus(hours(30));
        return new Plan.Wait(on, by, one(2), timeout, most, next);
    }

    private Step message(String next, String other) {
        Set<String> channels = new LinkedHashSet<>();
        for (int i = 0; i <= random.nextInt(3); i++) {
            channels.add(CHANNELS.get(random.nextInt(CHANNELS.size())));
        }
        List<Via> vias = new ArrayList<>();
        channels.forEach(channel -> vias.add(via(channel)));
        boolean sentFirst = one(2);
        return new Plan.Message(
                vias, one(2) ? hours(20) : null, one(4), sentFirst ? next : other, sentFirst ? other : next);
    }

    private Via via(String channel) {
        return new Via(
                channel,
                until(channel),
                one(3) ? null : Duration.ofMinutes(10 + random.nextInt(90)),
                one(4) ? random.nextInt(10) : 0);
    }

    private @Nullable String until(String channel) {
        List<String> known = List.of("accepted", channel.equals("email") ? "opened" : "delivered");
        return one(3) ? null : known.get(random.nextInt(known.size()));
    }

    private Duration hours(int most) {
        return Duration.ofHours(1 + random.nextInt(most));
    }

    private boolean one(int of) {
        return random.nextInt(of) == 0;
    }
}
