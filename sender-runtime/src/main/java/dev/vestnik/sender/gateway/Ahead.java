package dev.vestnik.sender.gateway;

import dev.vestnik.schemas.message.MessageClass;
import java.time.Duration;

/**
 * The pace of the lanes at one gateway: how many attempts they open beyond its window, and how long they may gather answers before they open
 * the next ones. Gathering makes transactions few and large, and the attempts that are open ahead keep the window full meanwhile: as many as
 * are answered until the next ones are open. A slow gateway needs few, a fast one a few windows.
 */
final class Ahead {
    /** After a crash, everything opened is in doubt: no more than this many windows. */
    private static final int MOST_WINDOWS = 4;

    /** The transaction under way, the next one, and a reserve that lets the rate grow up to what the window allows. */
    private static final int TRANSACTIONS = 3;

    /** Half of {@link #MOST_WINDOWS}: the other half is left for the transactions. */
    private static final int GATHERED_WINDOWS = 2;

    /** Nothing is opened ahead of marketing, so that its window is empty while it gathers: for a twentieth of the time at most. */
    private static final int BULK_PART = 20;

    /** Longer saves little: a transaction of so many messages costs hardly more than one of fewer. */
    private static final long LONGEST_GATHERING_NANOS = Duration.ofMillis(25).toNanos();

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

    /** The attempts beyond the window; none for a gateway that has not answered for a while. */
    synchronized int of(int window, long now) {
        double answers = perNano * (TRANSACTIONS * openingNanos + gathering(window));
        return isSilent(now) ? 0 : (int) Math.min((long) window * MOST_WINDOWS, answers);
    }

    /** The time for which a lane that has more messages than room may gather answers; 0 for a gateway that has not answered for a while. */
    synchronized long gatherNanos(MessageClass messageClass, int window, long now) {
        if (isSilent(now) || perNano == 0) {
            return 0;
        }
        return messageClass == MessageClass.marketing
                ? (long) Math.min(LONGEST_GATHERING_NANOS, window / perNano / BULK_PART)
                : gathering(window);
    }

    private long gathering(int window) {
        return perNano == 0 ? 0 : (long) Math.min(LONGEST_GATHERING_NANOS, GATHERED_WINDOWS * window / perNano);
    }

    private boolean isSilent(long now) {
        return now - began > 10 * SPAN_NANOS;
    }
}
