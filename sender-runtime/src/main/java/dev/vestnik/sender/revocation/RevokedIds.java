package dev.vestnik.sender.revocation;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.UUID;

/**
 * The ids revoked within the retention, in tables of six hours or an eighth of the bound, so that a whole table is dropped at once. Beyond
 * the bound the oldest are forgotten early: only a message that has waited for longer than all that is kept could then be sent although it
 * is revoked. Not thread-safe.
 */
final class RevokedIds {
    private static final int MOST_REASONS = 255;
    private static final String OTHER = "revoked";
    private static final int LONGEST_REASON = 100;
    private static final Duration SPAN = Duration.ofHours(6);
    /** Tables that fill the bound: a burst within one span is forgotten in such parts too. */
    private static final int PARTS = 8;

    private final Duration retention;
    private final int most;
    private long forgotten;
    private final TreeMap<Part, IdTable> parts = new TreeMap<>();
    private final List<String> reasons = new ArrayList<>(List.of(OTHER));

    /** A table's place: parts of the same span are in the order in which they were filled. */
    private record Part(long span, int number) implements Comparable<Part> {
        @Override
        public int compareTo(Part other) {
            return span == other.span ? Integer.compare(number, other.number) : Long.compare(span, other.span);
        }
    }

    /** @param most the most ids kept from one {@link #forgetBefore} to the next */
    RevokedIds(Duration retention, int most) {
        this.retention = retention;
        this.most = most;
    }

    void add(UUID id, String reason, Instant at) {
        table(span(at)).put(id, index(reason));
    }

    /** The span's table that has room. */
    private IdTable table(long span) {
        Map.Entry<Part, IdTable> last = parts.floorEntry(new Part(span, Integer.MAX_VALUE));
        boolean begun = last != null && last.getKey().span() == span;
        if (begun && last.getValue().size() < Math.max(1, most / PARTS)) {
            return last.getValue();
        }
        IdTable next = new IdTable();
        parts.put(new Part(span, begun ? last.getKey().number() + 1 : 0), next);
        return next;
    }

    Optional<String> reason(UUID id) {
        for (IdTable part : parts.descendingMap().values()) {
            int index = part.get(id);
            if (index >= 0) {
                return Optional.of(reasons.get(index));
            }
        }
        return Optional.empty();
    }

    /** Forgets what is older than the retention, and the oldest of what is beyond the bound. */
    void forgetBefore(Instant now) {
        parts.headMap(new Part(span(now.minus(retention)), 0)).clear();
        while (size() > most) {
            forgotten += parts.pollFirstEntry().getValue().size();
        }
    }

    int size() {
        return parts.values().stream().mapToInt(IdTable::size).sum();
    }

    /** The number of ids that were forgotten before their time. */
    long forgotten() {
        return forgotten;
    }

    /** The number of a reason. Reasons are few; those after the first 254 count as "revoked". */
    private byte index(String said) {
        String reason = said.substring(0, Math.min(said.length(), LONGEST_REASON));
        int known = reasons.indexOf(reason);
        if (known >= 0) {
            return (byte) known;
        }
        if (reasons.size() == MOST_REASONS) {
            return 0;
        }
        reasons.add(reason);
        return (byte) (reasons.size() - 1);
    }

    private static long span(Instant at) {
        return Math.floorDiv(at.getEpochSecond(), SPAN.toSeconds());
    }
}
