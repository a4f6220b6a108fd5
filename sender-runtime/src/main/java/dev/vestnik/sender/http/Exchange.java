package dev.vestnik.sender.http;

import java.net.http.HttpHeaders;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.MissingNode;

/** The end of a request. */
public sealed interface Exchange {

    /**
     * @param body the first {@link HttpWire#LARGEST_ANSWER} bytes of the body
     * @param whole false when the body was longer, or broke off
     * @param at when it came
     */
    record Answered(int status, HttpHeaders headers, byte[] body, boolean whole, Instant at) implements Exchange {
        private static final JsonMapper JSON = new JsonMapper();

        public String text() {
            return new String(body, StandardCharsets.UTF_8);
        }

        /** The body as JSON; a missing node when it is not whole or no JSON. */
        public JsonNode json() {
            if (!whole) {
                return MissingNode.getInstance();
            }
            try {
                return JSON.readTree(body);
            } catch (JacksonException notJson) {
                return MissingNode.getInstance();
            }
        }

        /** The address of the resource that the request made. */
        public Optional<String> locationHeader() {
            return headers.firstValue("location");
        }

        /** The time that the provider asks to wait, within bounds. */
        public Optional<Duration> retryAfter() {
            return headers.firstValue("retry-after").flatMap(value -> RetryAfter.of(value, at));
        }
    }

    /** No connection was made, so nothing was written. */
    record NotSent(String cause) implements Exchange {}

    /** The time was over once there was a connection; the provider got nothing, or a request without its body. */
    record TooLate() implements Exchange {}

    /** The request may have been written; no status came back. */
    record Lost(String cause) implements Exchange {}
}
