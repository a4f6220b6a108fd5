package dev.vestnik.sender.http;

import java.nio.charset.StandardCharsets;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The end of a request. */
public sealed interface Exchange {

    /**
     * @param body the first 16 KiB of the body
     * @param location the address of the resource that the request made; null without
     */
    record Answered(int status, byte[] body, @Nullable String location) implements Exchange {
        public String text() {
            return new String(body, StandardCharsets.UTF_8);
        }

        public Optional<String> locationHeader() {
            return Optional.ofNullable(location);
        }
    }

    /** No connection was made, so nothing was written. */
    record NotSent(String cause) implements Exchange {}

    /** The time was over once there was a connection; the provider got nothing, or a request without its body. */
    record TooLate() implements Exchange {}

    /** The request may have been written; no status came back. */
    record Lost(String cause) implements Exchange {}
}
