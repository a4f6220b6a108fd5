package dev.vestnik.sandbox.http;

import java.time.Duration;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import tools.jackson.databind.json.JsonMapper;

/**
 * A provider's answer.
 *
 * @param retryAfter the rest that it asks for; null when it asks for none
 * @param headers those of the provider's own
 */
record ProviderReply(
        int status, MediaType type, String body, @Nullable Duration retryAfter, Map<String, String> headers) {
    ProviderReply {
        headers = Map.copyOf(headers);
    }

    static ProviderReply json(int status, Object body) {
        return new ProviderReply(
                status, MediaType.APPLICATION_JSON, JsonMapper.shared().writeValueAsString(body), null, Map.of());
    }

    static ProviderReply text(int status, String body) {
        return new ProviderReply(status, MediaType.TEXT_PLAIN, body, null, Map.of());
    }

    ProviderReply after(Duration rest) {
        return new ProviderReply(status, type, body, rest, headers);
    }

    /** The same with one header of the provider's own. */
    ProviderReply with(String header, String value) {
        return new ProviderReply(status, type, body, retryAfter, Map.of(header, value));
    }

    ResponseEntity<Object> response() {
        ResponseEntity.BodyBuilder response = ResponseEntity.status(status).contentType(type);
        if (retryAfter != null) {
            long seconds = retryAfter.plusMillis(999).toSeconds();
            response.header(HttpHeaders.RETRY_AFTER, Long.toString(seconds));
        }
        headers.forEach(response::header);
        return response.body(body);
    }
}
