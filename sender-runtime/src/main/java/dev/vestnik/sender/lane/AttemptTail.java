package dev.vestnik.sender.lane;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What a partition's attempts say to its new owner.
 *
 * @param found by lane offset
 * @param end the first offset of the attempts partition that was not read
 */
record AttemptTail(Map<Long, Found> found, long end) {

    /**
     * @param last the entry that counts
     * @param since the attempts offset of the first entry about it: from there on the tail is needed until it is passed
     */
    record Found(AttemptEntry last, long since) {}

    /** Collects a tail record by record. */
    static final class Builder {
        private final Map<Long, Found> found = new HashMap<>();
        private final long firstNeeded;

        /** @param firstNeeded entries about lane offsets before it are history */
        Builder(long firstNeeded) {
            this.firstNeeded = firstNeeded;
        }

        void add(long attemptsOffset, List<AttemptEntry> entries) {
            for (AttemptEntry entry : entries) {
                if (entry.offset() >= firstNeeded) {
                    long since = Optional.ofNullable(found.get(entry.offset()))
                            .map(Found::since)
                            .orElse(attemptsOffset);
                    found.put(entry.offset(), new Found(entry, since));
                }
            }
        }

        AttemptTail build(long end) {
            return new AttemptTail(found, end);
        }
    }
}
