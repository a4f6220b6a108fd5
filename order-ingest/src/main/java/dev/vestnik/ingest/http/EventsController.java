package dev.vestnik.ingest.http;

import dev.vestnik.ingest.intake.BodyFormat;
import dev.vestnik.ingest.intake.EventSubmission;
import dev.vestnik.ingest.intake.IngestSettings;
import dev.vestnik.ingest.intake.Intake;
import dev.vestnik.service.access.Caller;
import dev.vestnik.service.kafka.KafkaGate;
import dev.vestnik.service.kafka.KafkaState;
import java.util.Optional;
import java.util.concurrent.CancellationException;
import org.springframework.http.HttpStatus;
import org.springframework.http.ProblemDetail;
import org.springframework.http.ResponseEntity;
import org.springframework.http.server.reactive.ServerHttpRequest;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestAttribute;
import org.springframework.web.bind.annotation.RestController;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Scheduler;

/** {@code POST /v1/events}. The work is done on a virtual thread per request: Kafka's client may block. */
@RestController
class EventsController implements EventsApi {
    private final Intake intake;
    private final KafkaGate kafka;
    private final Scheduler threads;
    private final Slots slots;
    private final long maxDocument;

    EventsController(Intake intake, KafkaGate kafka, IngestSettings settings, Scheduler threads) {
        this.intake = intake;
        this.kafka = kafka;
        this.threads = threads;
        this.slots = new Slots(settings.maxRequests(), settings.clientPatience());
        this.maxDocument = settings.maxDocument().toBytes();
    }

    @Override
    @PostMapping("/v1/events")
    public Mono<ResponseEntity<Object>> accept(
            ServerHttpRequest request, @RequestAttribute(Caller.ATTRIBUTE) Caller caller) {
        Optional<BodyFormat> format = ContentTypes.format(request.getHeaders());
        if (format.isEmpty()) {
            return refused(
                    HttpStatus.UNSUPPORTED_MEDIA_TYPE,
                    "send " + ContentTypes.CLOUD_EVENT + ", " + ContentTypes.CLOUD_EVENTS + " or " + ContentTypes.LINES
                            + " in UTF-8, plain or gzip");
        }
        if (format.get() != BodyFormat.LINES && request.getHeaders().getContentLength() > maxDocument) {
            return refused(
                    HttpStatus.CONTENT_TOO_LARGE,
                    "a document has at most " + maxDocument + " bytes; send more as " + ContentTypes.LINES);
        }
        Optional<String> unreadable =
                format.get() == BodyFormat.DATA ? BinaryMode.unreadable(request.getHeaders()) : Optional.empty();
        if (unreadable.isPresent()) {
            return refused(HttpStatus.BAD_REQUEST, unreadable.get() + " is no percent-encoded UTF-8");
        }
        return switch (kafka.state()) {
            case KafkaState.Preparing() -> refused(HttpStatus.SERVICE_UNAVAILABLE, "starting: waiting for Kafka");
            case KafkaState.Refused(String cause) -> refused(HttpStatus.SERVICE_UNAVAILABLE, "not started: " + cause);
            case KafkaState.Away(String cause) -> worked(submission(request, format.get(), caller));
            case KafkaState.Reachable() -> worked(submission(request, format.get(), caller));
        };
    }

    private Mono<ResponseEntity<Object>> worked(EventSubmission submission) {
        return Mono.defer(() -> {
            Slots.Seat seat = slots.take(submission.caller());
            if (seat == null) {
                return refused(HttpStatus.TOO_MANY_REQUESTS, "too many requests at a time");
            }
            return Mono.fromCallable(() -> take(submission, seat))
                    .subscribeOn(threads)
                    .doFinally(end -> seat.close());
        });
    }

    private ResponseEntity<Object> take(EventSubmission submission, Slots.Seat seat) {
        try {
            return HttpAnswers.of(intake.take(submission, seat));
        } catch (CancellationException e) {
            return HttpAnswers.answer(
                    ProblemDetail.forStatusAndDetail(HttpStatus.BAD_REQUEST, "the request broke off"));
        }
    }

    private static EventSubmission submission(ServerHttpRequest request, BodyFormat format, Caller caller) {
        return new EventSubmission(
                request.getBody(),
                ContentTypes.isGzip(request.getHeaders()),
                format,
                BinaryMode.attributes(request.getHeaders()),
                caller);
    }

    private static Mono<ResponseEntity<Object>> refused(HttpStatus status, String detail) {
        return Mono.just(HttpAnswers.answer(ProblemDetail.forStatusAndDetail(status, detail)));
    }
}
