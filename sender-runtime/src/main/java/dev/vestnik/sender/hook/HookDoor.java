package dev.vestnik.sender.hook;

import dev.vestnik.sender.SenderMetrics;
import dev.vestnik.sender.hook.HookSignature.Verdict;
import dev.vestnik.sender.report.ReportLinks;
import dev.vestnik.service.problem.Problem;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.core.io.buffer.DataBuffer;
import org.springframework.core.io.buffer.DataBufferLimitException;
import org.springframework.core.io.buffer.DataBufferUtils;
import org.springframework.http.HttpStatus;
import org.springframework.web.ErrorResponseException;
import org.springframework.web.reactive.function.BodyExtractors;
import org.springframework.web.reactive.function.server.RouterFunction;
import org.springframework.web.reactive.function.server.RouterFunctions;
import org.springframework.web.reactive.function.server.ServerRequest;
import org.springframework.web.reactive.function.server.ServerResponse;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Schedulers;

/**
 * {@code POST /v1/hooks/GATEWAY}, a provider's call: 200 (204 where the provider wants it) once Kafka has what it says, 400 for a body that is
 * not the provider's, 401 for one that the provider did not sign, 404 for a gateway without hooks, 408 for one that comes too slowly, 413 for
 * more than a megabyte, 503 while Kafka does not answer or too much is under way. {@code GET} of the same address says that it is there: some
 * providers look before they call.
 */
final class HookDoor {
    private static final Logger log = LoggerFactory.getLogger(HookDoor.class);

    /** Bounds the memory of one call: a provider's largest batch of reports is a tenth of it. */
    static final int LARGEST_BODY = 1024 * 1024;

    private static final Duration LIMIT = Duration.ofSeconds(10);

    /** The time for a whole body: one that comes by the byte holds its room no longer. */
    private static final Duration BODY_TIME = Duration.ofSeconds(30);

    private final Function<String, @Nullable HookSource> sources;
    private final ReportLinks links;
    private final HookEvents events;
    private final SenderMetrics metrics;
    private final InstantSource clock;
    private final HookRoom room;

    /** @param sources the gateways with hooks as they are now, by name; null for another name */
    HookDoor(
            Function<String, @Nullable HookSource> sources,
            ReportLinks links,
            HookEvents events,
            SenderMetrics metrics,
            InstantSource clock,
            HookRoom room) {
        this.sources = sources;
        this.links = links;
        this.events = events;
        this.metrics = metrics;
        this.clock = clock;
        this.room = room;
    }

    RouterFunction<ServerResponse> routes() {
        return RouterFunctions.route()
                .POST("/v1/hooks/{gateway}", this::take)
                .GET("/v1/hooks/{gateway}", request -> isThere(source(request)))
                .build();
    }

    private static Mono<ServerResponse> isThere(@Nullable HookSource source) {
        return source == null
                ? noHooks()
                : ServerResponse.status(source.taken()).build();
    }

    private @Nullable HookSource source(ServerRequest request) {
        return sources.apply(request.pathVariable("gateway"));
    }

    private static Mono<ServerResponse> noHooks() {
        return Mono.error(Problem.of(HttpStatus.NOT_FOUND, "This gateway has no hooks"));
    }

    Mono<ServerResponse> take(ServerRequest request) {
        HookSource source = source(request);
        if (source == null) {
            return noHooks();
        }
        return Mono.using(room::share, share -> take(source, request, share), HookRoom.Share::close);
    }

    private Mono<ServerResponse> take(HookSource source, ServerRequest request, HookRoom.Share share) {
        Instant now = clock.instant();
        return body(request, share)
                .doOnError(ErrorResponseException.class, refused -> metrics.hook(source.name(), unread(refused)))
                .publishOn(Schedulers.boundedElastic())
                .flatMap(body -> Mono.defer(() -> take(source, new Hook(url(request), headers(request), body, now)))
                        .doOnError(
                                ErrorResponseException.class, refused -> metrics.hook(source.name(), outcome(refused))))
                .then(Mono.defer(() -> {
                    metrics.hook(source.name(), "taken");
                    return ServerResponse.status(source.taken()).build();
                }));
    }

