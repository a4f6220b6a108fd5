package dev.vestnik.engine.streams.intake;

import dev.vestnik.schemas.topic.Topic;
import java.nio.charset.StandardCharsets;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.header.Headers;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.apache.kafka.common.utils.Utils;
import org.apache.kafka.streams.processor.api.ProcessorContext;
import org.apache.kafka.streams.processor.api.Record;
import org.apache.kafka.streams.processor.api.RecordMetadata;

/** Brings records whose producer hashed keys differently, or gave none, to their customer's partition. */
final class Repartitioning {
    private static final String FORWARDED = "vestnik-forwarded";

    private final ProcessorContext<byte[], byte[]> context;
    private final int partitions;
    private final EngineMetrics metrics;

    Repartitioning(ProcessorContext<byte[], byte[]> context, int partitions, EngineMetrics metrics) {
        this.context = context;
        this.partitions = partitions;
        this.metrics = metrics;
    }

    /** Whether a record about this customer is where it belongs, and has a key. */
    boolean isHome(byte[] customer, Record<byte[], byte[]> record, RecordMetadata at) {
        return record.key() != null && Utils.toPositive(Utils.murmur2(customer)) % partitions == at.partition();
    }

    /** False when it was forwarded before, or is larger than what we may write (it came compressed). */
    boolean forward(Topic topic, byte[] customer, Record<byte[], byte[]> record) {
        if (record.headers().lastHeader(FORWARDED) != null || isTooLarge(record)) {
            return false;
        }
        Headers headers = new RecordHeaders(record.headers()).add(FORWARDED, "1".getBytes(StandardCharsets.US_ASCII));
        context.forward(new Record<>(customer, record.value(), context.currentSystemTimeMs(), headers), topic.name());
        metrics.forwarded();
        return true;
    }

    private static boolean isTooLarge(Record<byte[], byte[]> record) {
        long size = record.value() == null ? 0 : record.value().length;
        for (Header header : record.headers()) {
            size += header.key().length() + (header.value() == null ? 0 : header.value().length);
        }
        return size > Planner.LARGEST;
    }
}
