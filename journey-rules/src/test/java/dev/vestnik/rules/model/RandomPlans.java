package dev.vestnik.rules.model;

import dev.vestnik.rules.model.Plan.Step;
import dev.vestnik.rules.model.Plan.Via;
import java.time.Duration;
import java.time.LocalTime;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** Makes plans. Steps lead forward alone, each to the next one by one of its ways, so that all can be reached and none leads in a circle. */
final class RandomPlans {
    static final List<String> STARTS = List.of("x.begun", "x.looked");
    static final List<String> ENDS = List.of("x.bought", "x.cleared");
    static final List<String> MIDDLES = List.of("x.paid", "x.asked");
    static final String RESET = "x.clicked";
    static final List<String> THINGS = List.of("x.thing", "x.other");
    static final String MOVED = "x.moved";
    static final String LEAP = "x.leap";
    static final String STARTED = "journey.started";

    /** The events that steps emit. */
    private static final List<String> EMITTED =
            List.of("x.begun", "x.looked", "x.bought", "x.paid", "x.clicked", "x.thing", MOVED, LEAP);

    private static final List<String> DAYS = List.of(
            "day",
            "workingDay",
            "wednesday",
            "saturday",
            "15",
            "\"01-17\"",
            "lastDay",
            "firstWorkingDay",
            "lastWorkingDay");

    private static final List<String> CHANNELS = List.of("push", "sms", "email");

    private final Random random;
    private final boolean asking;

    /** @param asking whether there are steps that ask others: sources, pools, people */
    RandomPlans(Random random, boolean asking) {
        this.random = random;
        this.asking = asking;
    }

    /** @param number of the plan in its history: priorities and times of day differ by it */
    Plan next(int number) {
        Plan.Entry entry = entry(number);
        Map<String, Step> steps = steps(number);
        return new Plan(
                "j" + number,
                one(3) ? null : "t" + random.nextInt(2),
                10 * number + random.nextInt(10),
                entry,
                whole(steps),
                steps);
    }

    /** A plan that sends before it gathers, waits or sleeps, and whose context events change. */
    Plan hearing(int number) {
        int first = random.nextInt(3);
        Map<String, Step> steps = new LinkedHashMap<>();
        steps.put("s0", message("s1", "s1"));
        steps.put("s1", hearing(first, "s2", "s3"));
        steps.put("s2", hearing((first + 1 + random.nextInt(2)) % 3, "s3", Plan.END));
        steps.put("s3", message(Plan.END, Plan.END));
        steps.put(Plan.END, new Plan.End());
        List<Plan.Rule> rules = List.of(new Plan.Rule(MOVED, true, null));
        Plan.Whole whole = new Plan.Whole(exits(), rules, null, 0, 2 + random.nextInt(4));
        return new Plan("j" + number, one(3) ? null : "t0", 10, entry(number), whole, steps);
    }

    private Step hearing(int kind, String next, String other) {
        return switch (kind) {
            case 0 -> new Plan.Batch(some(THINGS), hours(30), next);
            case 1 -> new Plan.Hours(next);
            default -> wait(next, other);
        };
    }

    private Plan.Whole whole(Map<String, Step> steps) {
        return new Plan.Whole(
                exits(),
                rules(List.copyOf(steps.keySet())),
                one(2) ? new Plan.Goal("x.bought", Duration.ofHours(1 + random.nextInt(96))) : null,
                one(6) ? 50 : 0,
                2 + random.nextInt(4));
    }

    private List<Plan.Rule> rules(List<String> steps) {
        List<Plan.Rule> rules = new ArrayList<>();
        if (one(3)) {
            rules.add(new Plan.Rule(MOVED, true, null));
        }
        if (one(4)) {
            rules.add(new Plan.Rule(LEAP, one(2), steps.get(random.nextInt(steps.size()))));
        }
        return rules;
    }

    /** The same journey after an edit: other lengths, and now and then a step that is gone. */
    Plan edited(Plan plan, int number) {
        Map<String, Step> steps = new LinkedHashMap<>();
        plan.steps().forEach((id, step) -> steps.put(id, longer(step)));
        return plan.with(one(3) && plan.whole().rules().isEmpty() ? steps(number) : steps);
    }

    private Step longer(Step step) {
        return switch (step) {
            case Plan.Delay(var length, String next) -> new Plan.Delay(hours(40), next);
            case Plan.Wait wait ->
                new Plan.Wait(wait.on(), wait.resets(), wait.update(), hours(40), null, wait.onTimeout());
            case Plan.Batch batch -> new Plan.Batch(batch.on(), hours(40), batch.next());
            case Plan.Experiment(var arms) -> new Plan.Experiment(otherwise(arms));
            default -> step;
        };
    }

