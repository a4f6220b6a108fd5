package dev.vestnik.sender.gateway;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * Learns from a gateway's answers how much it takes now: its window is halved when it is busy and grows by one for each window of messages
 * that it takes (additive increase, multiplicative decrease), and a gateway that keeps being busy is left alone for a while. Times are by
 * {@link System#nanoTime}.
 */
final class Throttle {
    /**
     * A gateway with a limit a second refuses what is above it in a row; one that refuses three messages of ten at random does so once in
     * millions of answers. With eight it was once in 20,000, every quarter of a minute of a fast gateway, whose window then took seconds to grow.
     */
    static final int BUSY_IN_A_ROW = 12;

    /** The fewest answers by which the window is judged: of few answers most may be refusals by chance. */
    private static final int ROUND = 30;

    /** Answers in a row, and the time they take, after which a gateway refuses everybody: longer than the second of a limit a second. */
    private static final int REFUSALS = 10;

    private static final long OUTAGE_NANOS = Duration.ofSeconds(3).toNanos();
    private static final Duration FIRST_PAUSE = Duration.ofMillis(100);
    private static final Duration LONGEST_OWN_PAUSE = Duration.ofSeconds(30);
    /** The longest pause that a gateway may ask for: an error in its answer must not stop it for days. */
    static final Duration LONGEST_PAUSE = Duration.ofMinutes(10);

    private int widest;
    private double window;
    private int answers;
    private int busyAnswers;
    private int failuresInARow;
    private int busyInARow;
    private long failingSince;
    private Duration nextPause = FIRST_PAUSE;
    private long pauseBegan;
    private long pauseEnds;
    private boolean paused;

    Throttle(int widest) {
        this.widest = widest;
        this.window = widest;
    }

    /** Sets the widest window; a gateway that was not busy has all of it at once, as it is narrowed at once. */
    synchronized void widest(int now) {
        window = window >= widest ? now : Math.min(now, window);
        widest = now;
    }

    /** Notes that the gateway took a message, or refused it for its own sake. */
    synchronized void served() {
        failuresInARow = 0;
        busyInARow = 0;
        nextPause = FIRST_PAUSE;
        window = Math.min(widest, window + 1 / window);
        round(false);
    }

    /**
     * Notes that the gateway has no room.
     *
     * @param retryAfter null when it does not say when it will have
     * @param permittedAt the time when the request was permitted; requests from before the pause say nothing new
     */
    synchronized void busy(@Nullable Duration retryAfter, long permittedAt, long now) {
        failed(now);
        busyInARow++;
        boolean known = paused && permittedAt - pauseBegan < 0;
        if (!known) {
            round(true);
        }
        if (retryAfter != null) {
            pause(shorter(retryAfter, LONGEST_PAUSE), !known, now);
        } else if (busyInARow >= BUSY_IN_A_ROW && !known) {
            pause(nextPause, true, now);
            nextPause = shorter(nextPause.multipliedBy(2), LONGEST_OWN_PAUSE);
        }
    }

    /** Notes that the gateway could not be reached, or lost its answer. */
    synchronized void failed(long now) {
        failingSince = failuresInARow == 0 ? now : failingSince;
        failuresInARow++;
    }

    private void pause(Duration length, boolean first, long now) {
        long end = now + length.toNanos();
        if (!paused || end - pauseEnds > 0) {
            pauseEnds = end;
        }
        if (first) {
            pauseBegan = now;
            paused = true;
            narrow();
        }
    }

    private void round(boolean busy) {
        answers++;
        busyAnswers += busy ? 1 : 0;
        if (answers >= Math.max(window, ROUND)) {
            if (2 * busyAnswers > answers) {
                narrow();
            }
            answers = 0;
            busyAnswers = 0;
        }
    }

    private void narrow() {
        window = Math.max(1, window / 2);
        answers = 0;
        busyAnswers = 0;
    }

    private static Duration shorter(Duration one, Duration other) {
        return one.compareTo(other) < 0 ? one : other;
    }

    /** The time for which the gateway is left alone; zero or less when it may be asked. */
    synchronized long pauseNanos(long now) {
        return paused ? pauseEnds - now : 0;
    }

    /** The number of messages that may be on their way at once. */
    synchronized int window() {
        return (int) window;
    }

    /** Whether the gateway has served nobody for a while, many answers long. */
    synchronized boolean refusesEverybody(long now) {
        return failuresInARow >= REFUSALS && now - failingSince >= OUTAGE_NANOS;
    }

    /** Whether it has served nobody for so long by then. */
    synchronized boolean servedNobodyFor(Duration time, long now) {
        return failuresInARow > 0 && now - failingSince >= time.toNanos();
    }
}
