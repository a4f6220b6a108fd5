package dev.vestnik.sandbox.http;

import dev.vestnik.sandbox.device.BrokenWire;
import org.springframework.core.io.buffer.DataBuffer;
import org.springframework.core.io.buffer.DataBufferLimitException;
import org.springframework.core.io.buffer.DataBufferUtils;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.http.server.reactive.ServerHttpRequest;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestMethod;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.server.ResponseStatusException;

/** Every request to a provider: {@code /providers/NAME} is the address that a client is configured with. */
@RestController
final class ProvidersController {
    /** An e-mail with its pictures; senders write 10 MiB at most. */
    private static final int LARGEST = 12 << 20;

    private final PlayedProviders providers;
    private final Player player;

    ProvidersController(PlayedProviders providers, Player player) {
        this.providers = providers;
        this.player = player;
    }

    @RequestMapping(
            path = "/providers/{name}/{*path}",
            method = {RequestMethod.GET, RequestMethod.POST})
    ResponseEntity<Object> call(@PathVariable String name, @PathVariable String path, ServerHttpRequest request)
            throws InterruptedException {
        ProviderCall call = new ProviderCall(
                request.getMethod().name(),
                path,
                request.getQueryParams().toSingleValueMap(),
                request.getHeaders(),
                body(request));
        return player.play(providers.named(name), call, () -> BrokenWire.reset(request))
                .response();
    }

    /** Reads the body itself: Spring keeps forms from handlers that ask for bytes. */
    private static byte[] body(ServerHttpRequest request) {
        try {
            return DataBufferUtils.join(request.getBody(), LARGEST)
                    .map(ProvidersController::bytes)
                    .blockOptional()
                    .orElse(new byte[0]);
        } catch (DataBufferLimitException e) {
            throw new ResponseStatusException(HttpStatus.CONTENT_TOO_LARGE, "at most " + LARGEST + " bytes", e);
        }
    }

    private static byte[] bytes(DataBuffer buffer) {
        byte[] bytes = new byte[buffer.readableByteCount()];
        buffer.read(bytes);
        DataBufferUtils.release(buffer);
        return bytes;
    }
}
