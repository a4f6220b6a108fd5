package dev.vestnik.engine.list;

import dev.vestnik.engine.reader.SharedTopic;
import dev.vestnik.rules.campaign.CustomerList;
import dev.vestnik.rules.campaign.CustomerLists;
import dev.vestnik.schemas.topic.Topics;
import dev.vestnik.service.kafka.KafkaSettings;
import io.micrometer.observation.ObservationRegistry;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.BooleanSupplier;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.KafkaException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The lists of customers, in the memory of every engine: 8 bytes for each customer of each list, {@value #MOST_CUSTOMERS} of them in all. A list
 * is one record, so that no part of one is ever in force; the topic's retention, and the same time here, forgets it.
 */
public final class ListLog implements SharedTopic.TopicFollower, AutoCloseable {
    private static final Logger log = LoggerFactory.getLogger(ListLog.class);

    /** Customers of all lists: 32 MB of each engine. Those who upload at once may go beyond it by a list each. */
    static final int MOST_CUSTOMERS = 4_000_000;

    /** The life of a list; the topic deletes its record a week later at most. */
    private static final Duration KEPT = Duration.ofDays(30);

    private final SharedTopic topic;
    private final InstantSource clock;
    private final Map<String, UploadedList> lists = new TreeMap<>();
    private volatile boolean complete;
    private volatile Map<String, UploadedList> kept = Map.of();
    private volatile CustomerLists current = CustomerLists.NONE;

    ListLog(KafkaSettings kafka, BooleanSupplier open, ObservationRegistry observations, InstantSource clock) {
        this.topic = new SharedTopic(kafka, Topics.LISTS, "journey-engine-lists", open, observations);
        this.clock = clock;
    }

    void begin() {
        topic.begin(this);
    }

    @Override
    public void take(ConsumerRecord<byte[], byte[]> record) {
        String key = record.key() == null ? "" : new String(record.key(), StandardCharsets.UTF_8);
        if (record.value() == null) {
            lists.remove(key);
            return;
        }
        try {
            UploadedList list = ListCodec.read(record.value(), Instant.ofEpochMilli(record.timestamp()));
            lists.put(list.key(), list);
        } catch (IllegalArgumentException e) { // anybody may write to a topic
            log.warn("lists=skipped offset={} cause=\"{}\"", record.offset(), e.getMessage());
        }
    }

    @Override
    public void rest() {
        Instant now = clock.instant();
        lists.values().removeIf(list -> !keptUntil(list.list()).isAfter(now));
        if (complete && !kept.equals(lists)) {
            kept = Map.copyOf(lists);
            current = CustomerLists.of(
                    lists.values().stream().map(UploadedList::list).toList());
        }
    }

    /** Begins to tell of lists: of half a topic it tells nothing, since a list may have been replaced in the other half. */
    @Override
    public void caughtUp() {
        complete = true;
        rest();
    }

    /** The lists that this engine has read; none while it starts. */
    public CustomerLists current() {
        return current;
    }

    /**
     * The lists after all that any engine has written by now. Blocks.
     *
     * @throws KafkaException when the broker does not answer, or the engine is starting
     */
    public CustomerLists newest() throws InterruptedException {
        topic.awaitEnd();
        if (!complete) {
            throw new KafkaException("the engine is still reading its lists");
        }
        return current;
    }

    /** The number of customers of all lists. */
    long customers() {
        return kept.values().stream()
                .map(UploadedList::list)
                .mapToLong(CustomerList::size)
                .sum();
    }

    /** The end of a list's life. */
    public static Instant keptUntil(CustomerList list) {
        return list.savedAt().plus(KEPT);
    }

    /** The lists of a shop, by their ids. Blocks. */
    public List<UploadedList> of(String shop) throws InterruptedException {
        newest();
        return kept.values().stream()
                .filter(list -> list.list().shop().equals(shop))
                .sorted((one, other) -> one.list().id().compareTo(other.list().id()))
                .toList();
    }

    /** The list of this name; null where there is none. Blocks. */
    public @Nullable UploadedList find(String shop, String id) throws InterruptedException {
        newest();
        return kept.get(UploadedList.key(shop, id));
    }

    /**
     * Puts a list in the place of the one of this name.
     *
     * @return null where all lists together would have more customers than engines keep: nothing has changed
     * @throws KafkaException when the broker does not take it in time
     */
    public @Nullable UploadedList put(String shop, String id, String author, ListFile.ReadList file)
            throws InterruptedException {
        newest();
        String key = UploadedList.key(shop, id);
        UploadedList before = kept.get(key);
        long others = customers() - (before == null ? 0 : before.list().size());
        if (others + file.hashes().length > MOST_CUSTOMERS) {
            return null;
        }
        topic.write(key, ListCodec.write(shop, id, author, file));
        UploadedList written = kept.get(key);
        if (written == null) {
            throw new KafkaException("the list was removed as soon as it was there");
        }
        return written;
    }

    /** Removes a list from every engine; its record is deleted with the topic's retention. */
    public void remove(String shop, String id) throws InterruptedException {
        topic.write(UploadedList.key(shop, id), null);
    }

    @Override
    public void close() {
        topic.close();
    }
}
