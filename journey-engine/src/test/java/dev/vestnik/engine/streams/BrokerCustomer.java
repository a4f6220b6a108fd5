package dev.vestnik.engine.streams;

import static org.assertj.core.api.Assertions.assertThat;

import dev.vestnik.engine.streams.intake.HistoryRecords;
import dev.vestnik.rules.customer.CustomerKey;
import dev.vestnik.rules.customer.CustomerState;
import dev.vestnik.rules.model.Compiled;
import dev.vestnik.rules.model.Line;
import dev.vestnik.rules.model.RandomHistory;
import dev.vestnik.rules.model.RandomHistory.Told;
import dev.vestnik.rules.model.Reports;
import dev.vestnik.rules.model.Rules;
import dev.vestnik.rules.model.Side.Handed;
import dev.vestnik.rules.model.Side.Reported;
import dev.vestnik.rules.model.Telling;
import dev.vestnik.schemas.engine.Decision;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Deque;
import java.util.List;
import java.util.Objects;
import java.util.PriorityQueue;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * A customer whom an engine and the bare rules decide about: the rules are told the same, in the same order, at the times that the engine's
 * decisions have.
 */
final class BrokerCustomer {
    /** The rest of a history: what is due later is left out. */
    private static final Duration AFTERWARDS = Duration.ofDays(10);

    /** So long before a wake-up nothing is told: which of them comes first must not hang on the machine. */
    private static final Duration APART = Duration.ofSeconds(2);

    private final RandomHistory history;
    private final Rules rules;
    private final CustomerKey key;
    private final Telling telling = new Telling();
    private final Deque<Told> events = new ArrayDeque<>();
    private final PriorityQueue<Reported> reports =
            new PriorityQueue<>(Comparator.comparing(Reported::at).thenComparing(Reported::number));
    private final Deque<Line> decided = new ArrayDeque<>();
    private final List<String> handed = new ArrayList<>();
    private final Instant end;
    private int numbers;
    private @Nullable Turn turn;

    /** How often in a row that turn comes. */
    private int times;

    /** The rules after that turn, as far as they do not hang on when exactly it is. */
    private Rules foresight;

    /** The next signal of the customer. */
    private sealed interface Turn {
        record Event(Told told) implements Turn {}

        record Report(Reported reported) implements Turn {}

        record Wake() implements Turn {}

        record Publication() implements Turn {}
    }

    /** @param compiled the journeys of the shop */
    BrokerCustomer(RandomHistory history, Compiled compiled) {
        this.history = history;
        this.rules = new Rules(history.customer(), compiled);
        this.foresight = rules;
        this.key = HistoryRecords.customer(history.customer());
        history.undisturbed().items().forEach(item -> events.add((Told) item));
        this.end = events.getLast().at().plus(AFTERWARDS);
    }

    CustomerKey key() {
        return key;
    }

    /** When something is to happen next; null: never. */
    @Nullable
    Instant next() {
        Instant first = Stream.of(told(), rules.due())
                .flatMap(Stream::ofNullable)
                .min(Comparator.naturalOrder())
                .orElse(null);
        return first == null || first.isAfter(end) ? null : first;
    }

    private @Nullable Instant told() {
        Instant event = events.isEmpty() ? Instant.MAX : events.peek().at();
        Instant report = reports.isEmpty() ? Instant.MAX : reports.peek().at();
        Instant first = event.isAfter(report) ? report : event;
        return first.equals(Instant.MAX) ? null : first;
    }

    /** Takes what is next by that time, and says it to the engine where it comes from outside. */
    void say(Instant now, BrokerShop shop) {
        foresee(next(now), now);
        if (turn instanceof Turn.Event(Told told)) {
            shop.says(key, told);
        } else if (turn instanceof Turn.Report(Reported reported)) {
            shop.reports(key, HistoryRecords.receipt(key, reported, rules.id(reported.of())), now);
        }
    }

    /** Another version of a journey has been published. */
    void hearOfPublication(Instant now) {
        foresee(new Turn.Publication(), now);
    }

    /** A journey has been paused or resumed, which nobody tells the customers. */
    void hearNothing(Instant now) {
        foresee(null, now);
    }

