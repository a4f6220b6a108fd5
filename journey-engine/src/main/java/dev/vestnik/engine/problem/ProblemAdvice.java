package dev.vestnik.engine.problem;

import dev.vestnik.engine.definitions.LogUnavailableException;
import dev.vestnik.engine.streams.codec.UnreadableStateException;
import dev.vestnik.service.problem.Problem;
import org.apache.kafka.common.KafkaException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.http.ProblemDetail;
import org.springframework.http.ResponseEntity;
import org.springframework.web.ErrorResponseException;
import org.springframework.web.bind.annotation.ExceptionHandler;
import org.springframework.web.bind.annotation.RestControllerAdvice;

/** Answers what only the engine knows to go wrong; the service runtime answers the rest. */
@RestControllerAdvice
final class ProblemAdvice {
    private static final Logger log = LoggerFactory.getLogger(ProblemAdvice.class);
    private static final int AGAIN_SECONDS = 5;

    /** Whether a change counts is not known then; the caller sees it in the definition's revision. */
    @ExceptionHandler(LogUnavailableException.class)
    ResponseEntity<ProblemDetail> logAway(LogUnavailableException e) {
        log.warn("api=unavailable cause=\"{}\"", String.valueOf(e.getCause()));
        return unavailable(
                "the log of definitions did not answer in time; whether the change counts is not known: read it again");
    }

    @ExceptionHandler(KafkaException.class)
    ResponseEntity<ProblemDetail> kafkaAway(KafkaException e) {
        log.warn("api=unavailable cause=\"{}\"", e.toString());
        return unavailable("Kafka does not answer");
    }

    /** The customer's records wait for an engine that can read the state; so does whoever asks. */
    @ExceptionHandler(UnreadableStateException.class)
    ResponseEntity<ProblemDetail> unreadable(UnreadableStateException e) {
        log.warn("api=unreadable-state cause=\"{}\"", e.getMessage());
        return unavailable("this engine cannot read the customer's state: " + e.getMessage() + "; see /api/status");
    }

    private static ResponseEntity<ProblemDetail> unavailable(String detail) {
        ErrorResponseException problem = Problem.tryAgain(AGAIN_SECONDS, detail);
        return ResponseEntity.status(problem.getStatusCode())
                .headers(problem.getHeaders())
                .body(problem.getBody());
    }
}
