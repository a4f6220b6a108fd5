package dev.vestnik.sms.receipts;

import org.apache.kafka.streams.processor.api.ProcessingContext;
import org.apache.kafka.streams.processor.api.Record;

/** Bounds that a record must keep before it may touch a store. */
final class Checked {
    private static final int LONGEST_KEY = 1_000;

    private Checked() {}

    /**
     * A record with a key that fits a store, not later than now: a store forgets by the latest time that it has seen, and one record from
     * the far future would cost all states.
     *
     * @throws PoisonReceiptException when it has no such key
     */
    static <V> Record<String, V> record(Record<String, V> given, ProcessingContext context) {
        if (given.key() == null || given.key().length() > LONGEST_KEY) {
            throw new PoisonReceiptException("a record without a key, or with one that is too long");
        }
        long now = context.currentSystemTimeMs();
        return given.timestamp() > now ? given.withTimestamp(now) : given;
    }
}
