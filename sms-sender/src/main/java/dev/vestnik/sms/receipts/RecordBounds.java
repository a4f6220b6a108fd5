package dev.vestnik.sms.receipts;

import org.apache.kafka.streams.processor.api.ProcessingContext;
import org.apache.kafka.streams.processor.api.Record;

/** Checks the bounds that a record must keep before it may touch a store. */
final class RecordBounds {
    private static final int LONGEST_KEY = 1_000;

    private RecordBounds() {}

    /**
     * Returns the record with a key that fits a store and a time not later than now: a store forgets by the latest time that it has seen,
     * and one record from the far future would cost all states.
     *
     * @throws PoisonReceiptException when the record has no such key
     */
    static <V> Record<String, V> checked(Record<String, V> given, ProcessingContext context) {
        if (given.key() == null || given.key().length() > LONGEST_KEY) {
            throw new PoisonReceiptException("a record without a key, or with one that is too long");
        }
        long now = context.currentSystemTimeMs();
        return given.timestamp() > now ? given.withTimestamp(now) : given;
    }
}
