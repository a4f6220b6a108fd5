package dev.vestnik.ingest.http;

import dev.vestnik.ingest.intake.BodyFormat;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import org.springframework.http.HttpHeaders;
import org.springframework.http.InvalidMediaTypeException;
import org.springframework.http.MediaType;
import org.springframework.util.InvalidMimeTypeException;

/** The format of a request's events, by its content type. */
final class ContentTypes {
    static final String CLOUD_EVENT = "application/cloudevents+json";
    static final String CLOUD_EVENTS = "application/cloudevents-batch+json";
    static final String LINES = "application/x-ndjson";
    static final String PACKED = "gzip";

    private static final List<MediaType> DOCUMENTS = List.of(
            MediaType.parseMediaType(CLOUD_EVENT), MediaType.parseMediaType(CLOUD_EVENTS), MediaType.APPLICATION_JSON);
    private static final List<MediaType> STREAMS = List.of(
            MediaType.parseMediaType(LINES),
            MediaType.parseMediaType("application/ndjson"),
            MediaType.parseMediaType("application/jsonl"));

    private ContentTypes() {}

    /** Empty when it is a type, a character set or a packing that is not understood. */
    static Optional<BodyFormat> format(HttpHeaders headers) {
        if (!isGzip(headers) && !packing(headers).isEmpty() && !packing(headers).equals("identity")) {
            return Optional.empty();
        }
        try {
            return Optional.ofNullable(headers.getContentType()).flatMap(type -> format(type, headers));
        } catch (InvalidMediaTypeException | InvalidMimeTypeException e) {
            return Optional.empty();
        }
    }

    private static Optional<BodyFormat> format(MediaType type, HttpHeaders headers) {
        if (type.getCharset() != null && !type.getCharset().equals(StandardCharsets.UTF_8)) {
            return Optional.empty();
        }
        if (headers.containsHeader(BinaryMode.VERSION) && !isStructured(type)) {
            return BinaryMode.isJson(type) ? Optional.of(BodyFormat.DATA) : Optional.empty();
        }
        if (STREAMS.stream().anyMatch(type::equalsTypeAndSubtype)) {
            return Optional.of(BodyFormat.LINES);
        }
        return DOCUMENTS.stream().anyMatch(type::equalsTypeAndSubtype)
                ? Optional.of(BodyFormat.DOCUMENT)
                : Optional.empty();
    }

    /** By the HTTP binding this type says how an event is written, whatever headers came along. */
    private static boolean isStructured(MediaType type) {
        return type.getSubtype().startsWith("cloudevents");
    }

    static boolean isGzip(HttpHeaders headers) {
        return packing(headers).equals(PACKED) || packing(headers).equals("x-gzip");
    }

    private static String packing(HttpHeaders headers) {
        String encoding = headers.getFirst(HttpHeaders.CONTENT_ENCODING);
        return encoding == null ? "" : encoding.strip().toLowerCase(java.util.Locale.ROOT);
    }
}
