package dev.vestnik.ingest.event;

import java.time.Instant;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * The CloudEvents attributes of an event. An attribute that is missing or wrong is empty here and among the faults.
 *
 * @param id unique within its source
 * @param source as it was sent
 * @param shop from the source
 * @param type the event type
 * @param subject the customer or the product
 * @param time when it happened; null when the attribute is wrong
 * @param traceParent the distributed tracing extension
 */
record Envelope(
        String id,
        String source,
        String shop,
        String type,
        String subject,
        @Nullable Instant time,
        @Nullable String traceParent) {

    private static final Pattern SOURCE = Pattern.compile("/shops/([A-Za-z0-9][A-Za-z0-9._-]{0,63})(/\\S*)?");
    private static final Pattern TYPE = Pattern.compile("[A-Za-z0-9_.-]{1,128}");
    private static final Pattern JSON_TYPE = Pattern.compile("(?i)application/([a-z0-9.-]+\\+)?json(\\s*;.*)?");
    private static final int LONGEST_SOURCE = 256;

    /** @param now taken for the time of an event that does not say when it happened */
    static Envelope of(JsonNode event, Instant now, FieldFaults faults) {
        version(event, faults);
        dataIsJson(event, faults);
        String source = source(event, faults);
        return new Envelope(
                id(event, "id", faults),
                source,
                shop(source),
                type(event, faults),
                id(event, "subject", faults),
                time(event, now, faults),
                text(event, "traceparent"));
    }

    private static void version(JsonNode event, FieldFaults faults) {
        if (!"1.0".equals(text(event, "specversion"))) {
            faults.add("specversion", "must be \"1.0\"");
        }
    }

    private static void dataIsJson(JsonNode event, FieldFaults faults) {
        String type = text(event, "datacontenttype");
        if (event.hasNonNull("datacontenttype")
                && (type == null || !JSON_TYPE.matcher(type).matches())) {
            faults.add("datacontenttype", "must be application/json");
        }
        if (event.hasNonNull("data_base64")) {
            faults.add("data_base64", "must be JSON in base64");
        }
    }

    private static String id(JsonNode event, String name, FieldFaults faults) {
        String id = text(event, name);
        if (id == null || !StringFormat.ID.fits(id) || !Unicode.isWellFormed(id) || id.equals("~")) {
            faults.add(name, (event.hasNonNull(name) ? "must be " : "is required: ") + StringFormat.ID.expected());
            return "";
        }
        return id;
    }

    private static String source(JsonNode event, FieldFaults faults) {
        String source = text(event, "source");
        if (source == null
                || source.length() > LONGEST_SOURCE
                || !SOURCE.matcher(source).matches()) {
            faults.add(
                    "source",
                    (event.hasNonNull("source") ? "must be " : "is required: ")
                            + "/shops/{shop}, a shop's name being letters, digits, '.', '_' and '-'");
            return "";
        }
        return source;
    }

    private static String shop(String source) {
        Matcher matcher = SOURCE.matcher(source);
        return matcher.matches() ? matcher.group(1) : "";
    }

    private static String type(JsonNode event, FieldFaults faults) {
        String type = text(event, "type");
        if (type == null || !TYPE.matcher(type).matches()) {
            faults.add("type", (event.hasNonNull("type") ? "must be " : "is required: ") + "for example order.placed");
            return "";
        }
        return type;
    }

    private static @Nullable Instant time(JsonNode event, Instant now, FieldFaults faults) {
        if (!event.hasNonNull("time")) {
            return now;
        }
        String text = text(event, "time");
        Instant time = text == null ? null : Timestamps.instant(text);
        if (time == null) {
            faults.add("time", "must be " + Timestamps.INSTANT);
        }
        return time;
    }

    private static @Nullable String text(JsonNode event, String name) {
        JsonNode value = event.get(name);
        return value != null && value.isString() ? value.stringValue() : null;
    }
}
