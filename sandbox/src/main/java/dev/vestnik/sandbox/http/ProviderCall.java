package dev.vestnik.sandbox.http;

import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.Base64;
import java.util.HashMap;
import java.util.Map;
import org.springframework.http.HttpHeaders;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.MissingNode;

/**
 * A client's request.
 *
 * @param path behind the provider's address, decoded
 */
record ProviderCall(String method, String path, Map<String, String> query, HttpHeaders headers, byte[] body) {
    ProviderCall {
        query = Map.copyOf(query);
    }

    /** Method and path in one word, to switch over. */
    String target() {
        return method + " " + path;
    }

    String header(String name) {
        String value = headers.getFirst(name);
        return value == null ? "" : value;
    }

    /** Whether a header has this value; takes the same time whatever is wrong with it. */
    boolean bears(String header, String value) {
        return same(header(header), value);
    }

    static boolean same(String given, String expected) {
        return MessageDigest.isEqual(given.getBytes(StandardCharsets.UTF_8), expected.getBytes(StandardCharsets.UTF_8));
    }

    boolean bearsBasic(String user, String password) {
        String credentials = user + ":" + password;
        String encoded = Base64.getEncoder().encodeToString(credentials.getBytes(StandardCharsets.UTF_8));
        return bears(HttpHeaders.AUTHORIZATION, "Basic " + encoded);
    }

    /** The body as JSON; a missing node when it is none. */
    JsonNode json() {
        try {
            return JsonMapper.shared().readTree(body);
        } catch (JacksonException e) {
            return MissingNode.getInstance();
        }
    }

    /** The body as a form's fields; empty when it is none. */
    Map<String, String> form() {
        Map<String, String> fields = new HashMap<>();
        try {
            for (String field : new String(body, StandardCharsets.UTF_8).split("&")) {
                int equals = field.indexOf('=');
                if (equals > 0) {
                    fields.put(decoded(field.substring(0, equals)), decoded(field.substring(equals + 1)));
                }
            }
            return fields;
        } catch (IllegalArgumentException e) {
            return Map.of();
        }
    }

    private static String decoded(String text) {
        return URLDecoder.decode(text, StandardCharsets.UTF_8);
    }
}