    /** Other weights, and now and then without the last arm. */
    private List<Plan.Arm> otherwise(List<Plan.Arm> arms) {
        List<Plan.Arm> others = new ArrayList<>();
        arms.forEach(arm -> others.add(new Plan.Arm(arm.name(), 1 + random.nextInt(3), arm.next())));
        return arms.size() > 2 && one(2) ? List.copyOf(others.subList(0, others.size() - 1)) : others;
    }

    /** Such a plan that a calendar starts. */
    Plan dated(int number) {
        Plan plan = next(number);
        Plan.Entry entry = plan.entry();
        Plan.Calendar calendar = calendar(number, random.nextInt(3));
        int years = calendar instanceof Plan.Birthday && one(3) ? 36 : 0;
        Plan.Reentry reentry = one(3) ? new Plan.Reentry(1, hours(72), false) : null;
        return plan.with(new Plan.Entry(calendar, years, false, false, entry.notIn(), reentry, entry.lateness()));
    }

    private Plan.Calendar calendar(int number, int kind) {
        LocalTime at = LocalTime.of(random.nextInt(24), 7 * number + 3);
        boolean shops = one(3);
        return switch (kind) {
            case 0 -> new Plan.Birthday(one(2) ? 0 : random.nextInt(7) - 3, at, shops);
            case 1 -> new Plan.Every(List.copyOf(some(DAYS)), at, shops);
            default -> new Plan.Silence(hours(30), some(STARTS), one(2) ? at : null, shops);
        };
    }

    private Plan.Beginning changed(Plan.Beginning by, int number) {
        return switch (by) {
            case Plan.On on -> on;
            case Plan.Birthday birthday -> calendar(number, 0);
            case Plan.Every every -> calendar(number, 1);
            case Plan.Silence(Duration length, Set<String> of, LocalTime at, boolean shops) ->
                new Plan.Silence(hours(30), of, at, shops);
        };
    }

    /** @param moves the new ids of steps by the old ones, where they are told */
    record Changed(Plan plan, Map<String, String> moves) {}

    /** The same journey after a larger edit: each step is of its kind still, as a rule, and says something else; some have other ids. */
    Changed changed(Plan plan) {
        Map<String, String> ids = new LinkedHashMap<>();
        boolean renames = one(2);
        plan.steps().keySet().forEach(id -> ids.put(id, renames && !id.equals(Plan.END) && one(2) ? id + "x" : id));
        Map<String, String> moves = new TreeMap<>();
        ids.forEach((before, now) -> {
            if (!before.equals(now) && !one(6)) {
                moves.put(before, now);
            }
        });
        Plan.Whole whole = plan.whole();
        List<Plan.Rule> rules = whole.rules().stream()
                .map(rule -> new Plan.Rule(rule.on(), rule.update(), rule.goTo() == null ? null : ids.get(rule.goTo())))
                .toList();
        Plan.Whole renamed = new Plan.Whole(whole.exits(), rules, whole.goal(), whole.holdout(), whole.list());
        Plan.Entry entry = plan.entry()
                .by(one(2) ? plan.entry().by() : changed(plan.entry().by(), number(plan)));
        return new Changed(plan.with(entry).with(renamed, changed(plan, List.copyOf(ids.values()))), moves);
    }

    private static int number(Plan plan) {
        return Integer.parseInt(plan.id().substring(1));
    }

    private Map<String, Step> changed(Plan plan, List<String> ids) {
        Map<String, Step> steps = new LinkedHashMap<>();
        for (Step step : plan.steps().values()) {
            int here = steps.size();
            String next = ids.get(Math.min(here + 1, ids.size() - 1));
            String other = ids.get(Math.min(here + 1 + random.nextInt(ids.size() - here), ids.size() - 1));
            steps.put(ids.get(here), changed(step, number(plan), next, other));
        }
        return steps;
    }

