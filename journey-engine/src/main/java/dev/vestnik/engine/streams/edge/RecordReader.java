package dev.vestnik.engine.streams.edge;

import org.apache.avro.generic.IndexedRecord;
import org.jspecify.annotations.Nullable;

/** Deserialises a record of a topic, given by its name on the cluster. */
@FunctionalInterface
public interface RecordReader {
    /** @throws org.apache.kafka.common.errors.SerializationException as {@link dev.vestnik.schemas.serde.AvroDeserializer} says */
    @Nullable
    IndexedRecord read(String topic, byte @Nullable [] value);
}
