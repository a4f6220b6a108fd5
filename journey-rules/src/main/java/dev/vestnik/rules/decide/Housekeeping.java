package dev.vestnik.rules.decide;

import dev.vestnik.rules.customer.Assignment;
import dev.vestnik.rules.customer.CountedMessage;
import dev.vestnik.rules.customer.CustomerKey;
import dev.vestnik.rules.customer.CustomerState;
import dev.vestnik.rules.customer.DayCount;
import dev.vestnik.rules.customer.EntryCount;
import dev.vestnik.rules.customer.Exposure;
import dev.vestnik.rules.customer.GoalWatch;
import dev.vestnik.rules.customer.Habit;
import dev.vestnik.rules.customer.HeldOffer;
import dev.vestnik.rules.customer.History;
import dev.vestnik.rules.customer.Interest;
import dev.vestnik.rules.customer.KeptEvent;
import dev.vestnik.rules.customer.KeyedEntry;
import dev.vestnik.rules.customer.LastSent;
import dev.vestnik.rules.customer.Memory;
import dev.vestnik.rules.customer.OtherContact;
import dev.vestnik.rules.customer.Outstanding;
import dev.vestnik.rules.customer.PastExit;
import dev.vestnik.rules.customer.People;
import dev.vestnik.rules.customer.Seen;
import dev.vestnik.rules.customer.Task;
import dev.vestnik.rules.customer.Ties;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** Forgets what has had its time, so that an idle customer's state shrinks to the profile. */
final class Housekeeping {
    /** Events are remembered as long as their topic keeps them: after that the same one cannot come twice. */
    static final Duration EVENTS_KEPT = Duration.ofDays(30);

    /** The time after a message's last moment in which its receipts still matter. */
    private static final Duration RECEIPTS_MATTER = Duration.ofDays(7);

    /**
     * Bounds a customer's state: the entry that would be forgotten first goes. A customer of flesh and blood does less in a month.
     */
    private static final int MOST_SEEN = 5_000;

    /**
     * Most of a day in milliseconds, cut into 256 moments of four minutes: powers of two, so that such a time ends in zeros and takes little
     * room in the state, its changelog and the index of wake-ups.
     */
    private static final long ROUND = 1L << 26;

    private static final long MOMENT = ROUND >> 8;

    private Housekeeping() {}

    /** Remembers that this had its effect. */
    static void remember(Turn turn, Seen one) {
        List<Seen> all = Lists.with(turn.state().seen(), one);
        while (all.size() > MOST_SEEN) {
            all.remove(Collections.min(all, Comparator.comparing(Seen::until)));
        }
        turn.become(turn.state().withSeen(all));
    }

    /** Adds what had its effect on a visitor. */
    static void unite(Turn turn, List<Seen> came) {
        Map<Long, Seen> all = new LinkedHashMap<>();
        turn.state().seen().forEach(one -> all.put(one.fingerprint(), one));
        came.forEach(one ->
                all.merge(one.fingerprint(), one, (a, b) -> a.until().isBefore(b.until()) ? b : a));
        List<Seen> seen = new ArrayList<>(all.values());
        if (seen.size() > MOST_SEEN) {
            seen.sort(Comparator.comparing(Seen::until));
            seen = seen.subList(seen.size() - MOST_SEEN, seen.size());
        }
        turn.become(turn.state().withSeen(seen));
    }

