package dev.vestnik.ingest.intake;

import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.util.unit.DataSize;

/**
 * Bounds the work that is taken in at a time.
 *
 * @param maxRequests worked on at the same time, of one caller three quarters of them; more are answered 429
 * @param maxDocument the largest JSON document (an event, a batch), unpacked; streams have no limit
 * @param documentMemory for all documents and lines being read at the same time, of one caller three quarters of it; more are
 *     answered 429
 * @param inFlight events of one request that Kafka has not acknowledged yet; then reading waits
 * @param kafkaPatience without a single acknowledgement, until a request is answered 503
 * @param clientPatience without a byte from the client, until a request is answered 408
 */
@ConfigurationProperties("vestnik.ingest")
public record IngestSettings(
        @DefaultValue("64") int maxRequests,
        @DefaultValue("10MB") DataSize maxDocument,
        @DefaultValue("64MB") DataSize documentMemory,
        @DefaultValue("2000") int inFlight,
        @DefaultValue("20s") Duration kafkaPatience,
        @DefaultValue("30s") Duration clientPatience) {

    public IngestSettings {
        check(maxRequests > 0, "max-requests must be at least 1");
        check(maxDocument.toBytes() > 0 && maxDocument.toMegabytes() <= 512, "max-document must be 1B to 512MB");
        check(documentMemory.compareTo(maxDocument) >= 0, "document-memory must be at least max-document");
        check(documentMemory.toBytes() >= RawEvents.LARGEST_EVENT * 2, "document-memory must be at least 1800000B");
        check(inFlight > 0, "in-flight must be at least 1");
        check(kafkaPatience.isPositive(), "kafka-patience must be positive");
        check(clientPatience.isPositive(), "client-patience must be positive");
    }

    private static void check(boolean good, String problem) {
        if (!good) {
            throw new IllegalArgumentException("vestnik.ingest." + problem);
        }
    }
}
