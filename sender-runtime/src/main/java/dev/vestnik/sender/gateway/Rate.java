package dev.vestnik.sender.gateway;

import dev.vestnik.schemas.message.MessageClass;
import java.util.List;

/**
 * Limits what a gateway charges for (messages, segments) a second, of which bulk may use only a part, and all but codes only another part
 * while codes are about. Says yes or no at once, so that no open attempt waits here.
 */
final class Rate {
    private int perSecond;
    private final Shares shares;
    private final Allowance all = new Allowance();
    private final Allowance others = new Allowance();
    private final Allowance bulk = new Allowance();
    private boolean leavesRoomForCodes;
    private int instances = 1;

    /** @param perSecond 0 for no limit */
    Rate(int perSecond, Shares shares) {
        this.perSecond = perSecond;
        this.shares = shares;
        share(1);
    }

    /** Takes the part of one of so many instances, which all use the same contract. */
    synchronized void share(int among) {
        instances = Math.max(1, among);
        double mine = (double) perSecond / instances;
        all.perSecond(mine);
        others.perSecond(leavesRoomForCodes ? shares.part(MessageClass.service, mine) : mine);
        bulk.perSecond(shares.part(MessageClass.marketing, mine));
    }

    /** Sets the rate of the contract; 0 for no limit. What was overdrawn stays so. */
    synchronized void perSecond(int now) {
        perSecond = now;
        share(instances);
    }

    /** Sets whether codes are left their part. */
    synchronized void leaveRoomForCodes(boolean now) {
        if (now != leavesRoomForCodes) {
            leavesRoomForCodes = now;
            share(instances);
        }
    }

    /** @param units what the message will be charged as */
    synchronized boolean tryAcquire(MessageClass messageClass, int units, long now) {
        if (perSecond == 0) {
            return true;
        }
        List<Allowance> asked = asked(messageClass);
        boolean isThere = true;
        for (Allowance allowance : asked) {
            isThere &= allowance.isThere(now);
        }
        if (isThere) {
            asked.forEach(allowance -> allowance.take(units));
        }
        return isThere;
    }

    private List<Allowance> asked(MessageClass messageClass) {
        return switch (messageClass) {
            case codes -> List.of(all);
            case service -> List.of(all, others);
            case marketing -> List.of(all, others, bulk);
        };
    }

    /** Gives back what was not used. */
    synchronized void giveBack(MessageClass messageClass, int units) {
        asked(messageClass).forEach(allowance -> allowance.take(-units));
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