    private static Mono<byte[]> body(ServerRequest request, HookRoom.Share share) {
        if (!share.tryTake(HookRoom.OVERHEAD)) {
            return Mono.error(busy());
        }
        Flux<DataBuffer> buffers = request.body(BodyExtractors.toDataBuffers()).map(buffer -> kept(buffer, share));
        return DataBufferUtils.join(buffers, LARGEST_BODY)
                .map(HookDoor::bytes)
                .defaultIfEmpty(new byte[0])
                .onErrorMap(
                        DataBufferLimitException.class,
                        _ -> Problem.of(HttpStatus.CONTENT_TOO_LARGE, "A hook's body has at most a megabyte"))
                .timeout(BODY_TIME, Mono.error(Problem::slowBody));
    }

    private static DataBuffer kept(DataBuffer buffer, HookRoom.Share share) {
        if (share.tryTake(buffer.readableByteCount())) {
            return buffer;
        }
        DataBufferUtils.release(buffer);
        throw busy();
    }

    private static ErrorResponseException busy() {
        return Problem.tryAgain(5, "Too many calls are under way; send it again");
    }

    private static byte[] bytes(DataBuffer buffer) {
        byte[] bytes = new byte[buffer.readableByteCount()];
        buffer.read(bytes);
        DataBufferUtils.release(buffer);
        return bytes;
    }

    private Mono<Void> take(HookSource source, Hook hook) {
        Verdict verdict = source.signature().check(hook);
        switch (verdict) {
            case GENUINE, UNSIGNED -> {}
            case FORGED -> throw Problem.of(HttpStatus.UNAUTHORIZED, "The call is not signed by this provider");
            case LATE ->
                throw Problem.of(HttpStatus.UNAUTHORIZED, "The call was signed too long ago, or in the future");
        }
        List<HookEvent> told = read(source, hook);
        if (verdict == Verdict.UNSIGNED && !told.stream().allMatch(HookDoor::carriesToken)) {
            throw Problem.of(HttpStatus.UNAUTHORIZED, "An unsigned call may only report on messages by our token");
        }
        return Mono.fromFuture(() ->
                        verdict == Verdict.UNSIGNED ? events.writeUnproven(source, told) : events.write(source, told))
                .timeout(LIMIT)
                .onErrorMap(cause -> notWritten(source, cause));
    }

    private static ErrorResponseException notWritten(HookSource source, Throwable cause) {
        log.warn("gateway={} hook=put-off", source.name(), cause);
        return Problem.tryAgain(5, "Kafka did not acknowledge the call; send it again");
    }

    private static List<HookEvent> read(HookSource source, Hook hook) {
        try {
            return source.read(hook);
        } catch (UnreadableHookException e) {
            throw Problem.of(HttpStatus.BAD_REQUEST, String.valueOf(e.getMessage()));
        }
    }

    private static boolean carriesToken(HookEvent event) {
        return event instanceof HookEvent.Report(Named.Token _, var _);
    }

    private static String outcome(ErrorResponseException refused) {
        return switch (refused.getStatusCode().value()) {
            case 400 -> "unreadable";
            case 401 -> "forged";
            default -> "put_off";
        };
    }

    /** The outcome of a call whose body was not read to its end. */
    private static String unread(ErrorResponseException refused) {
        return switch (refused.getStatusCode().value()) {
            case 408 -> "slow";
            case 413 -> "too_large";
            default -> "busy";
        };
    }

    private URI url(ServerRequest request) {
        String query = request.uri().getRawQuery();
        URI address = links.hook(request.pathVariable("gateway")).orElse(request.uri());
        String known = address.toString().replaceFirst("\\?.*", "");
        return URI.create(query == null ? known : known + "?" + query);
    }

    private static Map<String, String> headers(ServerRequest request) {
        Map<String, String> headers = new HashMap<>();
        request.headers().asHttpHeaders().forEach((name, values) -> {
            if (!values.isEmpty()) {
                headers.put(name.toLowerCase(Locale.ROOT), values.getFirst());
            }
        });
        return headers;
    }
}
