package dev.vestnik.sender.lane;

import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.jspecify.annotations.Nullable;

/**
 * The attempts of a partition as its new owner finds them.
 *
 * @param found by lane offset
 * @param unread the part of the tail that could not be read; null when all of it was read
 * @param aside the records that could not be read, to be set aside with the owner's first commit
 * @param end the first offset of the attempts partition that was not read
 */
record AttemptTail(Map<Long, Found> found, @Nullable Unread unread, AttemptsAside aside, long end) {

    /** The tail of a partition without attempts. */
    static AttemptTail empty(long end) {
        return new AttemptTail(new TreeMap<>(), null, AttemptsAside.nothing(), end);
    }

    /**
     * @param last the entry that counts
     * @param since the attempts offset of the first entry about the record: the tail is needed from there until the lane has passed the
     *     record
     * @param at the attempts offset of the last entry about the record
     * @param opened the time of the first entry about the record after its last withdrawal, by the clock of the sender or the broker
     */
    record Found(AttemptEntry last, long since, long at, long opened) {}

    /**
     * Attempts that a sender wrote and this version cannot read. Each may have opened any message that was in the lane when it was written.
     *
     * @param first the attempts offset of the first of them
     * @param last the attempts offset of the last of them
     * @param until the time of the last of them, by the broker's clock
     */
    record Unread(long first, long last, long until) {
        /** The broker that leads the lane's partition may be this much ahead of the one that leads the attempts'. */
        private static final long SKEW_MS = 5_000;

        Unread and(Unread next) {
            return new Unread(Math.min(first, next.first), Math.max(last, next.last), Math.max(until, next.until));
        }

        /** Whether unread attempts may be about this lane record, given the last readable entry about it. */
        boolean concerns(ConsumerRecord<?, ?> record, @Nullable Found readable) {
            return record.timestamp() <= until + SKEW_MS && (readable == null || readable.at() < last);
        }
    }

    /** The reason to set an attempts record aside; empty when it can be read. */
    static Optional<PoisonException> unusable(ConsumerRecord<byte[], byte[]> record) {
        if (!AttemptCodec.isOurs(record.key(), record.value())) {
            return Optional.of(new PoisonException("foreign", "no sender of any version writes this"));
        }
        try {
            AttemptCodec.read(record.value());
            return Optional.empty();
        } catch (UnreadableAttemptException e) {
            return Optional.of(new PoisonException("unreadable", String.valueOf(e.getMessage())));
        }
    }

    /** Collects a tail record by record. */
    static final class Builder {
        /** More records than a sender can leave behind: the rest is not a sender's work. */
        private static final int MOST_FOUND = 2 * PartitionLedger.MOST_OUTSTANDING;

        private final TreeMap<Long, Found> found = new TreeMap<>();
        private final AttemptsAside.Builder aside;
        private final long firstNeeded;
        private @Nullable Unread unread;

        /** @param firstNeeded the first lane offset without an outcome; entries about earlier ones are skipped */
        Builder(long firstNeeded, AttemptsAside.Builder aside) {
            this.firstNeeded = firstNeeded;
            this.aside = aside;
        }

        void add(ConsumerRecord<byte[], byte[]> record) {
            if (!AttemptCodec.isOurs(record.key(), record.value())) {
                aside.add(record, new PoisonException("foreign", "no sender of any version writes this"));
                return;
            }
            try {
                AttemptCodec.read(record.value()).forEach(entry -> add(entry, record));
            } catch (UnreadableAttemptException e) {
                aside.add(record, new PoisonException("unreadable", String.valueOf(e.getMessage())));
                mistrust(record);
            }
        }

        private void add(AttemptEntry entry, ConsumerRecord<byte[], byte[]> record) {
            if (entry.offset() < firstNeeded) {
                return;
            }
            Found before = found.get(entry.offset());
            long since = before == null ? record.offset() : before.since();
            long opened = before == null || before.last() instanceof AttemptEntry.Withdrawn
                    ? record.timestamp()
                    : before.opened();
            found.put(entry.offset(), new Found(entry, since, record.offset(), opened));
            if (found.size() > MOST_FOUND) {
                found.pollLastEntry();
                mistrust(record);
            }
        }

        private void mistrust(ConsumerRecord<byte[], byte[]> record) {
            Unread here = new Unread(record.offset(), record.offset(), record.timestamp());
            unread = unread == null ? here : unread.and(here);
        }

        AttemptTail build(long end) {
            return new AttemptTail(found, unread, aside.build(end), end);
        }
    }
}
