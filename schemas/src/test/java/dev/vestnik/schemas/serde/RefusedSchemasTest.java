package dev.vestnik.schemas.serde;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import dev.vestnik.schemas.message.DeliveryReceipt;
import dev.vestnik.schemas.shop.ShopEvent;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.apache.kafka.common.errors.SerializationException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.json.JsonMapper;

/** How often a registry is asked about schemas that nobody can read with. */
class RefusedSchemasTest {
    private static final int RECEIPT = 7_777_777;
    private static final int OTHER_SHAPE = 8_888_888;
    private static final Map<Integer, String> SCHEMAS =
            Map.of(RECEIPT, DeliveryReceipt.getClassSchema().toString(), OTHER_SHAPE, """
            {"type": "record", "name": "ShopEvent", "namespace": "dev.vestnik.schemas.shop", "fields": [{"name": "header", "type": "int"}]}
            """);

    private final Map<Integer, Integer> questions = new ConcurrentHashMap<>();
    private final AvroDeserializer<ShopEvent> deserializer = new AvroDeserializer<>();
    private HttpServer registry;

    @BeforeEach
    void start() throws IOException {
        registry = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        registry.createContext("/schemas/ids/", this::answer);
        registry.start();
        String url = "http://127.0.0.1:" + registry.getAddress().getPort();
        deserializer.configure(Map.of("schema.registry.url", url), false);
    }

    @AfterEach
    void stop() {
        deserializer.close();
        registry.stop(0);
    }

    private void answer(HttpExchange call) throws IOException {
        String path = call.getRequestURI().getPath();
        int id = Integer.parseInt(path.substring(path.lastIndexOf('/') + 1));
        questions.merge(id, 1, Integer::sum);
        String schema = SCHEMAS.get(id);
        String answer = schema == null
                ? "{\"error_code\":40403}"
                : new JsonMapper().writeValueAsString(Map.of("schema", schema));
        byte[] body = answer.getBytes(StandardCharsets.UTF_8);
        call.sendResponseHeaders(schema == null ? 404 : 200, body.length);
        call.getResponseBody().write(body);
        call.close();
    }

    @Test
    void aFloodOfThemDoesNotMakeTheOthersForgotten() {
        for (int id = 1; id <= 1_500; id++) {
            refused(id);
        }
        for (int id = 1_500; id > 500; id--) {
            refused(id);
        }
        assertThat(questions.values()).containsOnly(1);
    }

    @Test
    void notAllOfThemAreRemembered() {
        for (int id = 1; id <= 2_001; id++) {
            refused(id);
        }
        refused(1);
        assertThat(questions).containsEntry(1, 2).containsEntry(2_001, 1);
    }

    @Test
    void aSchemaOfAnotherTopicIsAskedForOnce() {
        for (int i = 0; i < 3; i++) {
            assertThatThrownBy(() -> read(RECEIPT)).hasMessageContaining("DeliveryReceipt where a ShopEvent");
        }
        assertThat(questions).containsEntry(RECEIPT, 1);
    }

    @Test
    void aSchemaOfOurNameAndAnotherShapeIsPoison() {
        refused(OTHER_SHAPE);
        refused(OTHER_SHAPE);
        assertThat(questions).containsEntry(OTHER_SHAPE, 1);
    }

    private void refused(int id) {
        assertThatThrownBy(() -> read(id)).isInstanceOf(SerializationException.class);
    }

    private void read(int id) {
        deserializer.deserialize(
                "shop.events", ByteBuffer.allocate(9).put((byte) 0).putInt(id).array());
    }
}
