package dev.vestnik.sender.revocation;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;
import java.util.UUID;

/**
 * The ids revoked within the retention, in one table for each six hours, so that a whole table is dropped at once. Beyond a bound the oldest
 * are forgotten early: only a message that has waited for longer than all that is kept could then be sent although it is revoked. Not
 * thread-safe.
 */
final class RevokedIds {
    private static final int MOST_REASONS = 255;
    private static final String OTHER = "revoked";
    private static final int LONGEST_REASON = 100;
    private static final Duration SPAN = Duration.ofHours(6);

    private final Duration retention;
    private final int most;
    private long forgotten;
    private final TreeMap<Long, IdTable> spans = new TreeMap<>();
    private final List<String> reasons = new ArrayList<>(List.of(OTHER));

    /** @param most the most ids kept, of which the newest span may have more */
    RevokedIds(Duration retention, int most) {
        this.retention = retention;
        this.most = most;
    }

    void add(UUID id, String reason, Instant at) {
        spans.computeIfAbsent(span(at), _ -> new IdTable()).put(id, index(reason));
    }

    Optional<String> reason(UUID id) {
        for (IdTable span : spans.descendingMap().values()) {
            int index = span.get(id);
            if (index >= 0) {
                return Optional.of(reasons.get(index));
            }
        }
        return Optional.empty();
    }

    /** Forgets what is older than the retention, and the oldest of what is beyond the bound. */
    void forgetBefore(Instant now) {
        spans.headMap(span(now.minus(retention))).clear();
        while (spans.size() > 1 && size() > most) {
            forgotten += spans.pollFirstEntry().getValue().size();
        }
    }

    int size() {
        return spans.values().stream().mapToInt(IdTable::size).sum();
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
