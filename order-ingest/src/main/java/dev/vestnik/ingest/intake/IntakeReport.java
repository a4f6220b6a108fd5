package dev.vestnik.ingest.intake;

import dev.vestnik.ingest.event.Refusal;
import java.util.List;
import java.util.Set;

/**
 * The result of a request.
 *
 * @param ending how it ended
 * @param accepted events that Kafka has acknowledged
 * @param refused events that were not taken, for a fault of theirs
 * @param next the first event that is not known to be done with; a client goes on from there when the request was cut short
 * @param errors the faults, the first thousand
 * @param unlisted how many errors more there were
 * @param reasons why events were refused
 * @param bodyRead whether the whole body was read; if not, the connection is of no more use
 * @param warnings of what was taken and is probably not meant
 */
public record IntakeReport(
        Ending ending,
        long accepted,
        long refused,
        long next,
        List<EventFault> errors,
        long unlisted,
        Set<Refusal> reasons,
        boolean bodyRead,
        Warnings warnings) {

    public IntakeReport {
        errors = List.copyOf(errors);
        reasons = Set.copyOf(reasons);
    }

    /**
     * Warnings of what was taken and is probably not meant.
     *
     * @param listed the first hundred
     * @param unlisted how many more there were
     */
    public record Warnings(List<EventFault> listed, long unlisted) {
        public Warnings {
            listed = List.copyOf(listed);
        }
    }

    /** The end of a request. */
    public sealed interface Ending {

        /** Every event was either accepted or refused. */
        record Complete() implements Ending {}

        /**
         * The body could not be read to its end.
         *
         * @param before events that could be read and were not dealt with, as the whole document was refused
         */
        record Unreadable(String problem, int before) implements Ending {}

        /** The body, or a part of it, is larger than allowed. */
        record TooLarge(String problem) implements Ending {}

        /** The client stopped sending. */
        record Stalled(String problem) implements Ending {}

        /** There is no room for this body now. */
        record Busy(String problem) implements Ending {}

        /** Kafka, or the registry, did not answer in time. */
        record KafkaAway(String problem) implements Ending {}
    }
}
