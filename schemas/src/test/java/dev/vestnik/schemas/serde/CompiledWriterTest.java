package dev.vestnik.schemas.serde;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.vestnik.schemas.shop.OrderPlaced;
import dev.vestnik.schemas.shop.ShopEvent;
import dev.vestnik.schemas.topic.Topic;
import dev.vestnik.schemas.topic.Topics;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.Stream;
import org.apache.avro.AvroRuntimeException;
import org.apache.avro.LogicalType;
import org.apache.avro.Schema;
import org.apache.avro.generic.GenericData;
import org.apache.avro.generic.IndexedRecord;
import org.apache.avro.io.BinaryEncoder;
import org.apache.avro.io.DatumWriter;
import org.apache.avro.io.EncoderFactory;
import org.apache.avro.specific.SpecificData;
import org.apache.avro.specific.SpecificDatumWriter;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class CompiledWriterTest {
    static Stream<Schema> values() {
        return Topics.all().stream().map(Topic::value).filter(schema -> schema != null);
    }

    /** Beside Avro's own writer, with random values of every kind of record that there is. */
    @ParameterizedTest
    @MethodSource("values")
    void writesTheSameBytesAsAvro(Schema schema) throws IOException {
        long seed = new Random().nextLong();
        Random random = new Random(seed);
        DatumWriter<IndexedRecord> compiled = new CompiledWriter(schema);
        DatumWriter<IndexedRecord> avros = new SpecificDatumWriter<>(schema, GeneratedClasses.INSTANCE);
        for (int i = 0; i < 2_000; i++) {
            IndexedRecord record = (IndexedRecord) value(schema, random);
            assertThat(bytes(compiled, record)).as("seed %d, %s", seed, record).isEqualTo(bytes(avros, record));
        }
    }

    @Test
    void saysWhichFieldDoesNotFit() throws IOException {
        Random random = new Random(1);
        IndexedRecord event = (IndexedRecord) value(ShopEvent.getClassSchema(), random);
        IndexedRecord order = (IndexedRecord) value(OrderPlaced.getClassSchema(), random);
        order.put(order.getSchema().getField("orderId").pos(), null);
        event.put(event.getSchema().getField("payload").pos(), order);
        assertThatThrownBy(() -> bytes(new CompiledWriter(ShopEvent.getClassSchema()), event))
                .hasMessage("payload.orderId is missing");
        event.put(event.getSchema().getField("payload").pos(), List.of());
        assertThatThrownBy(() -> bytes(new CompiledWriter(ShopEvent.getClassSchema()), event))
                .isInstanceOf(AvroRuntimeException.class);
        GenericData.Record strange = new GenericData.Record(ShopEvent.getClassSchema());
        strange.put("header", "no header");
        assertThatThrownBy(() -> bytes(new CompiledWriter(ShopEvent.getClassSchema()), strange))
                .hasMessage("header is of another type");
    }

    private static byte[] bytes(DatumWriter<IndexedRecord> writer, IndexedRecord record) throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        BinaryEncoder encoder = EncoderFactory.get().binaryEncoder(out, null);
        writer.write(record, encoder);
        encoder.flush();
        return out.toByteArray();
    }

    private static Object value(Schema schema, Random random) {
        LogicalType logical = schema.getLogicalType();
        return switch (schema.getType()) {
            case RECORD -> {
                IndexedRecord record =
                        (IndexedRecord) SpecificData.newInstance(GeneratedClasses.INSTANCE.getClass(schema), schema);
                schema.getFields().forEach(field -> record.put(field.pos(), value(field.schema(), random)));
                yield record;
            }
            case ENUM ->
                GeneratedClasses.INSTANCE.getClass(schema)
                        .getEnumConstants()[
                        random.nextInt(schema.getEnumSymbols().size())];
            case UNION ->
                value(schema.getTypes().get(random.nextInt(schema.getTypes().size())), random);
            case ARRAY -> {
                List<Object> list = new ArrayList<>();
                for (int i = random.nextInt(3); i > 0; i--) {
                    list.add(value(schema.getElementType(), random));
                }
                yield list;
            }
            case MAP -> {
                Map<String, Object> map = new LinkedHashMap<>();
                for (int i = random.nextInt(3); i > 0; i--) {
                    map.put("k" + random.nextInt(), value(schema.getValueType(), random));
                }
                yield map;
            }
            case STRING ->
                switch (random.nextInt(6)) {
                    case 0 -> "";
                    case 1 -> "\uD83D\uDE00 " + random.nextInt();
                    case 2 -> "lone \uD83D";
                    case 3 -> "x".repeat(random.nextInt(5_000));
                    default -> "ключ " + random.nextInt();
                };
            case INT -> logical == null ? (Object) random.nextInt() : LocalDate.ofEpochDay(random.nextInt(40_000));
            case LONG -> logical == null ? (Object) random.nextLong() : Instant.ofEpochMilli(random.nextLong() >> 20);
            case DOUBLE -> random.nextDouble();
            case BOOLEAN -> random.nextBoolean();
            case NULL -> null;
            case BYTES -> {
                byte[] bytes = new byte[random.nextInt(100)];
                random.nextBytes(bytes);
                yield ByteBuffer.wrap(bytes);
            }
            case FIXED, FLOAT -> throw new IllegalArgumentException("not used: " + schema);
        };
    }
}
