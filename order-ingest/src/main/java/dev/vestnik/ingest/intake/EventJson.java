package dev.vestnik.ingest.intake;

import dev.vestnik.ingest.event.Refusal;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import tools.jackson.core.JacksonException;
import tools.jackson.core.StreamReadConstraints;
import tools.jackson.core.StreamReadFeature;
import tools.jackson.core.TokenStreamLocation;
import tools.jackson.core.exc.StreamConstraintsException;
import tools.jackson.core.exc.UnexpectedEndOfInputException;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.cfg.JsonNodeFeature;
import tools.jackson.databind.exc.MismatchedInputException;
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

    /** The reader of documents of many events, each of which is read by itself. */
    static final JsonMapper DOCUMENTS = MAPPER.rebuild()
            .disable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
            .build();

    private static final Pattern DUPLICATE = Pattern.compile("^Duplicate .*property ['\"](.*)['\"]", Pattern.DOTALL);
    private static final StreamReadConstraints LIMITS = StreamReadConstraints.defaults();
    private static final int LONGEST_NAME = 100;

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
                    : EncodedData.inPlace(value);
        } catch (JacksonException e) {
            return new RawEvent.Unreadable(Refusal.MALFORMED, problem(e, place));
        }
    }

    /** The fault and its place, without the text around it. */
    static String problem(JacksonException e) {
        return problem(e, EventJson::place);
    }

    private static String problem(JacksonException e, Function<TokenStreamLocation, String> place) {
        TokenStreamLocation location = e.getLocation();
        String where = location == null || location.getLineNr() < 1 ? "" : " (" + place.apply(location) + ")";
        return "is not valid JSON: " + kind(e) + where;
    }

    /** Says it in our words: a parser changes its own with each version, and they speak of Java. */
    private static String kind(JacksonException e) {
        String message = String.valueOf(e.getOriginalMessage());
        Matcher twice = DUPLICATE.matcher(message);
        if (twice.find()) {
            return "it names " + shortened(twice.group(1)) + " twice";
        }
        return switch (e) {
            case UnexpectedEndOfInputException end -> "it breaks off";
            case StreamConstraintsException limit -> limit(message);
            case MismatchedInputException more -> "it goes on after its end";
            default -> "there is something that JSON does not have in this place";
        };
    }

    private static String limit(String message) {
        if (message.contains("depth")) {
            return "it is nested deeper than " + LIMITS.getMaxNestingDepth() + " levels";
        }
        return message.contains("Number")
                ? "it has a number of more than " + LIMITS.getMaxNumberLength() + " characters; send it as a text"
                : "it has a name or a text that is too long";
    }

    private static String shortened(String name) {
        return name.length() > LONGEST_NAME ? name.substring(0, LONGEST_NAME) + "…" : name;
    }

    private static String place(TokenStreamLocation location) {
        return "line " + location.getLineNr() + ", column " + location.getColumnNr();
    }
}
