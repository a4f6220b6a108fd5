package dev.vestnik.rules.decide;

import dev.vestnik.rules.condition.CountedName;
import dev.vestnik.rules.condition.Evaluation;
import dev.vestnik.rules.condition.Facts;
import dev.vestnik.rules.customer.DayCount;
import dev.vestnik.rules.customer.History;
import dev.vestnik.rules.definition.FeatureLevel;
import dev.vestnik.rules.event.Event;
import dev.vestnik.rules.journey.Counter;
import dev.vestnik.rules.journey.Journey;
import dev.vestnik.rules.journey.Segment;
import dev.vestnik.rules.reason.DropReason;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.AbstractMap;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Counts the customer's events as journeys say, by day, and answers the conditions that ask. */
final class Counters {
    /** The days of all counters of a customer together: some 10 kB. */
    private static final int MOST = 500;

    /** Doubles, in which other programs read sums, hold whole numbers so far. */
    private static final long LARGEST_SUM = 1L << 53;

    private Counters() {}

    /** Counts an event before anybody asks about it. True where it was counted, which must not happen twice. */
    static boolean count(Turn turn, Event event) {
        boolean counted = false;
        for (Journey journey : turn.definitions().counting(event.type())) {
            if (turn.allows(FeatureLevel.LANGUAGE)
                    && journey.isOf(turn.customer().shop())) {
                for (Counter counter : journey.wide().counters()) {
                    counted |= counter.on().equals(event.type()) && count(turn, event, counter);
                }
            }
        }
        return counted | countForSegments(turn, event);
    }

    private static boolean countForSegments(Turn turn, Event event) {
        boolean counted = false;
        for (Segment segment : turn.definitions().audiences().counting(event.type())) {
            if (turn.allows(FeatureLevel.AUDIENCES)
                    && segment.isOf(turn.customer().shop())) {
                for (Counter counter : segment.counters()) {
                    counted |= counter.on().equals(event.type()) && count(turn, event, counter);
                }
            }
        }
        return counted;
    }

    private static boolean count(Turn turn, Event event, Counter counter) {
        Turn.Mark mark = turn.mark();
        turn.work().restart();
        try {
            return countGuarded(turn, event, counter);
        } catch (RuntimeException | StackOverflowError e) {
            turn.rollBack(mark);
            drop(turn, counter.id(), Parking.failure(e).cause());
            return true;
        }
    }

    private static boolean countGuarded(Turn turn, Event event, Counter counter) {
        Facts facts = turn.facts(event.data(), Map.of(), "");
        if (counter.condition() != null) {
            Evaluation holds = turn.evaluate(counter.condition(), facts);
            if (holds instanceof Evaluation.Failed(String problem)) {
                return cannotSay(turn, counter, problem);
            }
            if (!holds.isTrue()) {
                return false;
            }
        }
        Evaluation value = counter.value() == null ? new Evaluation.Value(0L) : turn.evaluate(counter.value(), facts);
        if (value instanceof Evaluation.Failed(String problem)) {
            return cannotSay(turn, counter, problem);
        }
        int day = day(turn.cause().nominalAt());
        int until = day + counter.days() - 1;
        if (until < day(turn.now())) {
            return false;
        }
        add(turn, new DayCount(counter.id(), day, until, 1, amount(((Evaluation.Value) value).value())));
        return true;
    }

    /** Says it once a month: events come by the hundred. */
    private static boolean cannotSay(Turn turn, Counter counter, String problem) {
        if (SaidOnce.isNew(turn, "counter\0" + counter.id() + "\0" + problem, Housekeeping.EVENTS_KEPT)) {
            drop(turn, counter.id(), problem);
        }
        return false;
    }

    private static void drop(Turn turn, String counter, String cause) {
        StateBounds.drop(turn, DropReason.COUNT_NOT_KEPT, null, Map.of("counter", counter, "cause", cause));
    }

    /** A number with a point counts by its whole part; of money it is the amount in the smallest unit. */
    private static long amount(Object value) {
        return switch (value) {
            case Long number -> bounded(number);
            case Double number -> bounded(number.longValue());
            case Map<?, ?> money when money.get("amount") instanceof Long amount -> bounded(amount);
            default -> 0;
        };
    }

    private static long bounded(long sum) {
        return Math.clamp(sum, -LARGEST_SUM, LARGEST_SUM);
    }

    private static int day(Instant at) {
        return (int) at.atOffset(ZoneOffset.UTC).toLocalDate().toEpochDay();
    }

    /** Adds to the day's count. Where there are too many days, the oldest goes, of several the one of the first counter by id. */
    static void add(Turn turn, DayCount more) {
        History history = turn.state().memory().history();
        List<DayCount> counted = new ArrayList<>(history.counted().size() + 1);
        DayCount sum = more;
        for (DayCount other : history.counted()) {
            if (other.day() == more.day() && other.counter().equals(more.counter())) {
                long total = bounded(other.sum() + more.sum());
                sum = new DayCount(more.counter(), more.day(), more.until(), other.count() + more.count(), total);
            } else {
                counted.add(other);
            }
        }
        counted.add(sum);
        if (counted.size() > MOST) {
            DayCount oldest =
                    Collections.min(counted, Comparator.comparing(DayCount::day).thenComparing(DayCount::counter));
            counted.remove(oldest);
            drop(turn, oldest.counter(), "more than " + MOST + " days");
        }
        turn.become(turn.state().withMemory(turn.state().memory().withHistory(history.withCounted(counted))));
    }

    /** Whether it still matters. */
    static boolean matters(DayCount count, Instant now) {
        return count.until() >= day(now);
    }

    /** The first moment at which it matters no more. */
    static Instant forgetAt(DayCount count) {
        return Instant.EPOCH.plus(Duration.ofDays(count.until() + 1L));
    }

    /** The counters as conditions read them: by id, then by {@link CountedName#count} or {@link CountedName#sum}. */
    static Map<String, Object> asFields(Turn turn) {
        return new Fields() {
            @Override
            Object at(String id) {
                return new Fields() {
                    @Override
                    @Nullable
                    Object at(String asked) {
                        return answer(turn, id, asked);
                    }
                };
            }
        };
    }

    private static @Nullable Object answer(Turn turn, String counter, String asked) {
        int space = asked.indexOf(' ');
        if (space < 0) {
            return null;
        }
        int days = Integer.parseInt(asked.substring(space + 1));
        int first = day(turn.now()) - days + 1;
        boolean sums = asked.equals(CountedName.sum(days));
        long total = 0;
        for (DayCount count : turn.state().memory().history().counted()) {
            if (count.day() >= first && count.counter().equals(counter)) {
                total += sums ? count.sum() : count.count();
            }
        }
        return total;
    }

    /** Fields that are computed when they are read. */
    abstract static class Fields extends AbstractMap<String, Object> {
        @Nullable
        abstract Object at(String field);

        @Override
        public @Nullable Object get(@Nullable Object field) {
            return field instanceof String name ? at(name) : null;
        }

        @Override
        public Set<Entry<String, Object>> entrySet() {
            return Set.of();
        }
    }
}
