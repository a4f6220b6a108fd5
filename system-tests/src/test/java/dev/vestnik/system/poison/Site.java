package dev.vestnik.system.poison;

import dev.vestnik.schemas.registry.SchemaRegistry;
import dev.vestnik.schemas.topic.Topic;
import dev.vestnik.schemas.topic.Topics;
import dev.vestnik.system.installation.Standalone;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.apache.avro.Schema;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.GroupListing;
import org.apache.kafka.clients.admin.ListConsumerGroupOffsetsSpec;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArraySerializer;

/** The installation under test as its neighbours see it: HTTP, Kafka, the registry. */
final class Site implements AutoCloseable {
    /** An answer that takes longer is none. */
    static final Duration PATIENCE = Duration.ofSeconds(20);

    private final Standalone vestnik;
    private final HttpClient http = HttpClient.newHttpClient();
    private final SchemaRegistry registry;
    private final KafkaProducer<byte[], byte[]> producer;
    private final Map<String, Integer> schemaIds = new ConcurrentHashMap<>();
    private final Map<SetAside.Origin, String> inflicted = new ConcurrentHashMap<>();

    Site(Standalone vestnik) {
        this.vestnik = vestnik;
        this.registry = new SchemaRegistry(List.of(vestnik.url("REGISTRY") + "/apis/ccompat/v7"), null);
        this.producer = new KafkaProducer<>(
                Map.of(
                        "bootstrap.servers",
                        bootstrapServers(),
                        "max.request.size",
                        8 << 20,
                        "linger.ms",
                        0,
                        "max.block.ms",
                        20_000),
                new ByteArraySerializer(),
                new ByteArraySerializer());
    }

    String url(String part) {
        return vestnik.url(part);
    }

    String bootstrapServers() {
        return "127.0.0.1:" + vestnik.port("KAFKA");
    }

    /** Of the subject of a topic's values; registered by whoever writes the topic, else by us, as another producer would. */
    int schemaId(String topic, Schema schema) {
        return schemaIds.computeIfAbsent(topic, name -> registry.register(name + "-value", schema));
    }

    /** Writes a piece of poison, and remembers where it is. */
    SetAside.Origin write(String poison, ProducerRecord<byte[], byte[]> record)
            throws ExecutionException, InterruptedException {
        RecordMetadata at = producer.send(record).get();
        SetAside.Origin origin = new SetAside.Origin(at.topic(), at.partition(), at.offset());
        inflicted.put(origin, poison);
        return origin;
    }

    Map<SetAside.Origin, String> inflicted() {
        return Map.copyOf(inflicted);
    }

    /** @throws IOException when nothing is answered in time */
    HttpResponse<String> call(String method, String url, String type, String body)
            throws IOException, InterruptedException {
        return http.send(request(method, url, type, body), HttpResponse.BodyHandlers.ofString());
    }

    CompletableFuture<HttpResponse<String>> callSoon(String method, String url, String type, String body)
            throws IOException {
        return http.sendAsync(request(method, url, type, body), HttpResponse.BodyHandlers.ofString());
    }

    private HttpRequest request(String method, String url, String type, String body) throws IOException {
        return HttpRequest.newBuilder(URI.create(url))
                .timeout(PATIENCE)
                .header("Authorization", "Bearer " + vestnik.key())
                .header("Content-Type", type)
                .method(method, HttpRequest.BodyPublishers.ofString(body))
                .build();
    }

    /** Whether a page of a service holds this; one that does not answer holds nothing. */
    boolean says(String service, String path, String what) {
        try {
            return call("GET", url(service) + path, "text/plain", "").body().contains(what);
        } catch (IOException e) {
            return false;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    /** What must work before poison counts: answers other than 2xx are faults of the test. */
    String mustCall(String method, String path, String body) throws IOException, InterruptedException {
        HttpResponse<String> answer = call(method, url("ENGINE") + path, "application/json", body);
        if (answer.statusCode() >= 300) {
            throw new IllegalStateException(method + " " + path + " " + answer.statusCode() + " " + answer.body());
        }
        return answer.body();
    }

    /** Topics that some member of some group has been assigned right now. */
    Set<String> assignedTopics() throws ExecutionException, InterruptedException {
        try (Admin admin = admin()) {
            return admin.describeConsumerGroups(groups(admin)).all().get().values().stream()
                    .flatMap(group -> group.members().stream())
                    .flatMap(member -> member.assignment().topicPartitions().stream())
                    .map(TopicPartition::topic)
                    .collect(Collectors.toSet());
        }
    }

    /** What groups have committed, by partition; where several read one, the slowest's. */
    Map<TopicPartition, OffsetAndMetadata> committed() throws ExecutionException, InterruptedException {
        Map<TopicPartition, OffsetAndMetadata> committed = new HashMap<>();
        try (Admin admin = admin()) {
            var specs = groups(admin).stream()
                    .collect(Collectors.toMap(Function.identity(), _ -> new ListConsumerGroupOffsetsSpec()));
            admin.listConsumerGroupOffsets(specs)
                    .all()
                    .get()
                    .values()
                    .forEach(group -> group.forEach((partition, offset) -> {
                        if (offset != null) {
                            committed.merge(partition, offset, (a, b) -> a.offset() <= b.offset() ? a : b);
                        }
                    }));
        }
        return committed;
    }

    private static List<String> groups(Admin admin) throws ExecutionException, InterruptedException {
        return admin.listGroups().all().get().stream()
                .map(GroupListing::groupId)
                .toList();
    }

    /** What the engine says of itself. */
    EngineStatus status() {
        return EngineStatus.of(this);
    }

    /** Topics that are not in the catalogue: what Kafka Streams keeps for itself. */
    List<String> changelogs() throws ExecutionException, InterruptedException {
        Set<String> known = Topics.all().stream().map(Topic::name).collect(Collectors.toSet());
        try (Admin admin = admin()) {
            return admin.listTopics().names().get().stream()
                    .filter(name -> !known.contains(name) && name.endsWith("-changelog"))
                    .sorted()
                    .toList();
        }
    }

    private Admin admin() {
        Map<String, Object> config = new HashMap<>();
        config.put("bootstrap.servers", bootstrapServers());
        return Admin.create(config);
    }

    @Override
    public void close() {
        producer.close(Duration.ZERO);
        registry.close();
        http.shutdownNow();
    }
}
