package dev.vestnik.engine.audience;

import dev.vestnik.engine.streams.query.CustomerTally;
import dev.vestnik.rules.condition.Evaluation;
import dev.vestnik.rules.customer.CustomerKey;
import dev.vestnik.rules.customer.CustomerState;
import dev.vestnik.rules.decide.Decider;
import dev.vestnik.rules.definition.Definitions;
import dev.vestnik.rules.journey.Segment;
import java.time.Instant;

/** Counts the customers who are in a segment, of those who may be; for one thread. */
final class SegmentTally implements CustomerTally {
    private final Decider decider;
    private final Definitions definitions;
    private final Segment segment;
    private final Instant now;
    private long customers;
    private long members;
    private long unknown;

    /** @param unknown customers for whom the condition cannot be computed: they are not in it */
    record Counts(int partition, long customers, long members, long unknown, double of)
            implements Sampling.PartitionAnswer {}

    SegmentTally(Decider decider, Definitions definitions, Segment segment, Instant now) {
        this.decider = decider;
        this.definitions = definitions;
        this.segment = segment;
        this.now = now;
    }

    @Override
    public void add(CustomerKey customer, CustomerState state) {
        if (!segment.isOf(customer.shop()) || !customer.isIdentified() || !state.isOfSomebody()) {
            return;
        }
        customers++;
        Evaluation holds = decider.inSegment(customer, state, segment, definitions, now);
        if (holds.isTrue()) {
            members++;
        } else if (holds instanceof Evaluation.Failed) {
            unknown++;
        }
    }

    Counts counts(int partition, double of) {
        return new Counts(partition, customers, members, unknown, of);
    }
}
