package dev.vestnik.engine.streams.edge;

import org.apache.avro.generic.IndexedRecord;

/** Serialises what goes to a topic, given by its catalogue name. */
@FunctionalInterface
public interface RecordWriter {
    byte[] write(String topic, IndexedRecord record);
}
