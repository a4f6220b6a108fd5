package dev.vestnik.sender.gateway;

import dev.vestnik.schemas.message.MessageClass;
import java.time.Duration;

/**
 * The order of the classes at a full gateway: codes, service messages, marketing. A class gets nothing for a moment after one before it has
 * found no room, so that this one takes what becomes free.
 */
final class ClassOrder {
    private static final long MOMENT_NANOS = Duration.ofMillis(50).toNanos();

    /** Longer than the pauses between the codes of a shop that has some; a gateway that carries none leaves no room for them. */
    private static final long ABOUT_NANOS = Duration.ofMinutes(10).toNanos();

    private volatile long codesMissedAt;
    private volatile long serviceMissedAt;
    private volatile long codesSeenAt;

    ClassOrder(long now) {
        codesMissedAt = now - MOMENT_NANOS;
        serviceMissedAt = now - MOMENT_NANOS;
        codesSeenAt = now - ABOUT_NANOS;
    }

    /** Whether a message of this class leaves what is free to another class. */
    boolean yields(MessageClass messageClass, long now) {
        return switch (messageClass) {
            case codes -> false;
            case service -> isMomentAgo(codesMissedAt, now);
            case marketing -> isMomentAgo(codesMissedAt, now) || isMomentAgo(serviceMissedAt, now);
        };
    }

    private static boolean isMomentAgo(long missedAt, long now) {
        return now - missedAt < MOMENT_NANOS;
    }

    /** Notes that a message of this class has found no room. */
    void missed(MessageClass messageClass, long now) {
        switch (messageClass) {
            case codes -> codesMissedAt = now;
            case service -> serviceMissedAt = now;
            case marketing -> {}
        }
    }

    /** Notes that a code asks for room. */
    void codeSeen(long now) {
        codesSeenAt = now;
    }

    /** Whether codes have asked for room lately, and the other classes leave them their part. */
    boolean areCodesAbout(long now) {
        return now - codesSeenAt < ABOUT_NANOS;
    }
}
