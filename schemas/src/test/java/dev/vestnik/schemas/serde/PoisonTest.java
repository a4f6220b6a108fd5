package dev.vestnik.schemas.serde;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.fail;
import static org.awaitility.Awaitility.await;

import com.sun.net.httpserver.HttpServer;
import dev.vestnik.schemas.registry.RegistryUnavailableException;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import org.apache.avro.generic.IndexedRecord;
import org.apache.kafka.common.errors.SerializationException;
import org.junit.jupiter.api.Test;

class PoisonTest {
    private static final byte[] RECORD = {0, 0, 0, 0, 7, 2};

    @Test
    void manyRecordsOfAnotherKindCostOneQuestion() throws IOException {
        AtomicInteger asked = new AtomicInteger();
        byte[] answer = "{\"schema\":\"{\\\"type\\\":\\\"record\\\",\\\"name\\\":\\\"Foreign\\\",\\\"fields\\\":[]}\"}"
                .getBytes(StandardCharsets.UTF_8);
        HttpServer registry = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        registry.createContext("/schemas/ids/7", exchange -> {
            asked.incrementAndGet();
            exchange.sendResponseHeaders(200, answer.length);
            exchange.getResponseBody().write(answer);
            exchange.close();
        });
        registry.start();
        try (AvroDeserializer<IndexedRecord> deserializer = new AvroDeserializer<>()) {
            String url = "http://127.0.0.1:" + registry.getAddress().getPort();
            deserializer.configure(Map.of("schema.registry.url", url), false);
            await().ignoreExceptionsInstanceOf(RegistryUnavailableException.class)
                    .untilAsserted(() -> assertPoison(deserializer));
            int questions = asked.get();
            for (int i = 0; i < 100; i++) {
                assertPoison(deserializer);
            }
            assertThat(asked).hasValue(questions);
        } finally {
            registry.stop(0);
        }
    }

    private static void assertPoison(AvroDeserializer<IndexedRecord> deserializer) {
        try {
            deserializer.deserialize("shop.events", RECORD);
            fail("a Foreign was read as an event");
        } catch (RegistryUnavailableException e) {
            throw e;
        } catch (SerializationException e) {
            assertThat(e).hasMessageContaining("Foreign");
        }
    }
}
