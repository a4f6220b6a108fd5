package dev.vestnik.embedded;

import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.apache.kafka.common.serialization.StringSerializer;

/** A topic of one partition, written and read by Kafka's own clients. */
record Greetings(String bootstrapServers) {

    Greetings(EmbeddedKafka kafka) {
        this(kafka.bootstrapServers());
    }

    void createTopic(Map<String, String> configs) throws Exception {
        try (var admin = admin()) {
            var topic = new NewTopic("greetings", 1, (short) 1).configs(configs);
            admin.createTopics(List.of(topic)).all().get();
        }
    }

    String clusterId() throws Exception {
        try (var admin = admin()) {
            return admin.describeCluster().clusterId().get();
        }
    }

    private Admin admin() {
        return Admin.create(Map.of("bootstrap.servers", bootstrapServers));
    }

    void write(String value) throws Exception {
        try (var producer = producer(Map.of())) {
            producer.send(greeting(value)).get();
        }
    }

    /** A producer whose transactions are initialised. */
    KafkaProducer<String, String> transactional(String id) {
        var producer = producer(Map.of("transactional.id", id));
        producer.initTransactions();
        return producer;
    }

    static ProducerRecord<String, String> greeting(String value) {
        return new ProducerRecord<>("greetings", value);
    }

    private KafkaProducer<String, String> producer(Map<String, Object> some) {
        var properties = new HashMap<>(some);
        properties.put("bootstrap.servers", bootstrapServers);
        properties.put("max.request.size", 10 << 20);
        return new KafkaProducer<>(properties, new StringSerializer(), new StringSerializer());
    }

    /** Waits for that many committed values. */
    List<String> read(int count) {
        var properties = Map.<String, Object>of(
                "bootstrap.servers", bootstrapServers,
                "isolation.level", "read_committed",
                "auto.offset.reset", "earliest");
        try (var consumer = new KafkaConsumer<>(properties, new StringDeserializer(), new StringDeserializer())) {
            consumer.assign(List.of(new TopicPartition("greetings", 0)));
            var values = new ArrayList<String>();
            while (values.size() < count) {
                consumer.poll(Duration.ofSeconds(10)).forEach(each -> values.add(each.value()));
            }
            return values;
        }
    }
}
