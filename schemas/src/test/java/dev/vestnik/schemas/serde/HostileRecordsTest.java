package dev.vestnik.schemas.serde;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowable;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import dev.vestnik.schemas.Samples;
import dev.vestnik.schemas.registry.RegistryUnavailableException;
import dev.vestnik.schemas.shop.ShopEvent;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.ThreadLocalRandom;
import java.util.stream.LongStream;
import org.apache.avro.Schema;
import org.apache.avro.io.BinaryEncoder;
import org.apache.avro.io.EncoderFactory;
import org.apache.avro.specific.SpecificRecordBase;
import org.apache.kafka.common.errors.SerializationException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import tools.jackson.databind.json.JsonMapper;

/** A record is read at a cost that its own size bounds, whatever it says about the sizes of its parts. */
class HostileRecordsTest {
    private static final SpecificRecordBase EVENT = Samples.record(ShopEvent.getClassSchema());
    private static final int OURS = 1;
    private static final int WITH_MORE = 2;
    private static final int DEEP_TEXT = 3;
    private static final int DEEP_SCHEMA = 4;

    private final AvroDeserializer<ShopEvent> deserializer = new AvroDeserializer<>();
    private HttpServer registry;

    @BeforeEach
    void start() throws IOException {
        registry = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        registry.createContext("/schemas/ids/", HostileRecordsTest::answer);
        registry.start();
        String url = "http://127.0.0.1:" + registry.getAddress().getPort();
        deserializer.configure(Map.of("schema.registry.url", url), false);
    }

    @AfterEach
    void stop() {
        deserializer.close();
        registry.stop(0);
    }

    private static void answer(HttpExchange call) throws IOException {
        String path = call.getRequestURI().getPath();
        byte[] body = new JsonMapper()
                .writeValueAsString(
                        Map.of("schema", schema(Integer.parseInt(path.substring(path.lastIndexOf('/') + 1)))))
                .getBytes(StandardCharsets.UTF_8);
        call.sendResponseHeaders(200, body.length);
        call.getResponseBody().write(body);
        call.close();
    }

    /** A newer writer may have fields that we skip, of any type. */
    private static String schema(int id) {
        return switch (id) {
            case OURS -> ShopEvent.getClassSchema().toString();
            case WITH_MORE -> withField("more", "{\"type\":\"array\",\"items\":\"null\"}");
            case DEEP_TEXT -> "{\"type\":\"array\",\"items\":".repeat(100_000);
            default -> withField("more", nested(400));
        };
    }

    private static String nested(int depth) {
        return "{\"type\":\"array\",\"items\":".repeat(depth) + "\"null\"" + "}".repeat(depth);
    }

    private static String withField(String name, String type) {
        Schema ours = ShopEvent.getClassSchema();
        Schema more = new Schema.Parser().parse(type);
        List<Schema.Field> fields = new ArrayList<>(ours.getFields().stream()
                .map(field -> new Schema.Field(field, field.schema()))
                .toList());
        fields.add(new Schema.Field(name, more));
        return Schema.createRecord(ours.getName(), null, ours.getNamespace(), false, fields)
                .toString();
    }

    @Test
    void aStringThatClaimsTwoGigabytesIsPoison() throws IOException {
        refused(OURS, longs(Integer.MAX_VALUE - 8L));
        refused(OURS, longs(Long.MAX_VALUE));
        refused(OURS, longs(-1));
    }

    @Test
    @Timeout(60)
    void manyNullsThatTakeNoBytesArePoison() throws IOException {
        refused(WITH_MORE, plus(EVENT, longs(1L << 31, 0)));
        refused(WITH_MORE, plus(EVENT, longs(1L << 40, 0)));
        refused(WITH_MORE, plus(EVENT, longs(Long.MIN_VALUE, 0, 0)));
        long[] blocks = LongStream.generate(() -> 1L << 30).limit(20_000).toArray();
        refused(WITH_MORE, plus(EVENT, longs(blocks)));
    }

    @Test
    void arraysInArraysPayForTheirElementsTogether() throws IOException {
        ByteArrayOutputStream many = new ByteArrayOutputStream();
        for (int i = 0; i < 200; i++) {
            many.write(longs(1));
        }
        for (int i = 0; i < 500; i++) {
            many.write(longs(900));
        }
        refused(DEEP_SCHEMA, plus(EVENT, many.toByteArray()));
    }

    @Test
    void aSchemaThatIsDeeperThanAnyParserIsPoison() {
        assertThatThrownBy(() -> deserializer.deserialize("shop.events", framed(DEEP_TEXT, new byte[20])))
                .isInstanceOf(SerializationException.class)
                .isNotInstanceOf(RegistryUnavailableException.class);
    }

    @Test
    void whateverIsCutOrTurnedInARecordIsReadOrRefused() throws IOException {
        long seed = ThreadLocalRandom.current().nextLong();
        Random random = new Random(seed);
        byte[] good = plus(EVENT, new byte[0]);
        for (int i = 0; i < 2_000; i++) {
            byte[] bad = Arrays.copyOf(good, random.nextInt(good.length + 1));
            for (int flips = random.nextInt(4); flips > 0 && bad.length > 0; flips--) {
                bad[random.nextInt(bad.length)] = (byte) random.nextInt(256);
            }
            Throwable thrown = catchThrowable(() -> deserializer.deserialize("shop.events", framed(OURS, bad)));
            assertThat(thrown)
                    .as("seed %d, %s", seed, Arrays.toString(bad))
                    .satisfiesAnyOf(
                            none -> assertThat(none).isNull(),
                            refusal -> assertThat(refusal).isInstanceOf(SerializationException.class));
        }
    }

    private void refused(int schema, byte[] record) {
        assertThatThrownBy(() -> deserializer.deserialize("shop.events", framed(schema, record)))
                .isInstanceOf(SerializationException.class)
                .isNotInstanceOf(RegistryUnavailableException.class);
    }

    private static byte[] framed(int schema, byte[] record) {
        return ByteBuffer.allocate(5 + record.length)
                .put((byte) 0)
                .putInt(schema)
                .put(record)
                .array();
    }

    private static byte[] plus(SpecificRecordBase event, byte[] more) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        BinaryEncoder encoder = EncoderFactory.get().binaryEncoder(bytes, null);
        new CompiledWriter(event.getSchema()).write(event, encoder);
        encoder.flush();
        bytes.writeBytes(more);
        return bytes.toByteArray();
    }

    private static byte[] longs(long... values) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        BinaryEncoder encoder = EncoderFactory.get().binaryEncoder(bytes, null);
        for (long value : values) {
            encoder.writeLong(value);
        }
        encoder.flush();
        return bytes.toByteArray();
    }
}
