package dev.vestnik.ingest.http;

import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import org.springframework.http.HttpHeaders;
import org.springframework.http.MediaType;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** CloudEvents' binary mode: the attributes in {@code ce-} headers, percent-encoded, the body being the data. */
final class BinaryMode {
    static final String VERSION = "ce-specversion";
    private static final String PREFIX = "ce-";

    private BinaryMode() {}

    static boolean isJson(MediaType type) {
        return type.equalsTypeAndSubtype(MediaType.APPLICATION_JSON)
                || type.getSubtype().endsWith("+json");
    }

    static ObjectNode attributes(HttpHeaders headers) {
        ObjectNode attributes = JsonNodeFactory.instance.objectNode();
        headers.forEach((name, values) -> {
            String lower = name.toLowerCase(Locale.ROOT);
            if (lower.startsWith(PREFIX) && !values.isEmpty()) {
                attributes.put(lower.substring(PREFIX.length()), decoded(values.getFirst()));
            }
        });
        return attributes;
    }

    private static String decoded(String value) {
        try {
            return URLDecoder.decode(value.replace("+", "%2B"), StandardCharsets.UTF_8);
        } catch (IllegalArgumentException e) {
            return value;
        }
    }
}
