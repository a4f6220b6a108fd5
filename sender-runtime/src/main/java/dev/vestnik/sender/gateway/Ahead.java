package dev.vestnik.sender.gateway;

import java.time.Duration;

/**
 * The number of attempts that lanes open beyond a gateway's window: as many as are answered in the time from an answer to the next attempt,
 * which takes about two transactions, so that no place in the window is empty meanwhile. A slow gateway needs none, a fast one a few windows.
 */
final class Ahead {
    /** After a crash, everything opened is in doubt: no more than this many windows. */
    private static final int MOST_WINDOWS = 4;

    /** The transaction under way, the next one, and a reserve that lets the rate grow up to what the window allows. */
    private static final int TRANSACTIONS = 3;

    private static final double NEWEST = 0.1;
    private static final long SPAN_NANOS = Duration.ofMillis(100).toNanos();
    private static final long LONGEST_OPENING_NANOS = Duration.ofMillis(100).toNanos();

    private long began = System.nanoTime();
    private int count;
    private double perNano;
    private double openingNanos;

    /** Notes the time from an attempt's permit until it was open. */
    synchronized void opened(long tookNanos) {
        openingNanos += NEWEST * (Math.min(tookNanos, LONGEST_OPENING_NANOS) - openingNanos);
    }

    synchronized void answered(long now) {
        count++;
        if (now - began >= SPAN_NANOS) {
            perNano = (double) count / (now - began);
            count = 0;
            began = now;
        }
    }

    /** @return none for a gateway that has not answered for a while */
    synchronized int of(int window, long now) {
        boolean silent = now - began > 10 * SPAN_NANOS;
        double answers = perNano * TRANSACTIONS * openingNanos;
        return silent ? 0 : (int) Math.min((long) window * MOST_WINDOWS, answers);
    }
}
