package dev.vestnik.engine.streams;

import dev.vestnik.schemas.topic.Topic;
import dev.vestnik.schemas.topic.Topics;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import org.apache.avro.Schema;
import org.apache.avro.generic.IndexedRecord;
import org.apache.avro.io.BinaryEncoder;
import org.apache.avro.io.DecoderFactory;
import org.apache.avro.io.EncoderFactory;
import org.apache.avro.specific.SpecificData;
import org.apache.avro.specific.SpecificDatumReader;
import org.apache.avro.specific.SpecificDatumWriter;
import org.apache.kafka.common.errors.SerializationException;

/** Avro without a registry: the schema is the topic's own. */
final class PlainAvro implements RecordReader, RecordWriter {
    @Override
    public byte[] write(String topic, IndexedRecord record) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        BinaryEncoder encoder = EncoderFactory.get().binaryEncoder(bytes, null);
        try {
            new SpecificDatumWriter<IndexedRecord>(record.getSchema()).write(record, encoder);
            encoder.flush();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return bytes.toByteArray();
    }

    @Override
    public IndexedRecord read(String topic, byte[] value) {
        if (value == null) {
            return null;
        }
        Schema schema = Topics.all().stream()
                .filter(known -> known.name().equals(topic))
                .map(Topic::value)
                .findFirst()
                .orElseThrow();
        SpecificDatumReader<IndexedRecord> reader = new SpecificDatumReader<>(schema, schema, SpecificData.get());
        try {
            return reader.read(null, DecoderFactory.get().binaryDecoder(value, null));
        } catch (IOException | RuntimeException e) {
            throw new SerializationException("not readable", e);
        }
    }
}
