package dev.vestnik.ingest.http;

import java.util.Locale;
import java.util.Optional;
import org.springframework.http.HttpHeaders;
import org.springframework.http.MediaType;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** CloudEvents' binary mode: the attributes in {@code ce-} headers, the body being the data. */
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
                attributes.put(
                        lower.substring(PREFIX.length()),
                        HeaderText.decoded(values.getFirst()).orElse(""));
            }
        });
        return attributes;
    }

    /** The name of an attribute whose header no UTF-8 text is behind; empty where all are well. */
    static Optional<String> unreadable(HttpHeaders headers) {
        return headers.headerNames().stream()
                .filter(name -> name.toLowerCase(Locale.ROOT).startsWith(PREFIX))
                .filter(name -> HeaderText.decoded(String.valueOf(headers.getFirst(name)))
                        .isEmpty())
                .findFirst();
    }
}
