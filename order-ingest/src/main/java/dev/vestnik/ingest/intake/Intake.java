package dev.vestnik.ingest.intake;

import dev.vestnik.ingest.event.CloudEventReader;
import dev.vestnik.ingest.event.ReadResult;
import dev.vestnik.ingest.intake.IntakeReport.Ending;
import dev.vestnik.ingest.kafka.EventPublisher;
import java.io.IOException;
import java.io.InputStream;
import java.time.Duration;
import java.time.InstantSource;
import java.util.concurrent.CancellationException;

/** Takes the events of a request one by one: reads, checks, sends. Blocks its thread; memory does not depend on the body's size. */
public final class Intake {
    private static final Duration LINGER = Duration.ofSeconds(5);

    private final CloudEventReader reader;
    private final EventPublisher publisher;
    private final IngestMetrics metrics;
    private final IngestSettings settings;
    private final InstantSource clock;
    private final BodyMemory memory;

    public Intake(
            CloudEventReader reader,
            EventPublisher publisher,
            IngestMetrics metrics,
            IngestSettings settings,
            InstantSource clock) {
        this.reader = reader;
        this.publisher = publisher;
        this.metrics = metrics;
        this.settings = settings;
        this.clock = clock;
        this.memory = new BodyMemory(settings);
    }

    /**
     * Returns when Kafka has acknowledged everything that could be sent, or when it is clear that it will not.
     *
     * @throws CancellationException when the client is gone
     */
    public IntakeReport take(EventSubmission submission, RequestTurn turn) {
        RequestDelivery delivery = new RequestDelivery(publisher, metrics, settings);
        try (BodyStream body = new BodyStream(submission.body(), settings.clientPatience(), turn)) {
            Ending ending = endingOf(submission, body, delivery);
            return delivery.report(ending, !(ending instanceof Ending.Stalled) && body.drain(LINGER));
        } catch (IOException | InterruptedException e) {
            throw (CancellationException) new CancellationException("the client is gone").initCause(e);
        }
    }

    private Ending endingOf(EventSubmission submission, InputStream body, RequestDelivery delivery)
            throws IOException, InterruptedException {
        try {
            boolean sent = sendAll(submission, submission.gzip() ? new InflatedStream(body) : body, delivery);
            return sent && delivery.finish() ? new Ending.Complete() : away(delivery);
        } catch (BodyException e) {
            return delivery.finish() ? ending(e) : away(delivery);
        }
    }

    private static Ending away(RequestDelivery delivery) {
        return new Ending.KafkaAway(delivery.problem());
    }

    private static Ending ending(BodyException e) {
        return switch (e.kind()) {
            case UNREADABLE -> new Ending.Unreadable(e.problem(), e.before());
            case TOO_LARGE -> new Ending.TooLarge(e.problem());
            case STALLED -> new Ending.Stalled(e.problem());
            case NO_ROOM -> new Ending.Busy(e.problem());
        };
    }

    private boolean sendAll(EventSubmission submission, InputStream body, RequestDelivery delivery)
            throws IOException, InterruptedException {
        try (BodyMemory.Room room = memory.room(submission.caller())) {
            return sendAll(submission, events(submission, body, room), delivery);
        }
    }

    private RawEvents events(EventSubmission submission, InputStream body, BodyMemory.Room room) throws IOException {
        if (submission.format() == BodyFormat.LINES) {
            return new LineEvents(body, room);
        }
        Document document =
                Document.read(body, room, (int) settings.maxDocument().toBytes());
        return submission.format() == BodyFormat.DATA
                ? DocumentEvents.ofData(document.bytes(), document.length(), submission.attributes())
                : new DocumentEvents(document.bytes(), document.length());
    }

    /** False as soon as Kafka is away. */
    private boolean sendAll(EventSubmission submission, RawEvents events, RequestDelivery delivery)
            throws IOException, InterruptedException {
        boolean going = true;
        for (RawEvent event = events.next(); going && event != null; event = going ? events.next() : null) {
            going = delivery.next(reading(event, submission));
        }
        return going;
    }

    private ReadResult reading(RawEvent event, EventSubmission submission) {
        return switch (event) {
            case RawEvent.Json json -> allowed(reader.read(json.event(), clock.instant()), submission);
            case RawEvent.Unreadable bad -> ReadResult.Invalid.because(bad.reason(), bad.problem());
        };
    }

    private static ReadResult allowed(ReadResult reading, EventSubmission submission) {
        return reading instanceof ReadResult.Valid event && !submission.caller().worksFor(event.shop())
                ? ReadResult.Invalid.forbidden(event.shop())
                : reading;
    }
}
