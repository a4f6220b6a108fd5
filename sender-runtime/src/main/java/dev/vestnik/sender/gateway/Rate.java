package dev.vestnik.sender.gateway;

import dev.vestnik.schemas.message.MessageClass;

/**
 * Limits what a gateway charges for (messages, segments) a second, of which bulk may use only a part. Says yes or no at once, so that no
 * open attempt waits here.
 */
final class Rate {
    private int perSecond;
    private final int bulkPercent;
    private final Allowance all = new Allowance();
    private final Allowance bulk = new Allowance();
    private int instances = 1;

    /** @param perSecond 0 for no limit */
    Rate(int perSecond, int bulkPercent) {
        this.perSecond = perSecond;
        this.bulkPercent = bulkPercent;
        share(1);
    }

    /** Takes the part of one of so many instances, which all use the same contract. */
    synchronized void share(int among) {
        instances = Math.max(1, among);
        double mine = (double) perSecond / instances;
        all.perSecond(mine);
        bulk.perSecond(mine * bulkPercent / 100);
    }

    /** Sets the rate of the contract; 0 for no limit. What was overdrawn stays so. */
    synchronized void perSecond(int now) {
        perSecond = now;
        share(instances);
    }

    synchronized int instances() {
        return instances;
    }

    /** @param units what the message will be charged as */
    synchronized boolean tryAcquire(MessageClass messageClass, int units, long now) {
        if (perSecond == 0) {
            return true;
        }
        boolean isBulk = messageClass == MessageClass.marketing;
        if (!all.isThere(now) || isBulk && !bulk.isThere(now)) {
            return false;
        }
        all.take(units);
        if (isBulk) {
            bulk.take(units);
        }
        return true;
    }

    /** Gives back what was not used. */
    synchronized void giveBack(MessageClass messageClass, int units) {
        all.take(-units);
        if (messageClass == MessageClass.marketing) {
            bulk.take(-units);
        }
    }

    /**
     * An allowance that grows with time up to a slice of about 50 ms, so that a second's allowance does not go out in one burst. A message
     * of many units may overdraw it; the next one waits until that is made up for.
     */
    private static final class Allowance {
        private static final int SLICES = 20;
        private double perSecond;
        private double most;
        private double left = 1;
        private long grownAt = Long.MIN_VALUE;

        void perSecond(double now) {
            perSecond = now;
            most = Math.max(1, now / SLICES);
            left = Math.min(left, most);
        }

        boolean isThere(long now) {
            if (grownAt != Long.MIN_VALUE) {
                left = Math.min(most, left + perSecond * (now - grownAt) / 1e9);
            }
            grownAt = now;
            return left >= 1;
        }

        void take(int units) {
            left = Math.min(most, left - units);
        }
    }
}
