package dev.vestnik.embedded;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class EmbeddedKafkaTest {

    private static final TopicPartition GREETINGS = new TopicPartition("greetings", 0);

    @TempDir
    Path directory;

    @Test
    void showsCommittedTransactionsOnly() throws Exception {
        try (var kafka = EmbeddedKafka.forTest(directory)) {
            createTopic(kafka, Map.of());
            try (var producer = transactional(kafka, "writer")) {
                producer.initTransactions();
                producer.beginTransaction();
                producer.send(new ProducerRecord<>("greetings", "aborted"));
                producer.flush();
                producer.abortTransaction();
                producer.beginTransaction();
                producer.send(new ProducerRecord<>("greetings", "committed"));
                producer.commitTransaction();
            }
            assertThat(read(kafka, 1)).containsExactly("committed");
        }
    }

    @Test
    void keepsItsDataAndIdentityBetweenRuns() throws Exception {
        String cluster;
        try (var kafka = EmbeddedKafka.forTest(directory)) {
            createTopic(kafka, Map.of());
            write(kafka, "before");
            cluster = clusterId(kafka);
        }
        try (var kafka = EmbeddedKafka.forTest(directory)) {
            write(kafka, "after");
            assertThat(clusterId(kafka)).isEqualTo(cluster);
            assertThat(read(kafka, 2)).containsExactly("before", "after");
        }
    }

    @Test
    void answersAtTheSameAddressWhenStartedAgain() throws Exception {
        try (var kafka = EmbeddedKafka.forTest(directory)) {
            var address = kafka.bootstrapServers();
            createTopic(kafka, Map.of());
            kafka.close();
            kafka.start();
            assertThat(kafka.bootstrapServers()).isEqualTo(address);
            write(kafka, "again");
            assertThat(read(kafka, 1)).containsExactly("again");
        }
    }

    @Test
    void takesRecordsOfEightMebibytesWhereATopicAllowsThem() throws Exception {
        try (var kafka = EmbeddedKafka.forTest(directory)) {
            createTopic(kafka, Map.of("max.message.bytes", String.valueOf(9 << 20)));
            write(kafka, "x".repeat(8 << 20));
            assertThat(read(kafka, 1)).first().asString().hasSize(8 << 20);
        }
    }

    @Test
    void refusesADirectoryThatIsInUse() {
        try (var kafka = EmbeddedKafka.forTest(directory)) {
            assertThatThrownBy(() -> EmbeddedKafka.forTest(directory)).hasMessageContaining("in use");
            assertThat(kafka.bootstrapServers()).startsWith("127.0.0.1:");
        }
    }

    @Test
    void refusesATakenPortByNameAndLeavesTheDirectoryFree() throws Exception {
        try (var other = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            var taken = KafkaSettings.in(directory).withPorts(other.getLocalPort(), 0);
            assertThatThrownBy(new EmbeddedKafka(taken)::start)
                    .hasMessageContaining("port " + other.getLocalPort() + " is taken");
        }
        EmbeddedKafka.forTest(directory).close();
    }

    private static void createTopic(EmbeddedKafka kafka, Map<String, String> configs) throws Exception {
        try (var admin = admin(kafka)) {
            admin.createTopics(List.of(new NewTopic("greetings", 1, (short) 1).configs(configs)))
                    .all()
                    .get();
        }
    }

    private static String clusterId(EmbeddedKafka kafka) throws Exception {
        try (var admin = admin(kafka)) {
            return admin.describeCluster().clusterId().get();
        }
    }

    private static Admin admin(EmbeddedKafka kafka) {
        return Admin.create(Map.of("bootstrap.servers", kafka.bootstrapServers()));
    }

    private static void write(EmbeddedKafka kafka, String value) throws Exception {
        try (var producer = producer(Map.of("bootstrap.servers", kafka.bootstrapServers()))) {
            producer.send(new ProducerRecord<>("greetings", value)).get();
        }
    }

    private static KafkaProducer<String, String> transactional(EmbeddedKafka kafka, String id) {
        return producer(Map.of("bootstrap.servers", kafka.bootstrapServers(), "transactional.id", id));
    }

    private static KafkaProducer<String, String> producer(Map<String, Object> some) {
        var properties = new java.util.HashMap<>(some);
        properties.put("max.request.size", 10 << 20);
        return new KafkaProducer<>(properties, new StringSerializer(), new StringSerializer());
    }

    private static List<String> read(EmbeddedKafka kafka, int count) {
        var properties = Map.<String, Object>of(
                "bootstrap.servers",
                kafka.bootstrapServers(),
                ConsumerConfig.ISOLATION_LEVEL_CONFIG,
                "read_committed",
                ConsumerConfig.AUTO_OFFSET_RESET_CONFIG,
                "earliest");
        try (var consumer = new KafkaConsumer<>(properties, new StringDeserializer(), new StringDeserializer())) {
            consumer.assign(List.of(GREETINGS));
            var values = new ArrayList<String>();
            while (values.size() < count) {
                consumer.poll(Duration.ofSeconds(10)).forEach(each -> values.add(each.value()));
            }
            return values;
        }
    }
}
