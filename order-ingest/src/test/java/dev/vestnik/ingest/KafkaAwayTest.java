package dev.vestnik.ingest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.vestnik.embedded.EmbeddedKafka;
import dev.vestnik.ingest.Door.Answer;
import dev.vestnik.schemas.topic.TopicCreation;
import dev.vestnik.schemas.topic.Topics;
import dev.vestnik.service.kafka.KafkaSettings;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicLong;
import org.apache.kafka.clients.admin.Admin;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

@ExtendWith(Backend.Extension.class)
class KafkaAwayTest {

    @Test
    void aDoorWithoutKafkaSaysSoAndWorksAgainWhenItIsBack(Backend backend, @TempDir Path directory) throws Exception {
        EmbeddedKafka kafka = EmbeddedKafka.forTest(directory);
        KafkaSettings settings = KafkaSettings.at(
                        kafka.bootstrapServers(), backend.settings("").registryUrl())
                .withPartitions(3);
        kafka.close();
        try (kafka;
                Door door = new Door(settings, "--vestnik.ingest.kafka-patience=2s")) {
            assertAway(door.send(Door.CLOUD_EVENT, Door.event("early", "c")));
            assertThat(door.get("/actuator/health/liveness").status()).isEqualTo(200);
            assertThat(door.get("/actuator/health/readiness").status()).isEqualTo(503);

            kafka.start();
            await().atMost(Duration.ofSeconds(30)).until(door::isReady);
            assertThat(door.send(Door.CLOUD_EVENT, Door.event("first", "c")).status())
                    .isEqualTo(202);

            kafka.close();
            Answer away = door.send(Door.LINES, Door.event("second", "c") + "\n" + Door.event("third", "c"));
            assertAway(away);
            assertThat(away.accepted()).isZero();
            assertThat(away.json().path("next").asInt(-1)).isZero();
            await().atMost(Duration.ofSeconds(30)).until(() -> !door.isReady());

            kafka.start();
            await().atMost(Duration.ofSeconds(30)).until(door::isReady);
            Answer again = door.send(Door.LINES, Door.event("second", "c") + "\n" + Door.event("third", "c"));
            assertThat(again.status()).as(again.response().body()).isEqualTo(202);
        }
    }

    @Test
    void aStreamThatLosesKafkaSaysFromWhereToGoOn(Backend backend, @TempDir Path directory) throws Exception {
        try (EmbeddedKafka kafka = EmbeddedKafka.forTest(directory);
                Door door = new Door(
                        KafkaSettings.at(
                                        kafka.bootstrapServers(),
                                        backend.settings("").registryUrl())
                                .withPartitions(3),
                        "--vestnik.ingest.kafka-patience=8s")) {
            await().until(door::isReady);
            try (Endless endless = new Endless(door.url().getPort())) {
                await().until(() -> endless.sent.get() > 20_000);
                kafka.close();
                AtomicLong before = new AtomicLong(-1);
                await("reading stops when Kafka does")
                        .atMost(Duration.ofSeconds(5))
                        .pollInterval(Duration.ofMillis(500))
                        .until(() -> before.getAndSet(endless.sent.get()) == endless.sent.get());

                String answer = endless.answer();
                assertThat(answer).startsWith("HTTP/1.1 503").contains("Retry-After: 5");
                JsonNode problem = Door.JSON.readTree(answer.substring(answer.indexOf("\r\n\r\n")));
                long accepted = problem.path("accepted").asLong();
                assertThat(accepted).isPositive();
                assertThat(problem.path("next").asLong()).isPositive().isLessThanOrEqualTo(accepted);
                await().until(() -> endless.writer.isDone());
            }
        }
    }

    @Test
    void aClusterOfAnotherSizeIsRefused(Backend backend) throws Exception {
        KafkaSettings settings = backend.settings("sized.");
        try (Admin admin = Admin.create(settings.clientConfig())) {
            new TopicCreation(admin, settings.layout()).ensure(List.of(Topics.SHOP_EVENTS));
        }
        try (Door door = new Door(settings.withPartitions(7))) {
            await().untilAsserted(() -> assertThat(
                            door.get("/actuator/health/readiness").response().body())
                    .contains("sized.shop.events has 3 partitions, configured are 7"));
            Answer answer = door.send(Door.CLOUD_EVENT, Door.event("e", "c"));
            assertThat(answer.status()).isEqualTo(503);
            assertThat(answer.json().path("detail").asString()).contains("vestnik.kafka.partitions");
        }
    }

