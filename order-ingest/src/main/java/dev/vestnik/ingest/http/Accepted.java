package dev.vestnik.ingest.http;

import dev.vestnik.ingest.intake.EventFault;
import java.util.List;

/**
 * 202: Kafka has acknowledged all of it.
 *
 * @param accepted the number of events
 */
record Accepted(long accepted) {

    /**
     * 207: some were accepted, some refused.
     *
     * @param accepted the number of events that Kafka has acknowledged
     * @param refused the number of events that were not taken
     * @param errors what was wrong with those, the first thousand
     * @param unlistedErrors how many more there were
     */
    record InPart(long accepted, long refused, List<EventFault> errors, long unlistedErrors) {}
}
