package dev.vestnik.rules.model;

import dev.vestnik.rules.model.Plan.Step;
import dev.vestnik.rules.model.Plan.Via;
import java.util.StringJoiner;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Writes a plan as a journey document. */
final class PlanText {
    private static final String TEMPLATE = "hello";
    private static final String DATA = "{k: context.k, n: context.n, fact: '\"f\" + string(context.n)'}";

    private PlanText() {}

    static String of(Plan plan) {
        StringJoiner text = new StringJoiner("\n");
        text.add("id: " + plan.id());
        text.add(plan.service() ? "class: service" : "topic: " + plan.topic());
        text.add("priority: " + plan.priority());
        text.add("entry: " + entry(plan.entry()));
        text.add("counters: {counted: {on: %s, if: event.n >= %d}}"
                .formatted(Plan.What.COUNTED_TYPE, Plan.What.COUNTED_FROM));
        text.add(context(plan));
        whole(text, plan.whole(), match(plan.entry().keyed()));
        if (plan.shadow()) {
            text.add("shadow: true");
        }
        text.add("start: " + plan.steps().keySet().iterator().next());
        text.add("steps:");
        plan.steps().forEach((id, step) -> text.add("  " + id + ": " + step(plan, step)));
        return text.toString();
    }

    private static String context(Plan plan) {
        boolean byEvents = plan.entry().calendar() == null;
        String n = byEvents ? "event.n" : "'" + Plan.Calendar.N + "'";
        return "context: {n: %s, k: %s, things: {of: %s, last: %d}}"
                .formatted(n, byEvents ? "event.k" : "'\"k0\"'", n, plan.whole().list());
    }

    private static void whole(StringJoiner text, Plan.Whole whole, String match) {
        text.add("exit: "
                + whole.exits().stream()
                        .map(exit -> "{on: %s%s, reason: %s}".formatted(exit.on(), match, exit.reason()))
                        .toList());
        if (!whole.rules().isEmpty()) {
            text.add("on: "
                    + whole.rules().stream().map(rule -> rule(rule, match)).toList());
        }
        if (whole.goal() instanceof Plan.Goal(String on, var within)) {
            text.add("goal: {on: %s%s, within: %s%s}".formatted(on, match, within, value(whole.goal())));
        }
        if (whole.holdout() > 0) {
            text.add("holdout: {percent: " + whole.holdout() + "}");
        }
    }

    private static String value(Plan.Goal goal) {
        return switch (goal.worth()) {
            case NOTHING -> "";
            case NUMBER -> ", value: event.n";
            case MONEY -> ", value: event.total";
        };
    }

    private static String rule(Plan.Rule rule, String match) {
        String update = rule.update() ? ", update: true" : "";
        String goTo = rule.goTo() == null ? "" : ", goto: " + rule.goTo();
        return "{on: %s%s%s%s}".formatted(rule.on(), match, update, goTo);
    }

    private static String entry(Plan.Entry entry) {
        StringJoiner keys = new StringJoiner(", ", "{", "}");
        String counted = entry.calendar() == null ? "event.n >= " : "event.years >= ";
        beginning(keys, entry.by());
        add(keys, "if", entry.atLeast() == 0 ? null : counted + entry.atLeast());
        add(keys, "key", entry.keyed() ? "event.k" : null);
        add(keys, "once", entry.once() ? "event.fact" : null);
        add(keys, "onlyIfNotIn", entry.notIn() == null ? null : "[" + entry.notIn() + "]");
        add(keys, "lateness", entry.lateness());
        if (entry.reentry() instanceof Plan.Reentry(int max, var per, boolean byKey)) {
            keys.add("reentry: {max: %d, per: %s, by: %s}".formatted(max, per, byKey ? "key" : "customer"));
        }
        return keys.toString();
    }