    @Test
    void tooManyRequestsAtATimeAreAskedToComeBack(Backend backend) throws Exception {
        try (Door door = new Door(
                backend.settings("busy."), "--vestnik.ingest.max-requests=1", "--vestnik.ingest.client-patience=3s")) {
            await().until(door::isReady);
            try (Socket slow = new Socket("127.0.0.1", door.url().getPort())) {
                OutputStream out = slow.getOutputStream();
                out.write(("POST /v1/events HTTP/1.1\r\nHost: a\r\nAuthorization: Bearer main-key\r\nContent-Type: "
                                + Door.LINES + "\r\nContent-Length: 1000\r\n\r\n" + Door.event("slow", "c") + "\n")
                        .getBytes(StandardCharsets.US_ASCII));
                out.flush();
                await().untilAsserted(() -> {
                    Answer answer = door.send(Door.CLOUD_EVENT, Door.event("busy", "c"));
                    assertThat(answer.status()).isEqualTo(429);
                    assertThat(answer.header("Retry-After")).isEqualTo("1");
                });
                assertThat(firstLine(slow.getInputStream())).startsWith("HTTP/1.1 408");
            }
            await().untilAsserted(() -> assertThat(
                            door.send(Door.CLOUD_EVENT, Door.event("free", "c")).status())
                    .isEqualTo(202));
        }
    }

    private static String firstLine(InputStream in) throws IOException {
        StringBuilder line = new StringBuilder();
        for (int c = in.read(); c >= 0 && c != '\n'; c = in.read()) {
            line.append((char) c);
        }
        return line.toString();
    }

    private static void assertAway(Answer answer) {
        assertThat(answer.status()).isEqualTo(503);
        assertThat(answer.header("Retry-After")).isEqualTo("5");
        assertThat(answer.header("Content-Type")).isEqualTo("application/problem+json");
    }

    /** A client that sends events without end and reads the answer meanwhile. */
    private static final class Endless implements AutoCloseable {
        private final AtomicLong sent = new AtomicLong();
        private final Socket socket;
        private final CompletableFuture<Void> writer;

        Endless(int port) throws IOException {
            socket = new Socket("127.0.0.1", port);
            socket.setSoTimeout(60_000);
            writer = CompletableFuture.runAsync(
                    this::write, task -> Thread.ofVirtual().start(task));
        }

        private void write() {
            try {
                OutputStream out = new BufferedOutputStream(socket.getOutputStream());
                out.write(("POST /v1/events HTTP/1.1\r\nHost: a\r\nAuthorization: Bearer main-key\r\nContent-Type: "
                                + Door.LINES + "\r\nTransfer-Encoding: chunked\r\n\r\n")
                        .getBytes(StandardCharsets.US_ASCII));
                while (true) {
                    long number = sent.get();
                    String line = Door.event("endless-" + number, "customer-" + number % 1000) + "\n";
                    out.write((Integer.toHexString(line.length()) + "\r\n" + line + "\r\n")
                            .getBytes(StandardCharsets.US_ASCII));
                    sent.incrementAndGet();
                }
            } catch (IOException serverHungUp) {
                // as it should, when it has answered
            }
        }

        String answer() throws IOException {
            byte[] bytes = new byte[8192];
            StringBuilder answer = new StringBuilder();
            while (!answer.toString().contains("\"unlistedErrors\":0}")) {
                int count = socket.getInputStream().read(bytes);
                assertThat(count).as("the answer so far: %s", answer).isPositive();
                answer.append(new String(bytes, 0, count, StandardCharsets.UTF_8));
            }
            return answer.toString();
        }

        @Override
        public void close() throws IOException {
            socket.close();
        }
    }
}
