package dev.vestnik.rules.model;

import dev.vestnik.rules.model.RandomHistory.Item;
import dev.vestnik.rules.model.RandomHistory.Outage;
import dev.vestnik.rules.model.Side.Handed;
import dev.vestnik.rules.model.Side.Reported;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Comparator;
import java.util.Deque;
import java.util.List;
import java.util.PriorityQueue;
import java.util.function.Function;

/**
 * Leads a side through a history: events, reports and what is due by themselves, merged by their times, as DESIGN 4.2 has it. What falls
 * into an outage is decided at its end, in the same order.
 */
public final class Clock {
    private static final Duration AFTERWARDS = Duration.ofDays(30);
    private static final Duration TICK = Duration.ofMillis(20);
    private static final int MOST_WAKES = 5_000;

    private final Duration tick;
    private final RandomHistory history;
    private final Side side;
    private final Deque<Item> items;
    private final PriorityQueue<Coming> coming =
            new PriorityQueue<>(Comparator.comparing(Coming::at).thenComparing(Coming::number));
    private Instant now = Instant.MIN;
    private int numbers;

    /** Something that answers what a side has done. */
    private record Coming(Instant at, int number, Function<Instant, List<Handed>> taken) {}

    private Clock(RandomHistory history, Side side, Duration tick) {
        this.tick = tick;
        this.history = history;
        this.side = side;
        this.items = new ArrayDeque<>(history.items());
    }

    public static List<Line> run(RandomHistory history, Side side) {
        new Clock(history, side, Duration.ZERO).run();
        return side.lines();
    }

    /** The same where what is overdue when it comes up, such as a wait of a late event or of no length, has the next tick, as in an engine. */
    public static List<Line> runInTicks(RandomHistory history, Side side) {
        new Clock(history, side, TICK).run();
        return side.lines();
    }

    private void run() {
        Instant end = history.items().getLast().at().plus(AFTERWARDS);
        for (int wakes = 0; wakes < MOST_WAKES; wakes++) {
            while (told()) {
                wakes = 0;
            }
            Instant due = side.due();
            if (due == null || due.isAfter(end)) {
                return;
            }
            handed(side.wake(due, woken(due)));
        }
        throw new AssertionError("never comes to rest: seed " + history.seed());
    }

    /** Whether something came from outside before, or as, the next thing is due. */
    private boolean told() {
        Instant due = side.due();
        Instant item = items.isEmpty() ? Instant.MAX : items.peek().at();
        Instant report = coming.isEmpty() ? Instant.MAX : coming.peek().at();
        Instant first = item.isAfter(report) ? report : item;
        if (first.equals(Instant.MAX) || due != null && due.isBefore(first)) {
            return false;
        }
        handed(
                first.equals(item)
                        ? side.take(items.remove(), now(item))
                        : coming.remove().taken().apply(now(report)));
        return true;
    }

    private void handed(List<Handed> messages) {
        for (Handed handed : messages) {
            for (Reports.Report report : Reports.of(history.seed(), handed)) {
                Instant at = handed.at().plus(report.after());
                Reported reported = new Reported(at, numbers, handed, report.status(), report.addressDead());
                coming.add(new Coming(at, numbers++, now -> side.reported(reported, now)));
            }
        }
        for (Question question : side.questions()) {
            RandomReplies.of(history.seed(), question)
                    .forEach(reply -> coming.add(new Coming(reply.at(), numbers++, now -> side.replied(reply, now))));
        }
    }

    private Instant woken(Instant due) {
        boolean overdue = tick.isZero() ? due.isBefore(now) : !due.isAfter(now);
        now = overdue ? now(due).plus(tick) : now(due);
        return now;
    }

    /** What comes out of the past is decided now. */
    private Instant now(Instant at) {
        Instant decided = history.outages().stream()
                .filter(outage -> !at.isBefore(outage.from()) && at.isBefore(outage.to()))
                .map(Outage::to)
                .findFirst()
                .orElse(at);
        now = decided.isAfter(now) ? decided : now;
        return now;
    }
}
