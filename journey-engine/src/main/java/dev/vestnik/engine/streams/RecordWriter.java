package dev.vestnik.engine.streams;

import org.apache.avro.generic.IndexedRecord;

/** Serialises what goes to a topic, given by its catalogue name. */
@FunctionalInterface
interface RecordWriter {
    byte[] write(String topic, IndexedRecord record);
}
