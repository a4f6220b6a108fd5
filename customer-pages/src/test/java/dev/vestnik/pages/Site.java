package dev.vestnik.pages;

import com.sun.net.httpserver.HttpServer;
import dev.vestnik.embedded.EmbeddedKafka;
import dev.vestnik.embedded.EmbeddedRegistry;
import dev.vestnik.schemas.serde.AvroDeserializer;
import dev.vestnik.service.kafka.KafkaSettings;
import io.micrometer.core.instrument.MeterRegistry;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.springframework.context.ConfigurableApplicationContext;

/** The service as it runs, on a real broker and registry, with an engine beside it that answers what it is told to. */
final class Site implements AutoCloseable {
    static final String SECRET = "the secret of the pages' tests";
    static final String BROWSER = "Mozilla/5.0 (Android 15; Mobile; rv:140.0) Gecko/140.0 Firefox/140.0";

    private final EmbeddedKafka kafka;
    private final EmbeddedRegistry registry;
    private final HttpServer engine;
    private final ConfigurableApplicationContext context;
    private final HttpClient http = HttpClient.newHttpClient();
    private final URI url;
    private final List<String> wishes = new CopyOnWriteArrayList<>();
    private volatile String preferences;

    Site() throws IOException {
        Path directory = Files.createTempDirectory(Files.createDirectories(Path.of("target", "site")), "run");
        kafka = EmbeddedKafka.forTest(directory.resolve("kafka"));
        registry = EmbeddedRegistry.forTest(directory.resolve("registry"));
        engine = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        engine.createContext("/public/preferences/", exchange -> {
            boolean asked = exchange.getRequestMethod().equals("GET");
            if (!asked) {
                wishes.add(new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8));
            }
            byte[] answer = (asked ? preferences : "{\"accepted\": 1}").getBytes(StandardCharsets.UTF_8);
            exchange.sendResponseHeaders(asked ? 200 : 202, answer.length);
            exchange.getResponseBody().write(answer);
            exchange.close();
        });
        engine.start();
        context = CustomerPages.application()
                .run(
                        "--server.port=0",
                        "--vestnik.kafka.bootstrap-servers=" + kafka.bootstrapServers(),
                        "--vestnik.kafka.registry-url=" + registry.url(),
                        "--vestnik.kafka.partitions=3",
                        "--vestnik.kafka.replication=1",
                        "--vestnik.links.url=https://go.shop.example",
                        "--vestnik.links.secrets[0]=" + SECRET,
                        "--vestnik.pages.engine-url=http://127.0.0.1:"
                                + engine.getAddress().getPort(),
                        "--vestnik.pages.topics.cart-reminders.ru=Напоминания о корзине",
                        "--vestnik.pages.forms.footer.topic=news");
        url = URI.create("http://127.0.0.1:" + context.getEnvironment().getProperty("local.server.port"));
    }

    /** What the engine says of every customer from now on. */
    void engineSays(String json) {
        preferences = json;
    }

    /** What the engine was told. */
    List<String> wishes() {
        return wishes;
    }

    /** The engine goes away; closing it twice is no fault. */
    void stopEngine() {
        engine.stop(0);
    }

    HttpResponse<String> get(String path, String... headers) throws IOException, InterruptedException {
        return call(path, HttpRequest.newBuilder().GET(), headers);
    }

    HttpResponse<String> post(String path, String form, String... headers) throws IOException, InterruptedException {
        return call(
                path,
                HttpRequest.newBuilder()
                        .header("Content-Type", "application/x-www-form-urlencoded")
                        .POST(HttpRequest.BodyPublishers.ofString(form)),
                headers);
    }

    HttpResponse<String> call(String path, HttpRequest.Builder request, String... headers)
            throws IOException, InterruptedException {
        request.uri(url.resolve(path)).timeout(Duration.ofSeconds(30)).setHeader("User-Agent", BROWSER);
        for (int i = 0; i < headers.length; i += 2) {
            request.setHeader(headers[i], headers[i + 1]);
        }
        return http.send(request.build(), BodyHandlers.ofString(StandardCharsets.UTF_8));
    }

    /** Opens a page and does not wait for it. */
    CompletableFuture<?> visit(String path) {
        HttpRequest request = HttpRequest.newBuilder(url.resolve(path))
                .setHeader("User-Agent", BROWSER)
                .build();
        return http.sendAsync(request, BodyHandlers.discarding());
    }

    double count(String meter, String tag, String value) {
        return context.getBean(MeterRegistry.class).find(meter).tag(tag, value).counters().stream()
                .mapToDouble(counter -> counter.count())
                .sum();
    }

    /** Everything that is in a topic now, partition after partition. */
    List<ConsumerRecord<String, SpecificRecord>> records(String topic) {
        KafkaSettings settings =
                KafkaSettings.at(kafka.bootstrapServers(), registry.url().toString());
        Map<String, Object> config = settings.clientConfig();
        config.put("key.deserializer", StringDeserializer.class);
        config.put("value.deserializer", AvroDeserializer.class);
        List<ConsumerRecord<String, SpecificRecord>> records = new ArrayList<>();
        try (KafkaConsumer<String, SpecificRecord> consumer = new KafkaConsumer<>(config)) {
            List<TopicPartition> partitions = consumer.partitionsFor(topic).stream()
                    .map(info -> new TopicPartition(topic, info.partition()))
                    .toList();
            consumer.assign(partitions);
            consumer.seekToBeginning(partitions);
            Map<TopicPartition, Long> ends = consumer.endOffsets(partitions);
            while (partitions.stream().anyMatch(partition -> consumer.position(partition) < ends.get(partition))) {
                consumer.poll(Duration.ofMillis(200)).forEach(records::add);
            }
        }
        return records;
    }

    @Override
    public void close() {
        http.close();
        context.close();
        engine.stop(0);
        registry.close();
        kafka.close();
    }
}
