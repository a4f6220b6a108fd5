package dev.vestnik.ingest.http;

import dev.vestnik.service.access.Caller;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.headers.Header;
import io.swagger.v3.oas.annotations.media.Content;
import io.swagger.v3.oas.annotations.media.ExampleObject;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.parameters.RequestBody;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import org.springframework.http.ProblemDetail;
import org.springframework.http.ResponseEntity;
import org.springframework.http.server.reactive.ServerHttpRequest;
import reactor.core.publisher.Mono;

/** The OpenAPI document's description of {@code POST /v1/events}. */
interface EventsApi {
    String EXAMPLE = """
            {"specversion": "1.0", "id": "7f0c", "source": "/shops/main", "type": "order.shipped",
             "time": "2026-01-24T11:05:00Z", "subject": "customer-42",
             "data": {"orderId": "o-12465", "number": "12465", "carrier": "Post", "trackingUrl": "https://post.example/1"}}""";

    String LINE = """
            {"specversion": "1.0", "id": "7f0d", "source": "/shops/main", "type": "cart.cleared", "subject": "customer-42", \
            "data": {"cartId": "c-1"}}
            """;

    @Operation(operationId = "sendEvents", summary = "Tell what happened in the shop", description = """
                    One CloudEvent, a batch (at most 10 MB) or a stream of any length; gzip if you like. Events of one customer keep \
                    their order. A bad event does not stop the others. Sending an event again, with the same source and id, changes \
                    nothing: after a 503, 429 or a broken connection send again, from `next` on or all of it.""")
    @RequestBody(
            required = true,
            content = {
                @Content(
                        mediaType = ContentTypes.CLOUD_EVENT,
                        schema = @Schema(ref = "#/components/schemas/CloudEvent"),
                        examples = @ExampleObject(EXAMPLE)),
                @Content(
                        mediaType = ContentTypes.CLOUD_EVENTS,
                        schema = @Schema(ref = "#/components/schemas/CloudEvents"),
                        examples = @ExampleObject("[" + EXAMPLE + "]")),
                @Content(
                        mediaType = ContentTypes.LINES,
                        schema = @Schema(ref = "#/components/schemas/CloudEvent"),
                        examples = @ExampleObject(LINE))
            })
    @ApiResponse(
            responseCode = "202",
            description = "Kafka has acknowledged all of it",
            content = @Content(mediaType = "application/json", schema = @Schema(implementation = Accepted.class)))
    @ApiResponse(
            responseCode = "207",
            description = "Some events were accepted, some refused",
            content =
                    @Content(mediaType = "application/json", schema = @Schema(implementation = Accepted.InPart.class)))
    @ApiResponse(
            responseCode = "400",
            description = "Not readable",
            content =
                    @Content(
                            mediaType = "application/problem+json",
                            schema = @Schema(implementation = ProblemDetail.class)))
    @ApiResponse(
            responseCode = "401",
            description = "No key, or not a valid one",
            content =
                    @Content(
                            mediaType = "application/problem+json",
                            schema = @Schema(implementation = ProblemDetail.class)))
    @ApiResponse(
            responseCode = "403",
            description = "The key may not send events, or not of this shop",
            content =
                    @Content(
                            mediaType = "application/problem+json",
                            schema = @Schema(implementation = ProblemDetail.class)))
    @ApiResponse(
            responseCode = "413",
            description = "Too large",
            content =
                    @Content(
                            mediaType = "application/problem+json",
                            schema = @Schema(implementation = ProblemDetail.class)))
    @ApiResponse(
            responseCode = "415",
            description = "A format that is not understood",
            content =
                    @Content(
                            mediaType = "application/problem+json",
                            schema = @Schema(implementation = ProblemDetail.class)))
    @ApiResponse(
            responseCode = "422",
            description = "Every event was refused: `errors` lists every fault with its path",
            content =
                    @Content(
                            mediaType = "application/problem+json",
                            schema = @Schema(implementation = ProblemDetail.class)))
    @ApiResponse(
            responseCode = "429",
            description = "Too much at a time",
            headers = @Header(name = "Retry-After", description = "seconds", schema = @Schema(types = "integer")),
            content =
                    @Content(
                            mediaType = "application/problem+json",
                            schema = @Schema(implementation = ProblemDetail.class)))
    @ApiResponse(
            responseCode = "503",
            description = "Kafka does not answer: `accepted` events were taken, go on from the one with index `next`",
            headers = @Header(name = "Retry-After", description = "seconds", schema = @Schema(types = "integer")),
            content =
                    @Content(
                            mediaType = "application/problem+json",
                            schema = @Schema(implementation = ProblemDetail.class)))
    Mono<ResponseEntity<Object>> accept(
            @Parameter(hidden = true) ServerHttpRequest request, @Parameter(hidden = true) Caller caller);
}
