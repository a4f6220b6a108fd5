package dev.vestnik.engine.streams.wakeup;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import org.apache.kafka.common.TopicPartition;
import org.jspecify.annotations.Nullable;

/**
 * The unread part of a task's sources. A wake-up that is due at D is decided when each source has been read up to append time D, or
 * to an end that was asked for at D or later: a purchase that is in the topic already is seen before the reminder. For the task's thread.
 */
public final class Backlog {
    private final Map<String, Source> sources = new HashMap<>();
    private final Ends ends;
    private final Supplier<@Nullable Reader> reader;

    /** The end of a partition. Thread-safe. */
    public interface Ends {
        /** Gives the broker's last answer; null where it has not been asked yet. */
        @Nullable
        End of(TopicPartition partition);

        /** Asks again; returns at once. */
        void ask(List<TopicPartition> partitions);
    }

    /**
     * All that was written before a time has a lower offset.
     *
     * @param askedAt milliseconds since 1970
     */
    public record End(long askedAt, long offset) {}

    /** The position of a thread's consumer. */
    public interface Reader {
        /** The offset of the next record to be polled; -1 while it is not known. */
        long at(TopicPartition partition);

        /** The offset of the last record polled since {@link #begin}; -1 for none. */
        long lastPolled(TopicPartition partition);

        /** A task of this partition begins: nothing that was polled for an earlier one is kept for it. */
        void begin(TopicPartition partition);
    }

    /** @param partitions the task's, one of each topic; none where there is nothing to wait for */
    Backlog(List<TopicPartition> partitions, Ends ends, Supplier<@Nullable Reader> reader) {
        this.ends = ends;
        this.reader = reader;
        partitions.forEach(partition -> sources.put(partition.topic(), new Source(partition)));
    }

    /** A record has been dealt with. */
    public void processed(String topic, long offset, long appendedAt) {
        Source source = sources.get(topic);
        if (source != null) {
            source.processed = offset;
            source.upTo = Math.max(source.upTo, appendedAt);
        }
    }

    /**
     * The time up to which all sources have been read, in ms since 1970; {@link Long#MAX_VALUE} where there are none.
     */
    long readUpTo() {
        long upTo = Long.MAX_VALUE;
        for (Source source : sources.values()) {
            source.look(reader.get());
            upTo = Math.min(upTo, source.upTo);
        }
        return upTo;
    }

    /** Asks where the sources end that have not been read up to this time. */
    void askFor(long due) {
        List<TopicPartition> behind = new ArrayList<>();
        for (Source source : sources.values()) {
            if (source.upTo < due) {
                behind.add(source.partition);
            }
        }
        ends.ask(behind);
    }

    private final class Source {
        private final TopicPartition partition;
        private long processed = -1;
        private long upTo = Long.MIN_VALUE;
        /** Kept until it is reached, since under traffic every later end is further away; a log may only get shorter by a fault. */
        private @Nullable End target;

        Source(TopicPartition partition) {
            this.partition = partition;
            Reader now = reader.get();
            if (now != null) {
                now.begin(partition);
            }
        }

        void look(@Nullable Reader reader) {
            End newest = ends.of(partition);
            boolean shorter = newest != null && target != null && newest.offset() < target.offset();
            End known = target == null || shorter ? newest : target;
            if (known == null || reader == null || known.askedAt() <= upTo) {
                target = null;
                return;
            }
            target = known;
            if (reached(reader) >= known.offset()) {
                upTo = known.askedAt();
                target = null;
            }
        }

        /** The offset below which everything has been dealt with. */
        private long reached(Reader reader) {
            return reader.lastPolled(partition) > processed ? processed + 1 : reader.at(partition);
        }
    }
}