    private Step changed(Step step, int number, String next, String other) {
        return switch (step) {
            case Plan.End end -> end;
            case Plan.Message message -> changed(message, next, other);
            case Step any when one(10) -> step(number, next, other);
            case Plan.Delay delay -> delay(number, next);
            case Plan.At at -> delay(number, next);
            case Plan.Hours hours -> delay(number, next);
            case Plan.Wait wait -> wait(next, other);
            case Plan.Batch batch -> new Plan.Batch(some(THINGS), hours(40), next);
            case Plan.Branch branch -> branch(next, other);
            case Plan.Experiment experiment -> new Plan.Experiment(arms(next, other));
            case Plan.Update update -> new Plan.Update(random.nextInt(4), one(2), next);
            case Plan.Consent consent -> new Plan.Consent(consent.channel(), consent.topic(), one(2), next);
            case Plan.Emit emit -> new Plan.Emit(pick(EMITTED), next);
            case Plan.Start start -> new Plan.Start(start.journey(), start.each(), next);
            case Plan.Lookup lookup -> new Plan.Lookup(one(2) ? random.nextInt(10) : null, next);
            case Plan.Offer offer -> new Plan.Offer(next, other);
            case Plan.Task task -> task(next, other);
            case Plan.Ask ask -> ask(next, other);
        };
    }

    private Step delay(int number, String next) {
        return switch (random.nextInt(4)) {
            case 0 -> new Plan.At(LocalTime.of(random.nextInt(24), 7 * number), next);
            case 1 -> new Plan.Hours(next);
            default -> new Plan.Delay(hours(40), next);
        };
    }

    /** The channels in another order, now and then one less or one more. */
    private Step changed(Plan.Message message, String next, String other) {
        List<Via> vias = new ArrayList<>(message.channels());
        Collections.shuffle(vias, random);
        if (vias.size() > 1 && one(4)) {
            vias.removeLast();
        }
        String more = pick(CHANNELS);
        if (one(3) && vias.stream().noneMatch(via -> via.channel().equals(more))) {
            vias.addFirst(via(more));
        }
        return new Plan.Message(vias, one(2) ? hours(20) : null, one(4), next, other);
    }

    private Plan.Entry entry(int number) {
        boolean keyed = !one(3);
        return new Plan.Entry(
                new Plan.On(one(5) ? STARTED : pick(STARTS)),
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
        return switch (random.nextInt(asking ? 18 : 14)) {
            case 0 -> new Plan.Delay(hours(30), next);
            case 1 -> new Plan.At(LocalTime.of(random.nextInt(24), 7 * number), next);
            case 2 -> branch(next, other);
            case 3 -> message(next, other);
            case 4 -> new Plan.Hours(next);
            case 5 -> new Plan.Batch(some(THINGS), hours(30), next);
            case 6 -> new Plan.Experiment(arms(next, other));
            case 7 -> new Plan.Update(random.nextInt(4), one(2), next);
            case 8 ->
                new Plan.Consent(
                        one(2) ? "any" : pick(CHANNELS), one(2) ? "t" + random.nextInt(2) : null, !one(3), next);
            case 9 -> new Plan.Emit(pick(EMITTED), next);
            case 10 -> new Plan.Start("j" + (1 + random.nextInt(4)), one(3), next);
            case 14 -> new Plan.Lookup(one(2) ? random.nextInt(10) : null, next);
            case 15 -> new Plan.Offer(next, other);
            case 16 -> task(next, other);
            case 17 -> ask(next, other);
            default -> wait(next, other);
        };
    }

    private Step branch(String next, String other) {
        Plan.What what = Plan.What.values()[random.nextInt(Plan.What.values().length)];
        int most = what == Plan.What.NUMBER || what == Plan.What.MARK || what == Plan.What.SENT ? 10 : 5;
        return new Plan.Branch(what, random.nextInt(most), next, other);
    }

    private List<Plan.Arm> arms(String next, String other) {
        List<Plan.Arm> arms = new ArrayList<>();
        for (int i = 0; i < 2 + random.nextInt(2); i++) {
            arms.add(new Plan.Arm("arm" + i, 1 + random.nextInt(3), i == 0 || one(2) ? next : other));
        }
        return arms;
    }

    private Step task(String next, String other) {
        Map<String, String> outcomes = one(2) ? Map.of("", next) : new TreeMap<>(Map.of("good", next, "bad", other));
        return new Plan.Task(outcomes, hours(30), one(2) ? hours(20) : null, other);
    }

    private Step ask(String next, String other) {
        Map<String, String> answers = new TreeMap<>(
                Map.of(Plan.Ask.GOOD, next, Plan.Ask.BAD, other, Plan.Ask.REFUSED, one(2) ? next : other));
        return new Plan.Ask(answers, hours(40), other, one(2) ? next : other);
    }

    private Set<String> some(List<String> types) {
        Set<String> some = new TreeSet<>(List.of(pick(types)));
        types.stream().filter(type -> one(2)).forEach(some::add);
        return some;
    }

    private String pick(List<String> some) {
        return some.get(random.nextInt(some.size()));
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
