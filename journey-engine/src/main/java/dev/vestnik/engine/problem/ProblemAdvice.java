package dev.vestnik.engine.problem;

import dev.vestnik.engine.definitions.LogUnavailableException;
import dev.vestnik.service.problem.Problem;
import io.netty.handler.timeout.ReadTimeoutException;
import java.util.UUID;
import org.apache.kafka.common.KafkaException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.TypeMismatchException;
import org.springframework.core.MethodParameter;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.HttpStatusCode;
import org.springframework.http.ProblemDetail;
import org.springframework.http.ResponseEntity;
import org.springframework.util.unit.DataSize;
import org.springframework.web.bind.annotation.ExceptionHandler;
import org.springframework.web.bind.annotation.RestControllerAdvice;
import org.springframework.web.reactive.resource.NoResourceFoundException;
import org.springframework.web.reactive.result.method.annotation.ResponseEntityExceptionHandler;
import org.springframework.web.server.ServerWebExchange;
import org.springframework.web.server.ServerWebInputException;
import reactor.core.publisher.Mono;

/** Whatever goes wrong is answered with a problem document. */
@RestControllerAdvice
final class ProblemAdvice extends ResponseEntityExceptionHandler {
    private static final Logger log = LoggerFactory.getLogger(ProblemAdvice.class);

    private final DataSize largestBody;

    ProblemAdvice(DataSize largestBody) {
        this.largestBody = largestBody;
    }

    /** What Spring says of these, if anything, names its own parts and not what to do. */
    @Override
    protected Mono<ResponseEntity<Object>> handleExceptionInternal(
            Exception ex,
            @Nullable Object body,
            @Nullable HttpHeaders headers,
            HttpStatusCode status,
            ServerWebExchange exchange) {
        String detail = detail(ex, status);
        ProblemDetail said = detail == null ? null : ProblemDetail.forStatusAndDetail(status, detail);
        return super.handleExceptionInternal(ex, said == null ? body : said, headers, status, exchange);
    }

    private @Nullable String detail(Exception ex, HttpStatusCode status) {
        if (ex instanceof NoResourceFoundException) {
            return Problem.nothingHere().getBody().getDetail();
        }
        if (ex instanceof ServerWebInputException input && input.getCause() instanceof TypeMismatchException mismatch) {
            return "\"" + name(input, mismatch) + "\" must be " + kind(mismatch.getRequiredType());
        }
        return switch (status.value()) {
            case 413 -> "a body has at most " + largestBody.toMegabytes() + " MB";
            case 415 -> "send it with the Content-Type application/json or application/yaml";
            default -> null;
        };
    }

    private static String name(ServerWebInputException input, TypeMismatchException mismatch) {
        MethodParameter parameter = input.getMethodParameter();
        String name = parameter == null ? mismatch.getPropertyName() : parameter.getParameterName();
        return String.valueOf(name);
    }

    private static String kind(@Nullable Class<?> type) {
        if (type == UUID.class) {
            return "a UUID";
        }
        return type == int.class || type == Integer.class ? "a whole number" : "another kind of value";
    }

    /** Whether a change counts is not known then; the caller sees it in the definition's revision. */
    @ExceptionHandler(LogUnavailableException.class)
    ResponseEntity<ProblemDetail> logAway(LogUnavailableException e) {
        log.warn("api=unavailable cause=\"{}\"", String.valueOf(e.getCause()));
        return unavailable(
                "the log of definitions did not answer in time; whether the change counts is not known: read it again");
    }

    @ExceptionHandler(ReadTimeoutException.class)
    void bodyAway() {
        throw Problem.slowBody();
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
