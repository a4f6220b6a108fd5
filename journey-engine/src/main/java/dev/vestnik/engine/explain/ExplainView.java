package dev.vestnik.engine.explain;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.vestnik.engine.support.TimelineView;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Why a customer got something of a journey, or did not.
 *
 * @param from the beginning of the time it is about; not before the customer's erasure
 * @param to its end
 * @param decisions about the journey in this time, oldest first, with everything that decided
 * @param events of this time with which the journey begins, oldest first, and what came of each
 * @param runs of this time and of today, the newest: where they stand, and the way that they took
 * @param seen how far the answer could look, and what it took for given
 */
record ExplainView(
        String journey,
        Instant from,
        Instant to,
        List<TimelineView.Entry> decisions,
        List<EventAnswer> events,
        List<RunView> runs,
        Seen seen) {

    /**
     * @param at when Kafka had it
     * @param version of the journey that was in force then; 0: none
     * @param reason a reason as decisions have it, {@code entered}, or a word of the recomputation: {@code condition}, {@code enters},
     *     {@code not-published}, {@code not-listening}, {@code other-shop}, {@code repeated}, {@code not-due}
     * @param recorded whether a decision says so; else it is recomputed
     * @param detail the condition that does not hold
     * @param inputs what else decided
     * @param values that the condition read, by their paths; texts for the role support alone
     */
    @JsonInclude(JsonInclude.Include.NON_EMPTY)
    record EventAnswer(
            Instant at,
            Instant occurredAt,
            String type,
            String id,
            int version,
            String reason,
            boolean recorded,
            @Nullable String detail,
            Map<String, String> inputs,
            Map<String, String> values) {}

    /**
     * @param records of all customers that were looked through
     * @param eventsFrom the oldest record that the topic still has of this time; absent: none
     * @param eventsTo how far it was read
     * @param complete whether all of this time was read
     * @param notes what the answer took for given
     */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    record Seen(
            long records,
            @Nullable Instant eventsFrom,
            @Nullable Instant eventsTo,
            boolean complete,
            List<String> notes) {}
}
