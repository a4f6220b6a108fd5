package dev.vestnik.system.poison;

import dev.vestnik.schemas.topic.Topic;
import dev.vestnik.schemas.topic.Topics;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Random;
import org.apache.avro.Schema;
import org.apache.avro.generic.GenericDatumWriter;
import org.apache.avro.generic.GenericRecord;
import org.apache.avro.io.BinaryEncoder;
import org.apache.avro.io.EncoderFactory;
import org.apache.avro.util.RandomData;

/** What garbage for a topic is made of, from a seed. */
final class Sample {
    private final Topic topic;
    private final Site site;
    private final Random random;

    Sample(Topic topic, Site site, long seed) {
        this.topic = topic;
        this.site = site;
        this.random = new Random(seed);
    }

    byte[] key() {
        return ("main/" + customer()).getBytes(StandardCharsets.UTF_8);
    }

    private String customer() {
        return Poison.MARK + number();
    }

    int number() {
        return random.nextInt(1_000_000);
    }

    /** Bytes of which the first is not the magic one. */
    byte[] noise(int length) {
        byte[] noise = new byte[length];
        random.nextBytes(noise);
        noise[0] |= 1;
        return noise;
    }

    /** Of the topic's schema, with random contents, about a customer who bears the mark. */
    byte[] value() {
        return value(topic.name(), topic.value());
    }

    byte[] anothersValue() {
        Topic other = topic.name().equals(Topics.REVOCATIONS.name()) ? Topics.RECEIPTS : Topics.REVOCATIONS;
        return value(other.name(), other.value());
    }

    private byte[] value(String name, Schema schema) {
        GenericRecord record = (GenericRecord)
                new RandomData(schema, 1, random.nextLong()).iterator().next();
        mark(record);
        try {
            ByteArrayOutputStream bytes = new ByteArrayOutputStream();
            BinaryEncoder encoder = EncoderFactory.get().binaryEncoder(bytes, null);
            new GenericDatumWriter<GenericRecord>(schema).write(record, encoder);
            encoder.flush();
            return framed(site.schemaId(name, schema), bytes.toByteArray());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void mark(GenericRecord record) {
        if (record.getSchema().getField("header") != null) {
            GenericRecord header = (GenericRecord) record.get("header");
            header.put("shop", "main");
            header.put("source", Poison.MARK + "source");
            if (header.getSchema().getField("customerId") != null) {
                header.put("customerId", customer());
            }
        }
        if (record.getSchema().getField("id") != null) {
            record.put("id", customer());
        }
    }

    /** In the wire format. */
    static byte[] framed(int schema, byte[] payload) {
        return ByteBuffer.allocate(5 + payload.length)
                .put((byte) 0)
                .putInt(schema)
                .put(payload)
                .array();
    }
}
