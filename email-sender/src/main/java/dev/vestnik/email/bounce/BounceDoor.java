package dev.vestnik.email.bounce;

import dev.vestnik.service.problem.Problem;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.time.Duration;
import org.springframework.core.io.buffer.DataBuffer;
import org.springframework.core.io.buffer.DataBufferLimitException;
import org.springframework.core.io.buffer.DataBufferUtils;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.web.reactive.function.BodyExtractors;
import org.springframework.web.reactive.function.server.RequestPredicates;
import org.springframework.web.reactive.function.server.RouterFunction;
import org.springframework.web.reactive.function.server.RouterFunctions;
import org.springframework.web.reactive.function.server.ServerRequest;
import org.springframework.web.reactive.function.server.ServerResponse;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Schedulers;

/**
 * {@code POST /v1/bounces} with an e-mail as {@code message/rfc822}, for mail servers that pipe bounces to a program: 202 once Kafka has the
 * report or when there is no news, 401 without the door key, 422 for an e-mail that is not understood and is the sender's to keep, 413 above 5 MB, 503 while Kafka
 * does not answer.
 */
final class BounceDoor {
    static final String PATH = "/v1/bounces";
    private static final Duration LIMIT = Duration.ofSeconds(10);
    private static final String SOURCE = "door";

    private final Bounces bounces;
    private final byte[] bearer;

    BounceDoor(Bounces bounces, String key) {
        this.bounces = bounces;
        this.bearer = ("Bearer " + key).getBytes(StandardCharsets.UTF_8);
    }

    RouterFunction<ServerResponse> routes() {
        return RouterFunctions.route()
                .POST(PATH, RequestPredicates.contentType(MediaType.parseMediaType("message/rfc822")), this::take)
                .build();
    }

    private Mono<ServerResponse> take(ServerRequest request) {
        String credential = String.valueOf(request.headers().firstHeader(HttpHeaders.AUTHORIZATION));
        if (!MessageDigest.isEqual(bearer, credential.getBytes(StandardCharsets.UTF_8))) {
            return Mono.error(Problem.of(HttpStatus.UNAUTHORIZED, "This call takes the door key as a bearer token"));
        }
        return DataBufferUtils.join(request.body(BodyExtractors.toDataBuffers()), BounceReader.LARGEST)
                .map(BounceDoor::octets)
                .defaultIfEmpty(new byte[0])
                .flatMap(mail -> Mono.fromFuture(() -> bounces.take(mail, SOURCE))
                        .subscribeOn(Schedulers.boundedElastic())
                        .timeout(LIMIT)
                        .onErrorMap(_ -> Problem.tryAgain(5, "Kafka did not acknowledge the report; send it again")))
                .onErrorMap(DataBufferLimitException.class, _ -> tooLarge())
                .flatMap(BounceDoor::answer);
    }

    private RuntimeException tooLarge() {
        bounces.unreadable(SOURCE);
        return Problem.of(HttpStatus.CONTENT_TOO_LARGE, "A bounce has at most " + BounceReader.LARGEST + " octets");
    }

    private static byte[] octets(DataBuffer joined) {
        byte[] octets = new byte[joined.readableByteCount()];
        joined.read(octets);
        DataBufferUtils.release(joined);
        return octets;
    }

    private static Mono<ServerResponse> answer(Bounce bounce) {
        return bounce instanceof Bounce.NotUnderstood(String reason)
                ? Mono.error(Problem.of(
                        HttpStatus.UNPROCESSABLE_CONTENT, "This is no report on an e-mail of ours: " + reason))
                : ServerResponse.accepted().build();
    }
}
