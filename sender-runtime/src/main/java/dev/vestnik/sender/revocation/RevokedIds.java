package dev.vestnik.sender.revocation;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;
import java.util.UUID;

/** The ids revoked within the retention, in one table a day, so that a whole table is dropped at once. Not thread-safe. */
final class RevokedIds {
    private static final int MOST_REASONS = 255;
    private static final String OTHER = "revoked";
    private static final int LONGEST_REASON = 100;

    private final Duration retention;
    private final TreeMap<Long, IdTable> days = new TreeMap<>();
    private final List<String> reasons = new ArrayList<>(List.of(OTHER));

    RevokedIds(Duration retention) {
        this.retention = retention;
    }

    void add(UUID id, String reason, Instant at) {
        days.computeIfAbsent(day(at), _ -> new IdTable()).put(id, index(reason));
    }

    Optional<String> reason(UUID id) {
        for (IdTable day : days.descendingMap().values()) {
            int index = day.get(id);
            if (index >= 0) {
                return Optional.of(reasons.get(index));
            }
        }
        return Optional.empty();
    }

    void forgetBefore(Instant now) {
        days.headMap(day(now.minus(retention))).clear();
    }

    int size() {
        return days.values().stream().mapToInt(IdTable::size).sum();
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

    private static long day(Instant at) {
        return Math.floorDiv(at.getEpochSecond(), Duration.ofDays(1).toSeconds());
    }
}