    private static void beginning(StringJoiner keys, Plan.Beginning by) {
        switch (by) {
            case Plan.On(String type) -> keys.add("on: " + type);
            case Plan.Birthday(int offset, var at, boolean shops) -> {
                keys.add("date: customer.birthday");
                add(keys, "offset", offset == 0 ? null : offset < 0 ? "-P" + -offset + "D" : "P" + offset + "D");
            }
            case Plan.Every(var days, var at, boolean shops) -> keys.add("every: [" + String.join(", ", days) + "]");
            case Plan.Silence(var length, var of, var at, boolean shops) -> {
                keys.add("silence: " + length);
                keys.add("of: [" + String.join(", ", of) + "]");
            }
        }
        if (by instanceof Plan.Calendar calendar) {
            add(keys, "at", calendar.at() == null ? null : "\"" + calendar.at() + "\"");
            add(keys, "zone", calendar.shops() ? "shop" : null);
        }
    }

    private static String match(boolean keyed) {
        return keyed ? ", match: event.k == key" : "";
    }

    private static String step(Plan plan, Step step) {
        return switch (step) {
            case Plan.Delay(var length, String next) -> "{type: delay, for: %s, next: %s}".formatted(length, next);
            case Plan.At(var time, String next) -> "{type: delay, at: \"%s\", next: %s}".formatted(time, next);
            case Plan.Wait wait -> wait(wait, match(plan.entry().keyed()));
            case Plan.Hours(String next) ->
                "{type: delay, for: 'duration(string(context.n) + \"h\")', next: %s}".formatted(next);
            case Plan.Batch batch -> batch(batch, match(plan.entry().keyed()));
            case Plan.Branch(var of, int atLeast, String next, String otherwise) ->
                "{type: branch, cases: [{if: '%s', next: %s}], otherwise: %s}"
                        .formatted(condition(of, atLeast), next, otherwise);
            case Plan.Experiment(var arms) ->
                "{type: experiment, arms: ["
                        + arms.stream()
                                .map(arm -> "{name: %s, weight: %d, next: %s}"
                                        .formatted(arm.name(), arm.weight(), arm.next()))
                                .collect(Collectors.joining(", "))
                        + "]}";
            case Plan.Update(int plus, boolean mark, String next) ->
                "{type: update, context: {n: 'context.n + %d'}%s, next: %s}"
                        .formatted(plus, mark ? ", attributes: {mark: 'string(context.n)'}" : "", next);
            case Plan.Consent(String channel, var topic, boolean granted, String next) ->
                "{type: consent, channel: %s%s, granted: %s, evidence: '\"form\"', next: %s}"
                        .formatted(channel, topic == null ? "" : ", topic: " + topic, granted, next);
            case Plan.Emit(String event, String next) ->
                "{type: emit, event: %s, data: %s, next: %s}".formatted(event, DATA, next);
            case Plan.Start(String journey, boolean each, String next) ->
                "{type: journey, journey: %s%s, data: %s, next: %s}"
                        .formatted(journey, each ? ", each: context.things" : "", DATA, next);
            case Plan.Lookup(var otherwise, String next) ->
                "{type: lookup, source: bonus, into: n, timeout: %s%s, next: %s}"
                        .formatted(
                                Plan.Lookup.TIMEOUT, otherwise == null ? "" : ", default: '" + otherwise + "'", next);
            case Plan.Offer(String next, String onEmpty) ->
                "{type: offer, offer: spring, next: %s, onEmpty: %s}".formatted(next, onEmpty);
            case Plan.Task task -> task(task);
            case Plan.Ask ask -> ask(ask);
            case Plan.Message message -> message(message);
            case Plan.End() -> "{type: end}";
        };
    }

    private static String condition(Plan.What of, int atLeast) {
        return switch (of) {
            case NUMBER -> "context.n >= " + atLeast;
            case MARK ->
                "has(customer.attributes) && has(customer.attributes.mark) && int(customer.attributes.mark) >= "
                        + atLeast;
            case THINGS -> "size(context.things) >= " + atLeast;
            case IN -> "customer.in(\"j" + atLeast + "\")";
            case SENT -> "now - customer.lastSent(\"t%d\") >= duration(\"%dh\")".formatted(atLeast % 2, 3 * atLeast);
            case COUNTED -> "counted.count(P" + Plan.What.COUNTED_DAYS + "D) >= " + atLeast;
        };
    }