    static void tidy(Turn turn) {
        CustomerState state = turn.state();
        Instant now = turn.now();
        Ties ties = state.ties().isEmpty() ? state.ties() : MovesIn.tidy(turn, state.ties());
        if (ties != state.ties()) {
            state = state.withTies(ties);
            turn.become(state);
        }
        List<Seen> seen = kept(state.seen(), one -> one.until().isAfter(now));
        List<Outstanding> messages = kept(
                state.messages(),
                one -> one.deliverBefore().plus(RECEIPTS_MATTER).isAfter(now)
                        || turn.instance(one.instance()).isPresent());
        List<GoalWatch> goals = kept(state.goals(), one -> !one.until().isBefore(now));
        List<EntryCount> entries = kept(state.entries(), one -> one.until().isAfter(now));
        Memory memory = tidy(turn, state.memory());
        boolean same = memory == state.memory()
                && seen == state.seen()
                && messages == state.messages()
                && goals == state.goals()
                && entries == state.entries();
        if (!same) {
            turn.become(state.withSeen(seen)
                    .withMessages(messages)
                    .withGoals(goals)
                    .withEntries(entries)
                    .withMemory(memory));
        }
        expireVisitor(turn.customer(), turn);
    }

    private static Memory tidy(Turn turn, Memory memory) {
        if (memory.isEmpty()) {
            return memory;
        }
        Instant now = turn.now();
        List<KeptEvent> kept =
                kept(memory.kept(), one -> turn.instance(one.instance()).isPresent());
        List<PastExit> exits = kept(memory.exits(), one -> one.until().isAfter(now));
        List<KeyedEntry> entries = kept(memory.entries(), one -> one.until().isAfter(now));
        List<Exposure> exposures = kept(memory.exposures(), one -> one.until().isAfter(now));
        List<CountedMessage> counted = kept(memory.counted(), one -> one.until().isAfter(now));
        boolean same = kept == memory.kept()
                && exits == memory.exits()
                && entries == memory.entries()
                && exposures == memory.exposures()
                && counted == memory.counted();
        History history = tidy(turn, memory.history());
        People people = tidy(memory.people(), now);
        return same && history == memory.history() && people == memory.people()
                ? memory
                : new Memory(kept, exits, entries, exposures, counted, history, people);
    }

    private static History tidy(Turn turn, History history) {
        Instant now = turn.now();
        List<Assignment> arms = kept(history.arms(), one -> one.until().isAfter(now));
        List<LastSent> sent =
                kept(history.sent(), one -> one.at().plus(LastSents.REMEMBERED).isAfter(now));
        List<DayCount> counted = kept(history.counted(), one -> Counters.matters(one, now));
        List<HeldOffer> offers = HeldOffers.current(turn, history.offers());
        List<Habit> habits =
                kept(history.habits(), one -> one.at().plus(Habits.REMEMBERED).isAfter(now));
        List<OtherContact> contacts =
                kept(history.contacts(), one -> one.until().isAfter(now));
        List<Interest> interests = kept(history.interests(), one -> one.until().isAfter(now));
        boolean same = arms == history.arms()
                && sent == history.sent()
                && counted == history.counted()
                && offers == history.offers()
                && habits == history.habits()
                && contacts == history.contacts()
                && interests == history.interests();
        return same
                ? history
                : new History(
                        arms, sent, counted, offers, habits, contacts, history.dates(), history.since(), interests);
    }

    private static People tidy(People people, Instant now) {
        List<Task> tasks = kept(people.tasks(), one -> Tasks.matters(one, now));
        return tasks == people.tasks() ? people : people.withTasks(tasks);
    }

    private static <T> List<T> kept(List<T> list, Predicate<T> keep) {
        for (T one : list) {
            if (!keep.test(one)) {
                return list.stream().filter(keep).toList();
            }
        }
        return list;
    }

    /** A visitor whom nobody identified and of whom nothing is left but a profile. */
    private static void expireVisitor(CustomerKey customer, Turn turn) {
        CustomerState state = turn.state();
        boolean idle = state.instances().isEmpty()
                && state.messages().isEmpty()
                && state.goals().isEmpty()
                && state.entries().isEmpty()
                && state.seen().isEmpty()
                && state.memory()
                        .withExposures(List.of())
                        .withHistory(History.NONE)
                        .isEmpty()
                && state.memory().history().offers().isEmpty()
                && state.memory().history().interests().isEmpty()
                && state.consents().isEmpty();
        if (MovesIn.isVisitor(customer) && state.ties().isEmpty() && idle && turn.cause() instanceof Cause.ByWakeUp) {
            turn.become(CustomerState.NEW.withTimelineNext(state.timelineNext()));
        }
    }

