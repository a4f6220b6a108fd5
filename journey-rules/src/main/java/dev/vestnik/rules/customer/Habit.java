package dev.vestnik.rules.customer;

import dev.vestnik.rules.channel.Channel;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/**
 * A customer's use of a channel, as receipts tell it.
 *
 * @param taken messages that the channel took
 * @param reads those of them that were read, opened, clicked or answered, by the customer's local hour: 24 numbers
 * @param at when the last of them was heard of
 */
public record Habit(Channel channel, int taken, List<Integer> reads, Instant at) {
    private static final int HOURS = 24;

    /** The most messages that are counted: then all is halved, so that what the customer did lately counts more. */
    private static final int MOST = 64;

    public Habit {
        reads = List.copyOf(reads);
    }

    /** A channel of which nothing was heard. */
    public static Habit none(Channel channel, Instant at) {
        return new Habit(channel, 0, Collections.nCopies(HOURS, 0), at);
    }

    /** The number of messages that were read. */
    public int read() {
        int read = 0;
        for (int one : reads) {
            read += one;
        }
        return read;
    }

    /** The same with one more message that the channel took. */
    public Habit took(Instant when) {
        Habit before = taken < MOST ? this : halved();
        return new Habit(channel, before.taken + 1, before.reads, when);
    }

    private Habit halved() {
        return new Habit(channel, taken / 2, reads.stream().map(one -> one / 2).toList(), at);
    }

    /** The same with all that was heard of the channel at another key of the customer's. */
    public Habit with(Habit other) {
        List<Integer> sums = new ArrayList<>(HOURS);
        for (int hour = 0; hour < HOURS; hour++) {
            sums.add(reads.get(hour) + other.reads.get(hour));
        }
        Instant later = at.isBefore(other.at) ? other.at : at;
        Habit both = new Habit(channel, taken + other.taken, sums, later);
        return both.taken <= MOST ? both : both.halved();
    }

    /** The same with one more message that was read in this hour. */
    public Habit readAt(int hour, Instant when) {
        List<Integer> more = new ArrayList<>(reads);
        more.set(hour, more.get(hour) + 1);
        return new Habit(channel, taken, more, when);
    }
}
