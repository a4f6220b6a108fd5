package dev.vestnik.sender.report;

import dev.vestnik.service.problem.Problem;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.web.reactive.function.server.RouterFunction;
import org.springframework.web.reactive.function.server.RouterFunctions;
import org.springframework.web.reactive.function.server.ServerRequest;
import org.springframework.web.reactive.function.server.ServerResponse;
import org.springframework.web.server.ServerWebInputException;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Schedulers;

/**
 * {@code POST /v1/reports/TOKEN} with {@code {"status": "DELIVERED" | "OPENED" | "CLICKED"}}: 202 once Kafka has it, 404 for a token that
 * is not ours, 422 for another status, 503 while Kafka does not answer.
 */
final class ReportDoor {
    private static final Duration LIMIT = Duration.ofSeconds(10);
    private static final Map<String, DeliveryReport> KNOWN = Map.of(
            "DELIVERED",
            new DeliveryReport.Delivered(),
            "OPENED",
            new DeliveryReport.Opened(),
            "CLICKED",
            new DeliveryReport.Clicked());

    private final ReportLinks links;
    private final Reports reports;

    ReportDoor(ReportLinks links, Reports reports) {
        this.links = links;
        this.reports = reports;
    }

    private record Body(@Nullable String status) {}

    RouterFunction<ServerResponse> routes() {
        return RouterFunctions.route().POST("/v1/reports/{token}", this::take).build();
    }

    private Mono<ServerResponse> take(ServerRequest request) {
        Optional<ReportSubject> subject = links.read(request.pathVariable("token"));
        return subject.map(known -> request.bodyToMono(Body.class)
                        .switchIfEmpty(Mono.just(new Body(null)))
                        .flatMap(body -> take(known, body))
                        .onErrorResume(
                                ServerWebInputException.class,
                                _ -> problem(HttpStatus.BAD_REQUEST, "The body must be a JSON object with a status")))
                .orElseGet(() -> problem(HttpStatus.NOT_FOUND, "This report token is not one of ours"));
    }

    private Mono<ServerResponse> take(ReportSubject subject, Body body) {
        DeliveryReport report = KNOWN.get(String.valueOf(body.status()));
        if (report == null) {
            return problem(HttpStatus.UNPROCESSABLE_CONTENT, "status must be one of DELIVERED, OPENED, CLICKED");
        }
        return Mono.fromFuture(() -> reports.write(subject, report, "report"))
                .subscribeOn(Schedulers.boundedElastic())
                .timeout(LIMIT)
                .then(ServerResponse.accepted().build())
                .onErrorResume(_ -> unavailable());
    }

    private static Mono<ServerResponse> unavailable() {
        return Mono.error(Problem.tryAgain(5, "Kafka did not acknowledge the report; send it again"));
    }

    private static Mono<ServerResponse> problem(HttpStatus status, String detail) {
        return Mono.error(Problem.of(status, detail));
    }
}
