package dev.vestnik.rules.model;

import dev.vestnik.rules.model.History.Item;
import dev.vestnik.rules.model.History.Told;
import dev.vestnik.rules.model.Side.Handed;
import dev.vestnik.rules.model.Side.Reported;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/**
 * The rules with a history in parts, all of which come at nearly the same time: an event, what is due by then, and what senders say of the
 * messages. For a run on a real clock, which must not hang on seconds.
 */
public final class Parts {
    private final Rules rules;
    private final List<Told> events;
    private final Instant now;
    private final History history;
    private List<Handed> handed = new ArrayList<>();
    private int numbers;

    public Parts(History history, Instant now) {
        this.history = history;
        this.rules = new Rules(history);
        this.events =
                history.undisturbed().items().stream().map(item -> (Told) item).toList();
        this.now = now;
    }

    public Rules rules() {
        return rules;
    }

    public History history() {
        return history;
    }

    /** The event of this part, and what comes of it; none where there are no more. */
    public List<Told> event(int part) {
        List<Told> one = events.stream().skip(part).limit(1).toList();
        one.forEach(this::take);
        return one;
    }

    public void take(Item item) {
        handed.addAll(rules.take(item, now));
        settle();
    }

    /** What senders say now of the messages since the last time. No try again: its time would come while we look. */
    public List<Reported> reports() {
        List<Reported> reports = handed.stream()
                .flatMap(message -> Reports.of(history.seed(), message).stream()
                        .filter(report -> !report.status().equals("FAILED_TEMPORARY"))
                        .map(report -> new Reported(now, numbers++, message, report.status(), report.addressDead())))
                .toList();
        handed = new ArrayList<>();
        for (Reported report : reports) {
            handed.addAll(rules.reported(report, now));
            settle();
        }
        return reports;
    }

    private void settle() {
        Instant due = rules.due();
        while (due != null && !due.isAfter(now)) {
            handed.addAll(rules.wake(due, now));
            due = rules.due();
        }
    }
}
