package dev.vestnik.sender.lane;

import dev.vestnik.schemas.message.FailureKind;
import dev.vestnik.sender.Outcome;
import dev.vestnik.sender.Outcome.AddressState;
import java.time.Duration;
import java.time.Instant;
import java.util.List;

/**
 * A message that waits because its recipient's address is busy, while the lane goes on.
 *
 * @param code of the gateway's last answer
 * @param gateway the gateway that gave it
 * @param since the time of the first such answer
 * @param times the number of such answers
 * @param until the time of the next try
 */
record PutOff(String code, String gateway, Instant since, int times, Instant until) {
    private static final Duration FIRST = Duration.ofSeconds(5);
    private static final Duration LONGEST = Duration.ofMinutes(5);
    /** The shortest pause of a message that this sender paces itself: each try costs two transactions. */
    private static final Duration SHORTEST = Duration.ofMillis(100);
    /** The longest time that a message is put off here; the engine waits better: it knows quiet hours and fallbacks. */
    private static final Duration PATIENCE = Duration.ofMinutes(10);

    /** The first answer of this kind. */
    static PutOff first(Outcome.Busy busy, String gateway, Instant now) {
        return new PutOff(busy.code(), gateway, now, 1, now.plus(pause(busy, 0)));
    }

    /** One more answer of this kind. */
    PutOff again(Outcome.Busy busy, String from, Instant now) {
        return new PutOff(busy.code(), from, since, times + 1, now.plus(pause(busy, times)));
    }

    /**
     * The time that was asked for, and no less than our own: an address that says "at once" each time must not take the lane. A message that
     * this sender has kept back itself comes when its pace allows.
     */
    private static Duration pause(Outcome.Busy busy, int times) {
        Duration doubled = FIRST.multipliedBy(1L << Math.min(times, 10));
        Duration backOff = doubled.compareTo(LONGEST) < 0 ? doubled : LONGEST;
        Duration own = busy.scope() == Outcome.Busy.Scope.HELD ? SHORTEST : backOff;
        Duration asked = busy.retryAfter();
        return asked == null || asked.compareTo(own) < 0 ? own : asked;
    }

    /** Whether the next try is so late that the engine should have the message back. */
    boolean isTooLong(Instant deliverBefore) {
        return !until.isBefore(deliverBefore) || until.isAfter(since.plus(PATIENCE));
    }

    /** The same, as an end of the attempt: the engine need not try again before {@link #until}. */
    MessageOutcome.Rejected asEnd() {
        return new MessageOutcome.Rejected(
                new Outcome.Rejected(FailureKind.temporary, code, AddressState.USABLE, List.of(), until), gateway);
    }
}