    /** The time at which there is something to forget, within the day after; null where there is nothing. */
    static @Nullable Instant due(CustomerKey customer, CustomerState state, Instant now) {
        Ties ties = state.ties();
        if (ties.departure() != null) {
            Instant due = MovesOut.due(ties.departure());
            return due.isAfter(now) ? due : now;
        }
        Instant latest = null;
        if (!state.seen().isEmpty()) {
            latest = state.seen().getFirst().until();
        }
        if (!state.messages().isEmpty()) {
            latest = later(latest, state.messages().getFirst().deliverBefore().plus(RECEIPTS_MATTER));
        }
        if (!state.goals().isEmpty()) {
            latest = later(latest, state.goals().getFirst().until());
        }
        if (!state.entries().isEmpty()) {
            latest = later(latest, state.entries().getFirst().until());
        }
        Memory memory = state.memory();
        if (!memory.exits().isEmpty()) {
            latest = later(latest, memory.exits().getFirst().until());
        }
        if (!memory.entries().isEmpty()) {
            latest = later(latest, memory.entries().getFirst().until());
        }
        if (!memory.counted().isEmpty()) {
            latest = later(latest, memory.counted().getFirst().until());
        }
        if (!memory.history().contacts().isEmpty()) {
            latest = later(latest, memory.history().contacts().getFirst().until());
        }
        if (latest == null) {
            latest = forgets(ties);
        }
        if (latest == null && !memory.exposures().isEmpty()) { // they wait long, and nothing else is to wait for them
            latest = memory.exposures().getFirst().until();
        }
        if (latest == null) {
            latest = forgets(memory.history());
        }
        Instant closed = Tasks.forgetAt(memory.people().tasks()); // a text about a customer waits for nothing else
        Instant due = closed != null && (latest == null || closed.isBefore(latest)) ? closed : latest;
        return due == null ? null : ownMoment(customer, later(due, now));
    }

    /** The time at which the first of the ties is forgotten; null where there is none. */
    private static @Nullable Instant forgets(Ties ties) {
        if (ties.erasure() != null) {
            return ties.erasure().until();
        }
        if (!ties.expected().isEmpty()) {
            return ties.expected().getFirst().until();
        }
        return ties.joined().isEmpty() ? null : ties.joined().getFirst().until();
    }

    /** The time at which the first of the history is forgotten; null where there is none. */
    private static @Nullable Instant forgets(History history) {
        if (!history.arms().isEmpty()) {
            return history.arms().getFirst().until();
        }
        if (!history.counted().isEmpty()) {
            return Counters.forgetAt(history.counted().getFirst());
        }
        if (!history.offers().isEmpty()) {
            return HeldOffers.until(history.offers().getFirst());
        }
        if (!history.sent().isEmpty()) {
            return history.sent().getFirst().at().plus(LastSents.REMEMBERED);
        }
        if (!history.habits().isEmpty()) {
            return history.habits().getFirst().at().plus(Habits.REMEMBERED);
        }
        return history.interests().stream()
                .map(Interest::until)
                .min(Comparator.naturalOrder())
                .orElse(null);
    }

    /** Each customer has a moment of their own in each round: a million of them do not come at once. */
    private static Instant ownMoment(CustomerKey customer, Instant after) {
        long phase = (customer.murmur2() >>> 24) * MOMENT; // the lowest bits are the same for all of a partition
        long passed = Math.floorMod(after.toEpochMilli() - phase, ROUND);
        return Instant.ofEpochMilli(after.toEpochMilli() - passed + ROUND);
    }

    private static Instant later(@Nullable Instant a, Instant b) {
        return a == null || b.isAfter(a) ? b : a;
    }
}
