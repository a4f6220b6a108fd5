package dev.vestnik.sender.hook;

import java.net.URI;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * A call of a provider at our door.
 *
 * @param url as the provider sees it, with its query
 * @param headers by their names in lower case; the first of several values
 * @param body as it came, byte by byte: signatures are over it
 * @param at when it came
 */
public record Hook(URI url, Map<String, String> headers, byte[] body, Instant at) {
    private static final JsonMapper JSON = new JsonMapper();

    public Hook {
        headers = Map.copyOf(headers);
    }

    public Optional<String> header(String name) {
        return Optional.ofNullable(headers.get(name.toLowerCase(Locale.ROOT)));
    }

    /** A parameter of the query, decoded. */
    public Optional<String> parameter(String name) throws UnreadableHookException {
        return Optional.ofNullable(fields(url.getRawQuery()).get(name));
    }

    public String text() {
        return new String(body, StandardCharsets.UTF_8);
    }

    /** The fields of a form, in order; the first of several values of one name. */
    public Map<String, String> form() throws UnreadableHookException {
        return fields(text());
    }

    /** The body as JSON. */
    public JsonNode json() throws UnreadableHookException {
        try {
            return JSON.readTree(body);
        } catch (JacksonException e) {
            throw new UnreadableHookException("the body is no JSON");
        }
    }

    private static Map<String, String> fields(@Nullable String encoded) throws UnreadableHookException {
        Map<String, String> fields = new LinkedHashMap<>();
        if (encoded == null || encoded.isEmpty()) {
            return fields;
        }
        try {
            for (String field : encoded.split("&")) {
                int end = field.indexOf('=');
                String name = end < 0 ? field : field.substring(0, end);
                fields.putIfAbsent(decoded(name), end < 0 ? "" : decoded(field.substring(end + 1)));
            }
            return fields;
        } catch (IllegalArgumentException e) {
            throw new UnreadableHookException("the form is not encoded as forms are");
        }
    }

    private static String decoded(String text) {
        return URLDecoder.decode(text, StandardCharsets.UTF_8);
    }

    /** Leaves out what carries numbers, texts and secrets. */
    @Override
    public String toString() {
        return "hook of " + body.length + " bytes";
    }
}
