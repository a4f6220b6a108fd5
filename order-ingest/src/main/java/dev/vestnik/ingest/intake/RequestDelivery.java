package dev.vestnik.ingest.intake;

import dev.vestnik.ingest.event.ReadResult;
import dev.vestnik.ingest.event.Refusal;
import dev.vestnik.ingest.kafka.EventPublisher;
import org.apache.kafka.common.errors.RecordTooLargeException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Sends the events of one request in their order and counts what becomes of them. */
final class RequestDelivery {
    private static final Logger log = LoggerFactory.getLogger(RequestDelivery.class);

    private final EventPublisher publisher;
    private final IngestMetrics metrics;
    private final InFlight inFlight;
    private final RefusalTally tally = new RefusalTally();
    private long next;

    RequestDelivery(EventPublisher publisher, IngestMetrics metrics, IngestSettings settings) {
        this.publisher = publisher;
        this.metrics = metrics;
        this.inFlight = new InFlight(settings.inFlight(), settings.kafkaPatience());
    }

    /** Deals with the next event; false when Kafka is away, then this event is not done with. */
    boolean next(ReadResult reading) throws InterruptedException {
        boolean done = switch (reading) {
            case ReadResult.Valid event -> send(event);
            case ReadResult.Invalid invalid -> refuse(next, invalid);
        };
        next += done ? 1 : 0;
        return done;
    }

    private boolean send(ReadResult.Valid event) throws InterruptedException {
        long index = next;
        if (!inFlight.begin(index)) {
            return false;
        }
        if (!event.warnings().isEmpty()) {
            tally.warned(index, event.warnings());
        }
        String type = event.type(); // the event itself may go as soon as the producer has its bytes
        publisher.send(event, failure -> {
            if (failure == null) {
                metrics.accepted(type);
                inFlight.acknowledged(index);
            } else if (failure instanceof RecordTooLargeException) {
                refuse(index, ReadResult.Invalid.because(Refusal.TOO_LARGE, "is too large for one record"));
                inFlight.dropped(index);
            } else {
                fail(type, failure);
            }
        });
        return true;
    }

    private void fail(String type, Throwable cause) {
        if (inFlight.failed(cause)) {
            log.warn("events=not-sent type={} cause={}", type, cause.toString());
        }
    }

    private boolean refuse(long index, ReadResult.Invalid invalid) {
        metrics.refused(invalid.reason());
        tally.refused(index, invalid);
        return true;
    }

    /** Waits until Kafka has everything; false when it is away. */
    boolean finish() throws InterruptedException {
        return inFlight.finish();
    }

    String problem() {
        return inFlight.problem();
    }

    IntakeReport report(IntakeReport.Ending ending, boolean bodyRead) {
        return tally.report(ending, inFlight.acknowledged(), inFlight.firstOpen(next), bodyRead);
    }
}
