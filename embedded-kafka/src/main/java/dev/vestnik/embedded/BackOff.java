package dev.vestnik.embedded;

import java.time.Duration;

/**
 * The wait before a child is started again: twice as long each time, up to a bound, for as long as it dies young.
 *
 * @param first pause
 * @param longest pause
 * @param grownUp a child that lived longer than this begins with the first pause again
 */
record BackOff(Duration first, Duration longest, Duration grownUp) {

    static final BackOff USUAL = new BackOff(Duration.ofMillis(500), Duration.ofSeconds(30), Duration.ofMinutes(1));

    /** The pause after this many attempts or deaths in a row before it. */
    Duration after(int failures) {
        Duration pause = first.multipliedBy(1L << Math.min(failures, 16));
        return pause.compareTo(longest) > 0 ? longest : pause;
    }
}
