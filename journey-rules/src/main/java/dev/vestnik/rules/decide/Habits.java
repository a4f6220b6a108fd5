package dev.vestnik.rules.decide;

import dev.vestnik.rules.channel.Channel;
import dev.vestnik.rules.customer.Habit;
import dev.vestnik.rules.customer.History;
import dev.vestnik.rules.customer.Outstanding;
import dev.vestnik.rules.customer.Outstanding.Status;
import dev.vestnik.rules.definition.FeatureLevel;
import dev.vestnik.rules.journey.Via;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalTime;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Learns of receipts which channel the customer reads, and at which hour. */
final class Habits {
    /** The time after which a channel of which nothing more is heard is forgotten. */
    static final Duration REMEMBERED = Duration.ofDays(400);

    /** Fewer messages through a channel say nothing of it: one that was read may be chance. */
    static final int FEWEST_TAKEN = 3;

    /** Fewer reads say nothing of the hour. */
    static final int FEWEST_READ = 5;

    /** The hour of a customer of whom too little is known: the morning, when quiet hours are over and the day's work has not begun. */
    static final LocalTime USUAL = LocalTime.of(10, 0);

    private Habits() {}

    /** The fate of a message by a receipt; a message to another contact tells nothing of the customer. */
    static void heard(Turn turn, Outstanding before, Outstanding now) {
        boolean taken = !isTaken(before.status()) && isTaken(now.status());
        boolean read = !isRead(before.status()) && isRead(now.status());
        if (!turn.allows(FeatureLevel.LANGUAGE) || !taken && !read || !isTheirs(turn, now)) {
            return;
        }
        Instant at = turn.cause().nominalAt();
        Habit habit = of(turn, now.channel());
        habit = habit == null ? Habit.none(now.channel(), at) : habit;
        habit = taken ? habit.took(at) : habit;
        remember(turn, read ? habit.readAt(hour(turn, at), at) : habit);
    }

    /** Adds what was heard of a visitor's use of a channel. */
    static void unite(Turn turn, Habit came) {
        Habit known = of(turn, came.channel());
        remember(turn, known == null ? came : known.with(came));
    }

    private static boolean isTaken(Status status) {
        return status.compareTo(Status.ACCEPTED) >= 0;
    }

    private static boolean isRead(Status status) {
        return status.compareTo(Status.READ) >= 0;
    }

    private static boolean isTheirs(Turn turn, Outstanding message) {
        return message.channel() == Channel.PUSH || Addresses.is(turn.state(), message.channel(), message.address());
    }

    private static int hour(Turn turn, Instant at) {
        return at.atZone(turn.state().profile().zone(turn.definitions().shop().zone()))
                .getHour();
    }

    /** The one of which nothing was heard for longest is in front, as it is forgotten first. */
    private static void remember(Turn turn, Habit habit) {
        History history = turn.state().memory().history();
        List<Habit> habits = new ArrayList<>();
        for (Habit other : history.habits()) {
            if (other.channel() != habit.channel()) {
                habits.add(other);
            }
        }
        habits.add(habit);
        habits.sort(Comparator.comparing(Habit::at));
        turn.become(turn.state().withMemory(turn.state().memory().withHistory(history.withHabits(habits))));
    }

    private static @Nullable Habit of(Turn turn, Channel channel) {
        for (Habit habit : turn.state().memory().history().habits()) {
            if (habit.channel() == channel) {
                return habit;
            }
        }
        return null;
    }

    /** The place of the channel of which the customer reads the greatest part; the first of the list where nothing is known. */
    static int preferred(Turn turn, List<Via> channels) {
        int best = 0;
        Habit known = null;
        for (int i = 0; i < channels.size(); i++) {
            Habit habit = of(turn, channels.get(i).channel());
            if (habit != null && habit.taken() >= FEWEST_TAKEN && habit.read() > 0 && isBetter(habit, known)) {
                best = i;
                known = habit;
            }
        }
        return best;
    }

    /** The customer's record with these channels: {@code push 4 of 5, email 0 of 3}, of those that a message went through. */
    static String inWords(Turn turn, List<Via> channels) {
        return channels.stream()
                .flatMap(via -> Stream.ofNullable(of(turn, via.channel())))
                .map(habit -> habit.channel().label() + " " + habit.read() + " of " + habit.taken())
                .collect(Collectors.joining(", "));
    }

    private static boolean isBetter(Habit habit, @Nullable Habit than) {
        return than == null || habit.read() * than.taken() > than.read() * habit.taken();
    }

    /** The hour at which the customer reads most, over all channels; the hours beside it count half. */
    static LocalTime bestHour(Turn turn) {
        int[] reads = new int[24];
        int total = 0;
        for (Habit habit : turn.state().memory().history().habits()) {
            for (int hour = 0; hour < reads.length; hour++) {
                reads[hour] += habit.reads().get(hour);
            }
            total += habit.read();
        }
        return total < FEWEST_READ ? USUAL : LocalTime.of(fullest(reads), 0);
    }

    private static int fullest(int[] reads) {
        int best = 0;
        int most = -1;
        for (int hour = 0; hour < reads.length; hour++) {
            int before = reads[(hour + reads.length - 1) % reads.length];
            int after = reads[(hour + 1) % reads.length];
            int weight = reads[hour] == 0 ? 0 : 2 * reads[hour] + before + after;
            if (weight > most) {
                most = weight;
                best = hour;
            }
        }
        return best;
    }
}
