package dev.vestnik.ingest.http;

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

/** Answers every error as RFC 9457 problem details; the details of a bug stay in the log. */
@Order(-2)
final class Problems implements WebExceptionHandler {
    private static final Logger log = LoggerFactory.getLogger(Problems.class);

    private final JsonMapper json;

    Problems(JsonMapper json) {
        this.json = json;
    }

    @Override
    public Mono<Void> handle(ServerWebExchange exchange, Throwable error) {
        ServerHttpResponse response = exchange.getResponse();
        if (response.isCommitted() || error instanceof CancellationException) {
            return Mono.error(error);
        }
        ProblemDetail problem = problem(error);
        response.setRawStatusCode(problem.getStatus());
        if (error instanceof ErrorResponse answer) {
            answer.getHeaders().forEach((name, values) -> response.getHeaders().addAll(name, values));
        }
        response.getHeaders().setContentType(MediaType.APPLICATION_PROBLEM_JSON);
        response.getHeaders().set(HttpHeaders.CACHE_CONTROL, "no-store");
        DataBuffer body = response.bufferFactory().wrap(json.writeValueAsBytes(problem));
        return response.writeWith(Mono.just(body));
    }

    private static ProblemDetail problem(Throwable error) {
        if (error instanceof NoResourceFoundException) {
            return ProblemDetail.forStatusAndDetail(HttpStatus.NOT_FOUND, "There is nothing here; see /openapi.");
        }
        if (error instanceof ErrorResponse answer) {
            return answer.getBody();
        }
        log.error("request=failed", error);
        return ProblemDetail.forStatusAndDetail(
                HttpStatus.INTERNAL_SERVER_ERROR, "An error of ours; it is in the log.");
    }
}