    private void foresee(@Nullable Turn next, Instant now) {
        turn = next;
        foresight = rules.copy();
        times = 0;
        while (next != null && comes(next, now)) {
            take(foresight, next, now);
            times++;
        }
    }

    /** Whether a turn comes, or comes again: several wake-ups may be due. */
    private boolean comes(Turn next, Instant now) {
        Instant due = foresight.due();
        return next instanceof Turn.Wake ? due != null && !due.isAfter(now) : times == 0;
    }

    private @Nullable Turn next(Instant now) {
        Instant due = rules.due();
        Instant told = told();
        if (due != null && !due.isAfter(now)) {
            return new Turn.Wake();
        }
        boolean soonWoken = due != null && due.isBefore(now.plus(APART));
        if (told == null || told.isAfter(now) || soonWoken) {
            return null;
        }
        if (!reports.isEmpty() && reports.peek().at().equals(told)) {
            return new Turn.Report(reports.remove());
        }
        Told event = events.remove();
        return new Turn.Event(new Told(now, event.id(), event.type(), event.occurredAt(), event.data()));
    }

    /** The engine has decided. */
    void decided(Decision decision) {
        decided.add(HistoryRecords.line(telling, decision));
    }

    /** Whether the engine has decided as often as the rules do, and has done what leaves no decision. */
    boolean isDecided(CustomerState stored, Instant now) {
        return decided.size() >= foresight.lines().size()
                && switch (turn) {
                    case Turn.Wake wake -> armed(stored).allMatch(due -> due.isAfter(now));
                    case Turn.Publication publication ->
                        versions(foresight.state()).containsAll(versions(stored));
                    case null, default -> true;
                };
    }

    /** Tells what the engine has not decided yet. */
    String awaited() {
        return "%s: %s, %s of which there is %s, due %s, runs %s"
                .formatted(
                        this,
                        turn,
                        foresight.lines(),
                        decided,
                        armed(foresight.state()).toList(),
                        versions(foresight.state()));
    }

    /** When the rules are to be woken, by class, the earliest first. */
    Stream<Instant> dues() {
        return armed(rules.state()).distinct().sorted();
    }

    private static Stream<Instant> armed(CustomerState state) {
        return Stream.of(
                        state.armed().service(),
                        state.armed().marketing(),
                        state.armed().housekeeping())
                .flatMap(Stream::ofNullable);
    }

    private static List<String> versions(CustomerState state) {
        return state.instances().stream()
                .map(run -> run.id() + " " + run.version())
                .toList();
    }

    /** The rules decide the same, at the same time. */
    void agree(Instant now) {
        for (int i = 0; i < times; i++) {
            int before = rules.lines().size();
            handed(take(
                    rules,
                    Objects.requireNonNull(turn),
                    decided.isEmpty() ? now : decided.peek().now()));
            for (Line line : rules.lines().subList(before, rules.lines().size())) {
                assertThat(decided.poll()).as("%s after %s", this, turn).isEqualTo(line);
            }
        }
        turn = null;
    }

    private static List<Handed> take(Rules rules, Turn turn, Instant now) {
        return switch (turn) {
            case Turn.Event(Told told) -> rules.take(told, now);
            case Turn.Report(Reported reported) -> rules.reported(reported, now);
            case Turn.Wake wake -> rules.wake(Objects.requireNonNull(rules.due()), now);
            case Turn.Publication publication -> rules.redefined(now);
        };
    }

    private void handed(List<Handed> messages) {
        for (Handed message : messages) {
            handed.add(rules.id(message) + " " + message.attempt());
            for (Reports.Report report : Reports.of(history.seed(), message)) {
                boolean dead = report.addressDead() && !message.channel().equals("push"); // its owner knows it for good
                reports.add(new Reported(message.at().plus(report.after()), numbers++, message, report.status(), dead));
            }
        }
    }

    /** Decisions of the engine that the rules have not made. */
    List<Line> tooMany() {
        return List.copyOf(decided);
    }

    int decisions() {
        return rules.lines().size();
    }

    /** The messages that the rules have handed over, with their attempts. */
    List<String> handed() {
        return handed;
    }

    @Override
    public String toString() {
        return "seed " + history.seed() + " customer " + key;
    }
}
