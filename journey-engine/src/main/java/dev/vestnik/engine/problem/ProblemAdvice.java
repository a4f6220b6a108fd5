package dev.vestnik.engine.problem;

import dev.vestnik.engine.definitions.LogUnavailableException;
import org.apache.kafka.common.KafkaException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.ProblemDetail;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.ExceptionHandler;
import org.springframework.web.bind.annotation.RestControllerAdvice;
import org.springframework.web.reactive.result.method.annotation.ResponseEntityExceptionHandler;

/** Whatever goes wrong is answered with a problem document. */
@RestControllerAdvice
final class ProblemAdvice extends ResponseEntityExceptionHandler {
    private static final Logger log = LoggerFactory.getLogger(ProblemAdvice.class);

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

    @ExceptionHandler(Exception.class)
    ResponseEntity<ProblemDetail> bug(Exception e) {
        log.error("api=failed", e);
        return ResponseEntity.internalServerError()
                .body(ProblemDetail.forStatusAndDetail(
                        HttpStatus.INTERNAL_SERVER_ERROR, "that should not have happened; the log has the cause"));
    }

    private static ResponseEntity<ProblemDetail> unavailable(String detail) {
        return ResponseEntity.status(HttpStatus.SERVICE_UNAVAILABLE)
                .header(HttpHeaders.RETRY_AFTER, "5")
                .body(ProblemDetail.forStatusAndDetail(HttpStatus.SERVICE_UNAVAILABLE, detail));
    }
}