    private static String batch(Plan.Batch batch, String match) {
        return "{type: batch, on: [%s], for: %s, into: things, next: %s}"
                .formatted(
                        batch.on().stream()
                                .map(type -> "{on: %s%s}".formatted(type, match))
                                .collect(Collectors.joining(", ")),
                        batch.length(),
                        batch.next());
    }

    private static String ask(Plan.Ask ask) {
        StringJoiner keys = new StringJoiner(", ", "{type: ask, into: said, ", "}");
        keys.add("template: " + TEMPLATE);
        keys.add("answers: [{name: good, number: {from: 7, to: 10}, next: %s}"
                        .formatted(ask.answers().get(Plan.Ask.GOOD))
                + ", {name: bad, number: {from: 1, to: 6}, next: %s}"
                        .formatted(ask.answers().get(Plan.Ask.BAD))
                + ", {name: refused, means: \"no\", next: %s}]"
                        .formatted(ask.answers().get(Plan.Ask.REFUSED)));
        keys.add("timeout: " + ask.timeout());
        return keys.add("onTimeout: " + ask.onTimeout())
                .add("onNone: " + ask.onNone())
                .toString();
    }

    private static String task(Plan.Task task) {
        StringJoiner keys = new StringJoiner(", ", "{type: task, queue: calls, text: Call, ", "}");
        keys.add("timeout: " + task.timeout());
        add(keys, "escalate", task.escalation() == null ? null : "{queue: lead, timeout: " + task.escalation() + "}");
        String alone = task.outcomes().get("");
        if (alone == null) {
            keys.add(task.outcomes().entrySet().stream()
                    .map(way -> "{name: %s, next: %s}".formatted(way.getKey(), way.getValue()))
                    .collect(Collectors.joining(", ", "outcomes: [", "]")));
        }
        add(keys, "next", alone);
        return keys.add("onTimeout: " + task.onTimeout()).toString();
    }

    private static String wait(Plan.Wait wait, String match) {
        StringJoiner keys = new StringJoiner(", ", "{type: waitUntil, ", "}");
        keys.add("timeout: " + wait.timeout());
        keys.add(wait.on().entrySet().stream()
                .map(on -> "{on: %s%s, next: %s}".formatted(on.getKey(), match, on.getValue()))
                .collect(Collectors.joining(", ", "on: [", "]")));
        if (!wait.resets().isEmpty()) {
            String update = wait.update() ? ", update: true" : "";
            keys.add(wait.resets().stream()
                    .map(type -> "{on: %s%s%s}".formatted(type, match, update))
                    .collect(Collectors.joining(", ", "resetOn: [", "]")));
        }
        add(keys, "maxWait", wait.maxWait());
        return keys.add("onTimeout: " + wait.onTimeout()).toString();
    }

    private static String message(Plan.Message message) {
        StringJoiner keys = new StringJoiner(", ", "{type: message, ", "}");
        keys.add("template: " + TEMPLATE);
        add(keys, "within", message.within());
        add(keys, "outranked", message.drop() ? "drop" : null);
        keys.add(message.channels().stream().map(PlanText::via).collect(Collectors.joining(", ", "channels: [", "]")));
        return keys.add("onSent: " + message.onSent())
                .add("onNone: " + message.onNone())
                .toString();
    }

    private static String via(Via via) {
        StringJoiner keys = new StringJoiner(", ", "{", "}");
        keys.add("via: " + via.channel());
        add(keys, "until", via.until());
        add(keys, "for", via.lasts());
        add(keys, "if", via.atLeast() == 0 ? null : "context.n >= " + via.atLeast());
        return keys.toString();
    }

    private static void add(StringJoiner keys, String key, @Nullable Object value) {
        if (value != null) {
            keys.add(key + ": " + value);
        }
    }
}
