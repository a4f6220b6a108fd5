package dev.vestnik.rules.model;

import dev.vestnik.rules.model.Plan.Step;
import dev.vestnik.rules.model.Plan.Via;
import java.util.StringJoiner;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Writes a plan as a journey document. */
final class PlanText {
    private static final String TEMPLATE = "hello";

    private PlanText() {}

    static String of(Plan plan) {
        StringJoiner text = new StringJoiner("\n");
        text.add("id: " + plan.id());
        text.add(plan.service() ? "class: service" : "topic: " + plan.topic());
        text.add("priority: " + plan.priority());
        text.add("entry: " + entry(plan.entry()));
        text.add("context: {n: event.n}");
        text.add("exit: " + plan.exits().stream().map(exit -> exit(plan, exit)).toList());
        if (plan.goal() != null) {
            String match = match(plan.entry().keyed());
            text.add("goal: {on: %s%s, within: %s}"
                    .formatted(plan.goal().on(), match, plan.goal().within()));
        }
        if (plan.holdout() > 0) {
            text.add("holdout: {percent: " + plan.holdout() + "}");
        }
        text.add("start: " + plan.steps().keySet().iterator().next());
        text.add("steps:");
        plan.steps().forEach((id, step) -> text.add("  " + id + ": " + step(plan, step)));
        return text.toString();
    }

    private static String entry(Plan.Entry entry) {
        StringJoiner keys = new StringJoiner(", ", "{", "}");
        keys.add("on: " + entry.on());
        add(keys, "if", entry.atLeast() == 0 ? null : "event.n >= " + entry.atLeast());
        add(keys, "key", entry.keyed() ? "event.k" : null);
        add(keys, "once", entry.once() ? "event.fact" : null);
        add(keys, "onlyIfNotIn", entry.notIn() == null ? null : "[" + entry.notIn() + "]");
        add(keys, "lateness", entry.lateness());
        if (entry.reentry() instanceof Plan.Reentry(int max, var per, boolean byKey)) {
            keys.add("reentry: {max: %d, per: %s, by: %s}".formatted(max, per, byKey ? "key" : "customer"));
        }
        return keys.toString();
    }

    private static String exit(Plan plan, Plan.Exit exit) {
        return "{on: %s%s, reason: %s}".formatted(exit.on(), match(plan.entry().keyed()), exit.reason());
    }

    private static String match(boolean keyed) {
        return keyed ? ", match: event.k == key" : "";
    }

    private static String step(Plan plan, Step step) {
        return switch (step) {
            case Plan.Delay(var length, String next) -> "{type: delay, for: %s, next: %s}".formatted(length, next);
            case Plan.At(var time, String next) -> "{type: delay, at: \"%s\", next: %s}".formatted(time, next);
            case Plan.Wait wait -> wait(wait, match(plan.entry().keyed()));
            case Plan.Branch(int atLeast, String next, String otherwise) ->
                "{type: branch, cases: [{if: context.n >= %d, next: %s}], otherwise: %s}"
                        .formatted(atLeast, next, otherwise);
            case Plan.Message message -> message(message);
            case Plan.End() -> "{type: end}";
        };
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
