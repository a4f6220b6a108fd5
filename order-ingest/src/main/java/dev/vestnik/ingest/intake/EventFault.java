package dev.vestnik.ingest.intake;

import io.swagger.v3.oas.annotations.media.Schema;

/**
 * One thing that is wrong with one event of a request.
 *
 * @param index the event's place in the request, from 0; empty lines of a stream do not count
 * @param path where in the event; empty for the event as a whole
 * @param problem what is expected there
 */
public record EventFault(
        @Schema(example = "3") long index,
        @Schema(example = "data.items[2].price.currency") String path,

        @Schema(example = "must be an ISO 4217 currency code, for example RUB")
        String problem) {}
