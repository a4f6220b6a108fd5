package dev.vestnik.system.poison;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;

/** Watches what was set aside: everything that the topics of dead letters hold, each with where it was and why. */
final class SetAside {
    private static final String SUFFIX = ".dead-letters";

    /** A dead letter; {@code origin} is where the record was, absent of a wake-up. */
    record DeadLetter(String topic, Optional<Origin> origin, String reason, String cause, Instant at, String words) {

        /** Whether it bears the mark of poison, as a consequence of poison does. */
        boolean marked() {
            return words.contains(Poison.MARK);
        }

        boolean explained() {
            return !reason.isBlank() && !cause.isBlank() && !cause.equals("null");
        }

        @Override
        public String toString() {
            return topic + " of " + origin.map(Origin::toString).orElse("a wake-up") + " reason=" + reason + " cause="
                    + cause;
        }
    }

    record Origin(String topic, int partition, long offset) {}

    private final List<DeadLetter> letters;
    private final Map<Origin, DeadLetter> byOrigin;

    private SetAside(List<DeadLetter> letters) {
        this.letters = List.copyOf(letters);
        this.byOrigin = letters.stream()
                .filter(letter -> letter.origin().isPresent())
                .collect(Collectors.toMap(letter -> letter.origin().orElseThrow(), Function.identity(), (a, _) -> a));
    }

    /** Reads all of it, from the beginning to the end as of now. */
    static SetAside read(String bootstrapServers) {
        Map<String, Object> config = Map.of(
                "bootstrap.servers", bootstrapServers,
                "isolation.level", "read_committed",
                "auto.offset.reset", "earliest");
        List<DeadLetter> letters = new ArrayList<>();
        try (var consumer = new KafkaConsumer<>(config, new ByteArrayDeserializer(), new ByteArrayDeserializer())) {
            List<TopicPartition> partitions = consumer.listTopics().entrySet().stream()
                    .filter(topic -> topic.getKey().endsWith(SUFFIX))
                    .flatMap(topic -> topic.getValue().stream())
                    .map(info -> new TopicPartition(info.topic(), info.partition()))
                    .toList();
            consumer.assign(partitions);
            Map<TopicPartition, Long> ends = consumer.endOffsets(partitions);
            consumer.seekToBeginning(partitions);
            while (partitions.stream().anyMatch(one -> consumer.position(one) < ends.get(one))) {
                consumer.poll(Duration.ofMillis(200)).forEach(record -> letters.add(letter(record)));
            }
        }
        return new SetAside(letters);
    }

    private static DeadLetter letter(ConsumerRecord<byte[], byte[]> record) {
        String topic = header(record, "vestnik-topic").orElse("");
        Optional<Origin> origin = header(record, "vestnik-offset")
                .map(offset -> new Origin(
                        topic,
                        Integer.parseInt(header(record, "vestnik-partition").orElseThrow()),
                        Long.parseLong(offset)));
        return new DeadLetter(
                record.topic(),
                origin,
                header(record, "vestnik-reason").orElse(""),
                header(record, "vestnik-cause").orElse(""),
                Instant.ofEpochMilli(record.timestamp()),
                words(record.key()) + " " + words(record.value()));
    }

    /** The last one of the name: poison may bring headers along that say they are ours. */
    private static Optional<String> header(ConsumerRecord<byte[], byte[]> record, String name) {
        Header header = record.headers().lastHeader(name);
        return header == null || header.value() == null
                ? Optional.empty()
                : Optional.of(new String(header.value(), StandardCharsets.UTF_8));
    }

    private static String words(byte[] bytes) {
        return bytes == null ? "" : new String(bytes, StandardCharsets.ISO_8859_1);
    }

    Optional<DeadLetter> of(Origin origin) {
        return Optional.ofNullable(byOrigin.get(origin));
    }

    /** One that holds this id. */
    Optional<DeadLetter> with(String id) {
        return letters.stream().filter(letter -> letter.words().contains(id)).findFirst();
    }

    /** What is neither poison nor a consequence of it. */
    List<DeadLetter> innocent(Map<Origin, String> poison) {
        return letters.stream()
                .filter(letter -> !letter.marked()
                        && letter.origin().filter(poison::containsKey).isEmpty())
                .toList();
    }

    /** How many came from each topic since a moment, as the metric of processes that were started then should have counted them. */
    Map<String, Long> counts(Instant since) {
        Map<String, Long> counts = new HashMap<>();
        letters.stream()
                .filter(letter -> !letter.at().isBefore(since))
                .forEach(letter -> counts.merge(
                        letter.topic().substring(0, letter.topic().length() - SUFFIX.length()), 1L, Long::sum));
        return counts;
    }

    int size() {
        return letters.size();
    }

    List<DeadLetter> unexplained() {
        return letters.stream().filter(letter -> !letter.explained()).toList();
    }
}
