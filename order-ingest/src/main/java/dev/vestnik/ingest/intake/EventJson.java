package dev.vestnik.ingest.intake;

import dev.vestnik.ingest.event.Refusal;
import java.util.function.Function;
import java.util.regex.Pattern;
import tools.jackson.core.JacksonException;
import tools.jackson.core.StreamReadFeature;
import tools.jackson.core.TokenStreamLocation;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.cfg.JsonNodeFeature;
import tools.jackson.databind.json.JsonMapper;

/** JSON as events are read: strict, and numbers as they were written. */
final class EventJson {
    static final JsonMapper MAPPER = JsonMapper.builder()
            .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
            .disable(StreamReadFeature.INCLUDE_SOURCE_IN_LOCATION)
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .disable(JsonNodeFeature.STRIP_TRAILING_BIGDECIMAL_ZEROES)
            .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
            .build();

    /** For documents of many events, each of which is read by itself. */
    static final JsonMapper DOCUMENTS = MAPPER.rebuild()
            .disable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
            .build();

    /** Where something began that has no end, in the parser's own words. */
    private static final Pattern SOURCE = Pattern.compile(" \\([a-z ]*\\[Source: [^\\]]*]\\)");

    private EventJson() {}

    /** The JSON value in these bytes; one that is too large is not built. */
    static RawEvent read(byte[] bytes, int offset, int length) {
        return read(bytes, offset, length, EventJson::place);
    }

    /** The same of a line, whose number its sender knows better. */
    static RawEvent readLine(byte[] bytes, int length) {
        return read(bytes, 0, length, location -> "column " + location.getColumnNr());
    }

    private static RawEvent read(byte[] bytes, int offset, int length, Function<TokenStreamLocation, String> place) {
        if (length > RawEvents.LARGEST_EVENT) {
            return RawEvent.Unreadable.TOO_LARGE;
        }
        try {
            JsonNode value = MAPPER.readTree(bytes, offset, length);
            return value.isMissingNode()
                    ? new RawEvent.Unreadable(Refusal.MALFORMED, "is empty")
                    : new RawEvent.Json(value);
        } catch (JacksonException e) {
            return new RawEvent.Unreadable(Refusal.MALFORMED, problem(e, place));
        }
    }

    /** What is wrong, and where, without the text around it. */
    static String problem(JacksonException e) {
        return problem(e, EventJson::place);
    }

    private static String problem(JacksonException e, Function<TokenStreamLocation, String> place) {
        String message = SOURCE.matcher(e.getOriginalMessage()).replaceAll("");
        TokenStreamLocation location = e.getLocation();
        String where = location == null || location.getLineNr() < 1 ? "" : " (" + place.apply(location) + ")";
        return "is not valid JSON: " + (message.length() > 200 ? message.substring(0, 200) + "…" : message) + where;
    }

    private static String place(TokenStreamLocation location) {
        return "line " + location.getLineNr() + ", column " + location.getColumnNr();
    }
}
