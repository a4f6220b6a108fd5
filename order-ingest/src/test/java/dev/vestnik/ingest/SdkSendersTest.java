package dev.vestnik.ingest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.vestnik.schemas.shop.CartCleared;
import dev.vestnik.schemas.shop.ShopEvent;
import io.cloudevents.CloudEvent;
import io.cloudevents.core.builder.CloudEventBuilder;
import io.cloudevents.core.format.EventFormat;
import io.cloudevents.core.message.MessageWriter;
import io.cloudevents.core.provider.EventFormatProvider;
import io.cloudevents.http.HttpMessageFactory;
import io.cloudevents.jackson.JsonFormat;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpRequest;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** Senders that are not ours: the CloudEvents SDKs, with every mode that they have. */
@ExtendWith(Backend.Extension.class)
class SdkSendersTest {
    private static final Path SOURCE = Path.of("src/test/js");
    private static final Path DIRECTORY = Path.of("target/cloudevents-peer");
    private static final byte[] CART = "{\"cartId\": \"c-java\"}".getBytes(StandardCharsets.UTF_8);

    private static Backend backend;
    private static Door door;

    @BeforeAll
    static void open(Backend shared) {
        backend = shared;
        door = new Door(backend.settings("sdk."));
        await().until(door::isReady);
    }

    @AfterAll
    static void close() {
        door.close();
    }

    @Test
    void theSdkForJavaScript() throws Exception {
        installed();
        assertThat(exitCode("node", "send.js", door.url().resolve("/v1/events").toString(), "main-key"))
                .as(() -> "output: " + output())
                .isZero();
        arrived(
                "c-node",
                "node-structured",
                "node-binary",
                "node-structured-bytes",
                "node-binary-bytes",
                "node-batch-1",
                "node-batch-2");
    }

    @Test
    void theSdkForJava() throws Exception {
        writer(HttpRequest.newBuilder(door.url().resolve("/v1/events"))).writeBinary(event("java-binary"));
        writer(HttpRequest.newBuilder(door.url().resolve("/v1/events")))
                .writeStructured(event("java-structured"), "application/cloudevents+json");
        byte[] one = Objects.requireNonNull(
                        EventFormatProvider.getInstance().resolveFormat("application/cloudevents+json"))
                .serialize(event("java-batch"));
        assertThat(door.send(Door.BATCH, "[" + new String(one, StandardCharsets.UTF_8) + "]")
                        .accepted())
                .isEqualTo(1);
        EventFormat base64 = new JsonFormat().withForceJsonDataToBase64();
        writer(HttpRequest.newBuilder(door.url().resolve("/v1/events")))
                .writeStructured(event("java-structured-bytes"), base64);
        byte[] bytes = base64.serialize(event("java-batch-bytes"));
        assertThat(new String(bytes, StandardCharsets.UTF_8)).contains("data_base64");
        assertThat(door.send(Door.BATCH, "[" + new String(bytes, StandardCharsets.UTF_8) + "]")
                        .accepted())
                .isEqualTo(1);
        arrived("c-java", "java-binary", "java-structured", "java-batch", "java-structured-bytes", "java-batch-bytes");
    }

    private static CloudEvent event(String id) {
        return CloudEventBuilder.v1()
                .withId(id)
                .withSource(URI.create("/shops/main"))
                .withType("cart.cleared")
                .withSubject("java customer é")
                .withData("application/json", CART)
                .build();
    }

    private static MessageWriter<?, ?> writer(HttpRequest.Builder request) {
        return HttpMessageFactory.createWriter(request::header, body -> {
            request.header("Authorization", "Bearer main-key").POST(HttpRequest.BodyPublishers.ofByteArray(body));
            try {
                assertThat(door.call(request.build()).status()).isEqualTo(202);
            } catch (IOException | InterruptedException e) {
                throw new IllegalStateException(e);
            }
        });
    }

    private static void arrived(String cart, String... ids) {
        List<ShopEvent> events = new ArrayList<>();
        backend.records("sdk.shop.events").forEach(record -> events.add((ShopEvent) record.value()));
        assertThat(events.stream()
                        .filter(event -> event.getPayload() instanceof CartCleared cleared
                                && cleared.getCartId().equals(cart))
                        .map(event -> event.getHeader().getEventId()))
                .containsExactlyInAnyOrder(ids);
    }

    /** Installs once per build directory; a machine without Node or without an npm registry says so and skips. */
    private static void installed() throws IOException, InterruptedException {
        assumeTrue(works("npm", "--version"), "skipped: there is no npm on this machine");
        for (String file : List.of("package.json", "send.js")) {
            Files.copy(SOURCE.resolve(file), DIRECTORY.resolve(file), StandardCopyOption.REPLACE_EXISTING);
        }
        if (!Files.isDirectory(DIRECTORY.resolve("node_modules/cloudevents"))) {
            assumeTrue(
                    works("npm", "install", "--no-package-lock", "--no-audit", "--no-fund", "--loglevel=error"),
                    "skipped: npm install does not work here, see target/cloudevents-peer/output.log");
        }
    }

    private static boolean works(String... command) throws InterruptedException {
        try {
            Files.createDirectories(DIRECTORY);
            return exitCode(command) == 0;
        } catch (IOException e) {
            return false;
        }
    }

    private static int exitCode(String... command) throws IOException, InterruptedException {
        Process process = new ProcessBuilder(command)
                .directory(DIRECTORY.toFile())
                .redirectErrorStream(true)
                .redirectOutput(DIRECTORY.resolve("output.log").toFile())
                .start();
        if (!process.waitFor(120, TimeUnit.SECONDS)) {
            process.destroyForcibly();
            return -1;
        }
        return process.exitValue();
    }

    private static String output() {
        try {
            return Files.readString(DIRECTORY.resolve("output.log"));
        } catch (IOException e) {
            return e.toString();
        }
    }
}
