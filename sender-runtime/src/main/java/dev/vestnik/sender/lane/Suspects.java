package dev.vestnik.sender.lane;

import java.util.LinkedHashMap;
import java.util.Map;

/** Records at which something of ours broke. One may have been in the way of a fault that passes; the same one twice is the fault. */
final class Suspects {
    /** More than may be outstanding in a lane of twelve partitions: none is forgotten before its second trial. */
    private static final int MOST_KEPT = 70_000;

    private record Position(int partition, long offset) {}

    /** The eldest is given the benefit of the doubt. */
    private final Map<Position, String> seen = new LinkedHashMap<>() {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<Position, String> eldest) {
            return size() > MOST_KEPT;
        }
    };

    /** True when something broke at this record before. */
    boolean isTwice(Tracked tracked, Throwable cause) {
        Position position = new Position(tracked.ledger().partition().partition(), tracked.offset());
        return seen.put(position, cause.getClass().getName()) != null;
    }
}
