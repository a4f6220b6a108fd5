package dev.vestnik.schemas.serde;

import org.apache.avro.generic.IndexedRecord;
import org.apache.kafka.common.serialization.Serdes;

/**
 * {@link AvroSerializer} and {@link AvroDeserializer} together, for Kafka Streams.
 *
 * @param <T> the generated class
 */
public final class AvroSerde<T extends IndexedRecord> extends Serdes.WrapperSerde<T> {
    public AvroSerde() {
        super(new AvroSerializer<>(), new AvroDeserializer<>());
    }
}
