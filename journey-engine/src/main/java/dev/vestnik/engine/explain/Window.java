package dev.vestnik.engine.explain;

import dev.vestnik.rules.customer.CustomerState;
import dev.vestnik.rules.decide.ErasureMark;
import java.time.Instant;

/**
 * The time that an explanation is about.
 *
 * @param from inclusive
 * @param to exclusive
 */
record Window(Instant from, Instant to) {
    /** The part of it in which this customer is told of: topics keep what is older than an erasure until its time is over. */
    Window sinceErasure(CustomerState customer) {
        Instant erasedAt = ErasureMark.of(customer);
        if (erasedAt == null || erasedAt.isBefore(from)) {
            return this;
        }
        Instant since = erasedAt.plusMillis(1);
        return new Window(since.isBefore(to) ? since : to, to);
    }

    boolean contains(Instant at) {
        return !at.isBefore(from) && at.isBefore(to);
    }
}
