package dev.vestnik.engine.streams.intake;

import dev.vestnik.engine.streams.edge.RecordReader;
import dev.vestnik.engine.streams.edge.RecordWriter;
import dev.vestnik.schemas.topic.Topic;
import dev.vestnik.schemas.topic.Topics;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.apache.avro.Schema;
import org.apache.avro.generic.IndexedRecord;
import org.apache.avro.io.BinaryEncoder;
import org.apache.avro.io.DatumReader;
import org.apache.avro.io.DatumWriter;
import org.apache.avro.io.DecoderFactory;
import org.apache.avro.io.EncoderFactory;
import org.apache.avro.specific.SpecificData;
import org.apache.kafka.common.errors.SerializationException;

/** Avro without a registry: the schema is the topic's own. */
final class PlainAvro implements RecordReader, RecordWriter {
    private static final Map<String, Topic> TOPICS =
            Topics.all().stream().collect(Collectors.toMap(Topic::name, Function.identity()));
    private static final SpecificData GENERATED = new SpecificData() {
        @Override
        public Class<?> getClass(Schema schema) {
            try {
                return schema.getType() == Schema.Type.RECORD || schema.getType() == Schema.Type.ENUM
                        ? Class.forName(schema.getFullName())
                        : super.getClass(schema);
            } catch (ClassNotFoundException e) {
                throw new IllegalStateException(e);
            }
        }
    };

    private final Map<Schema, DatumWriter<IndexedRecord>> writers = new ConcurrentHashMap<>();
    private final Map<Schema, DatumReader<IndexedRecord>> readers = new ConcurrentHashMap<>();

    @Override
    @SuppressWarnings("unchecked")
    public byte[] write(String topic, IndexedRecord record) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        BinaryEncoder encoder = EncoderFactory.get().binaryEncoder(bytes, null);
        try {
            writers.computeIfAbsent(record.getSchema(), GENERATED::createDatumWriter)
                    .write(record, encoder);
            encoder.flush();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return bytes.toByteArray();
    }

    @Override
    @SuppressWarnings("unchecked")
    public IndexedRecord read(String topic, byte[] value) {
        if (value == null) {
            return null;
        }
        Schema schema = TOPICS.get(topic).value();
        try {
            return (IndexedRecord) readers.computeIfAbsent(schema, GENERATED::createDatumReader)
                    .read(null, DecoderFactory.get().binaryDecoder(value, null));
        } catch (IOException | RuntimeException e) {
            throw new SerializationException("not readable", e);
        }
    }
}
