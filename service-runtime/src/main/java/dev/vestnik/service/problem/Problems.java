package dev.vestnik.service.problem;

import io.netty.handler.timeout.ReadTimeoutException;
import java.util.concurrent.CancellationException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.core.annotation.Order;
import org.springframework.core.io.buffer.DataBuffer;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ProblemDetail;
import org.springframework.http.server.reactive.ServerHttpResponse;
import org.springframework.web.ErrorResponse;
import org.springframework.web.reactive.resource.NoResourceFoundException;
import org.springframework.web.server.ServerWebExchange;
import org.springframework.web.server.WebExceptionHandler;
import reactor.core.publisher.Mono;
import tools.jackson.databind.json.JsonMapper;

/**
 * Answers every error that nobody else has answered as problem details; the details of a bug stay in the log. There is no {@code instance}:
 * it would repeat the path, and people take a phone for an id.
 */
@Order(-2)
final class Problems implements WebExceptionHandler {
    private static final Logger log = LoggerFactory.getLogger(Problems.class);

    private final JsonMapper json;
    private final ErrorWording wording;

    Problems(JsonMapper json, ErrorWording wording) {
        this.json = json;
        this.wording = wording;
    }

    @Override
    public Mono<Void> handle(ServerWebExchange exchange, Throwable error) {
        ServerHttpResponse response = exchange.getResponse();
        if (response.isCommitted() || error instanceof CancellationException) {
            return Mono.error(error);
        }
        ErrorResponse answer = answer(error);
        ProblemDetail problem = worded(answer);
        response.setRawStatusCode(problem.getStatus());
        answer.getHeaders().forEach((name, values) -> response.getHeaders().put(name, values));
        response.getHeaders().setContentType(MediaType.APPLICATION_PROBLEM_JSON);
        response.getHeaders().set(HttpHeaders.CACHE_CONTROL, "no-store");
        DataBuffer body = response.bufferFactory().wrap(json.writeValueAsBytes(problem));
        return response.writeWith(Mono.just(body));
    }

    private ProblemDetail worded(ErrorResponse answer) {
        ProblemDetail problem = answer.getBody();
        String detail = wording.of(answer);
        if (detail != null) {
            problem.setDetail(detail);
        }
        return problem;
    }

    private static ErrorResponse answer(Throwable error) {
        if (error instanceof NoResourceFoundException) {
            return Problem.nothingHere();
        }
        if (error instanceof ErrorResponse known) {
            return known;
        }
        if (error instanceof ReadTimeoutException) {
            return Problem.slowBody();
        }
        log.error("request=failed", error);
        return Problem.of(HttpStatus.INTERNAL_SERVER_ERROR, "an error of ours; its cause is in the log");
    }
}
