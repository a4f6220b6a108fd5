package dev.vestnik.sender.lane;

import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Remembers the records at which this sender failed. One failure may be a passing fault; a second one at the same record is the record's.
 */
final class RecordFailures {
    /** More than a lane keeps waiting, so that no failure is forgotten before the second try. */
    private static final int MOST_KEPT = 2 * LaneQueue.MOST_WAITING;

    private record Position(int partition, long offset) {}

    /** Failures by position; forgets the eldest. */
    private final Map<Position, String> seen = new LinkedHashMap<>() {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<Position, String> eldest) {
            return size() > MOST_KEPT;
        }
    };

    /** Notes a failure; true when it is not the first at this record. */
    boolean isRepeated(PendingRecord pending, Throwable cause) {
        Position position = new Position(pending.ledger().partition().partition(), pending.offset());
        return seen.put(position, cause.getClass().getName()) != null;
    }
}
