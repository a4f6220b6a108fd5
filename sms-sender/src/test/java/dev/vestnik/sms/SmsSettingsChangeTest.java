package dev.vestnik.sms;

import static dev.vestnik.sender.TestEngine.eventually;
import static org.assertj.core.api.Assertions.assertThat;

import dev.vestnik.sandbox.Sandbox;
import dev.vestnik.sandbox.SandboxPorts;
import dev.vestnik.schemas.message.DeliveryReceipt;
import dev.vestnik.schemas.message.MessageClass;
import dev.vestnik.schemas.message.ReceiptStatus;
import dev.vestnik.schemas.message.SmsContent;
import dev.vestnik.schemas.topic.ChannelName;
import dev.vestnik.sender.Lane;
import dev.vestnik.sender.TestEngine;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.context.ConfigurableApplicationContext;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** The whole sender between a real broker and two SMPP centres, with the second one's bind added and the first one's removed under load. */
class SmsSettingsChangeTest {
    private static final Lane SERVICE = new Lane(ChannelName.SMS, MessageClass.service);
    private static final HttpClient HTTP = HttpClient.newHttpClient();
    private static final int TEXTS = 300;

    private final TestEngine engine = new TestEngine(ChannelName.SMS, 2);
    private final Map<String, ConfigurableApplicationContext> centres = new HashMap<>();
    private ConfigurableApplicationContext sender;

    @TempDir
    Path directory;

    @AfterEach
    void stop() {
        sender.close();
        centres.values().forEach(ConfigurableApplicationContext::close);
        engine.close();
    }

    @Test
    void takesASecondBindAndGivesTheFirstUpUnderLoad() throws Exception {
        Stream.of("first", "second").forEach(name -> centres.put(name, centre(name)));
        behave("{\"channel\": \"sms\", \"delay\": \"PT0.4S\", \"receiptDelay\": \"PT1S\"}");
        settings("first");
        sender = sender();
        IntStream.range(0, TEXTS).forEach(this::send);
        eventually().until(() -> count(ReceiptStatus.ACCEPTED) > 0);

        settings("second", "first");
        eventually().until(() -> gateways().equals(List.of("second", "first")) && isUp("second"));
        settings("second");
        eventually().until(() -> gateways().equals(List.of("second")));
        assertThat(lanes().path("settings").path("leaving").get(0).asString()).isEqualTo("first");
        assertThat(count(ReceiptStatus.ACCEPTED)).isLessThan(TEXTS);

        behave("{\"channel\": \"sms\"}");
        eventually().until(() -> count(ReceiptStatus.DELIVERED) == TEXTS);
        assertThat(engine.receipts()).noneMatch(DeliveryReceipt::getPossibleDuplicate);
        assertThat(count(ReceiptStatus.ACCEPTED)).isEqualTo(TEXTS);
        assertThat(engine.receipts().stream()
                        .filter(receipt -> receipt.getStatus() == ReceiptStatus.ACCEPTED)
                        .map(receipt -> String.valueOf(receipt.getGateway()))
                        .distinct())
                .containsExactlyInAnyOrder("first", "second");
        assertThat(arrived()).hasSize(TEXTS).doesNotHaveDuplicates();
    }

    private void send(int number) {
        engine.send(
                SERVICE,
                TestEngine.message(TestEngine.id(number))
                        .setPayload(SmsContent.newBuilder()
                                .setTo("+7495646" + (1000 + number))
                                .setText("Order " + number + " is on its way")
                                .build()));
    }

    private long count(ReceiptStatus status) {
        return engine.receipts().stream()
                .filter(receipt -> receipt.getStatus() == status)
                .count();
    }

    private List<String> gateways() {
        return lanes().path("gateways")
                .valueStream()
                .map(gateway -> gateway.path("name").asString())
                .toList();
    }

    private boolean isUp(String name) {
        return lanes().path("gateways")
                .valueStream()
                .anyMatch(gateway -> gateway.path("name").asString().equals(name)
                        && gateway.path("up").asBoolean());
    }

    private JsonNode lanes() {
        String port = sender.getEnvironment().getProperty("local.server.port");
        return JsonMapper.shared().readTree(get(URI.create("http://127.0.0.1:" + port + "/api/lanes")));
    }

    /** The numbers that the centres have got texts for. */
    private List<String> arrived() {
        return centres.values().stream()
                .flatMap(centre -> JsonMapper.shared()
                        .readTree(get(uri(centre, "/outbox?channel=sms&limit=1000")))
                        .path("items")
                        .valueStream())
                .map(item -> item.path("to").asString())
                .toList();
    }

    private void settings(String... gateways) throws IOException {
        StringBuilder yaml = new StringBuilder("vestnik:\n  sms:\n    gateways:\n");
        for (String gateway : gateways) {
            yaml.append("      - {name: %s, port: %d, system-id: vestnik, password: vestnik, tags: true, window: 10}%n"
                    .formatted(
                            gateway,
                            centres.get(gateway).getBean(SandboxPorts.class).smpp()));
        }
        Path draft = Files.writeString(directory.resolve("draft"), yaml);
        Files.move(
                draft,
                directory.resolve("sms-sender.yml"),
                StandardCopyOption.REPLACE_EXISTING,
                StandardCopyOption.ATOMIC_MOVE);
    }

    private ConfigurableApplicationContext centre(String name) {
        return Sandbox.application()
                .run(
                        "--vestnik.sandbox.data-dir=" + directory.resolve(name),
                        "--vestnik.sandbox.port=0",
                        "--vestnik.sandbox.smpp.port=0",
                        "--vestnik.sandbox.smtp.port=0",
                        "--vestnik.sandbox.apns.port=0");
    }

    private ConfigurableApplicationContext sender() {
        Stream<String> own = Stream.of(
                "--server.port=0",
                "--spring.config.additional-location=file:" + directory + "/",
                "--vestnik.sms.state-dir=" + directory.resolve("state"));
        return SmsSender.application()
                .run(Stream.concat(own, engine.arguments().stream()).toArray(String[]::new));
    }

    private void behave(String behaviour) throws Exception {
        for (ConfigurableApplicationContext centre : centres.values()) {
            HttpRequest request = HttpRequest.newBuilder(uri(centre, "/behaviour"))
                    .header("Content-Type", "application/json")
                    .POST(BodyPublishers.ofString(behaviour))
                    .build();
            assertThat(HTTP.send(request, BodyHandlers.discarding()).statusCode())
                    .isEqualTo(200);
        }
    }

    private static URI uri(ConfigurableApplicationContext centre, String path) {
        return URI.create(
                "http://127.0.0.1:" + centre.getBean(SandboxPorts.class).http() + path);
    }

    private static String get(URI uri) {
        try {
            return HTTP.send(HttpRequest.newBuilder(uri).build(), BodyHandlers.ofString())
                    .body();
        } catch (IOException | InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }
}
