package dev.vestnik.sandbox.http;

import java.time.Duration;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import tools.jackson.databind.json.JsonMapper;

/**
 * A provider's answer.
 *
 * @param retryAfter the rest that it asks for; null when it asks for none
 */
record ProviderReply(
        int status, MediaType type, String body, @Nullable Duration retryAfter) {

    static ProviderReply json(int status, Object body) {
        return new ProviderReply(
                status, MediaType.APPLICATION_JSON, JsonMapper.shared().writeValueAsString(body), null);
    }

    static ProviderReply text(int status, String body) {
        return new ProviderReply(status, MediaType.TEXT_PLAIN, body, null);
    }

    ProviderReply after(Duration rest) {
        return new ProviderReply(status, type, body, rest);
    }

    ResponseEntity<Object> response() {
        ResponseEntity.BodyBuilder response = ResponseEntity.status(status).contentType(type);
        if (retryAfter != null) {
            long seconds = retryAfter.plusMillis(999).toSeconds();
            response.header(HttpHeaders.RETRY_AFTER, Long.toString(seconds));
        }
        return response.body(body);
    }
}
