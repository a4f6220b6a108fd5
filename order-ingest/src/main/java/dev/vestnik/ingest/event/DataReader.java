package dev.vestnik.ingest.event;

import dev.vestnik.schemas.EventLimits;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.apache.avro.LogicalTypes;
import org.apache.avro.Schema;
import org.apache.avro.specific.SpecificRecordBase;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * Turns an event's JSON {@code data} into its payload record, led by the record's Avro schema. Everything that does not fit is
 * reported with its path; fields that the schema does not know are kept in the record's {@code extra}, under the same path.
 */
final class DataReader {
    private static final String EXTRA = "extra";
    private static final String FORMAT = "format";

    private final GeneratedRecords records;
    private final ImpossibleValues impossible;
    private final FieldFaults faults;
    private final UnlikelyValues unlikely;

    DataReader(GeneratedRecords records, ImpossibleValues impossible, FieldFaults faults) {
        this.records = records;
        this.impossible = impossible;
        this.faults = faults;
        this.unlikely = new UnlikelyValues(faults);
    }

    /** The payload; complete only when no fault was added. */
    SpecificRecordBase payload(Schema schema, JsonNode data, String path) {
        Extras extras = new Extras();
        SpecificRecordBase payload = record(schema, data, path, extras);
        Schema.Field extra = schema.getField(EXTRA);
        if (extra != null && !extras.isEmpty()) {
            extras.checkDepth(path, faults);
            payload.put(extra.pos(), extras.json());
        }
        return payload;
    }

    private SpecificRecordBase record(Schema schema, JsonNode json, String path, Extras extras) {
        SpecificRecordBase record = records.create(schema);
        if (!json.isObject()) {
            faults.add(path, "must be an object" + found(json));
            return record;
        }
        for (Schema.Field field : schema.getFields()) {
            if (!field.name().equals(EXTRA)) {
                put(record, field, json.get(field.name()), path + "." + field.name(), extras);
            }
        }
        json.propertyStream()
                .filter(property -> schema.getField(property.getKey()) == null
                        || property.getKey().equals(EXTRA))
                .forEach(property -> {
                    FreeJson.check(property.getKey(), property.getValue(), path, faults);
                    unlikely.name(property.getKey(), schema, json, path);
                    extras.keep(property.getKey(), property.getValue());
                });
        impossible.check(record, json, path);
        return record;
    }

    private void put(
            SpecificRecordBase record, Schema.Field field, @Nullable JsonNode json, String path, Extras extras) {
        if (json == null || json.isNull()) {
            if (!field.schema().isNullable()) {
                faults.add(path, "is required: " + expected(field.schema()));
            }
            return;
        }
        Extras inner = new Extras();
        Object value = value(present(field.schema()), json, path, inner);
        if (value instanceof String text && text.isBlank() && !field.schema().isNullable()) {
            faults.add(path, "must not be empty");
        }
        if (value != null) {
            record.put(field.pos(), value);
        }
        extras.keep(field.name(), inner);
    }

    /** Null when it does not fit; then a fault says so. */
    private @Nullable Object value(Schema schema, JsonNode json, String path, Extras extras) {
        return switch (schema.getType()) {
            case RECORD -> record(schema, json, path, extras);
            case ARRAY -> array(schema, json, path, extras);
            case MAP -> map(schema, json, path);
            case ENUM -> symbol(schema, json, path);
            case STRING -> string(schema, json, path);
            case INT ->
                schema.getLogicalType() instanceof LogicalTypes.Date ? date(json, path) : integer(schema, json, path);
            case LONG ->
                schema.getLogicalType() instanceof LogicalTypes.TimestampMillis
                        ? instant(json, path)
                        : whole(json, path);
            case DOUBLE -> number(json, path);
            case BOOLEAN ->
                json.isBoolean() ? json.booleanValue() : refused(path, "must be true or false" + found(json));
            case UNION, BYTES, FIXED, FLOAT, NULL -> throw new IllegalStateException("no event has a " + schema);
        };
    }

    private @Nullable Object array(Schema schema, JsonNode json, String path, Extras extras) {
        if (!json.isArray()) {
            return refused(path, "must be an array" + found(json));
        }
        List<@Nullable Object> items = new ArrayList<>(json.size());
        for (int i = 0; i < json.size(); i++) {
            Extras inner = new Extras();
            items.add(value(schema.getElementType(), json.get(i), path + "[" + i + "]", inner));
            extras.keep(i, inner);
        }
        return items;
    }

    private @Nullable Object map(Schema schema, JsonNode json, String path) {
        if (!json.isObject()) {
            return refused(path, "must be an object" + found(json));
        }
        Map<String, @Nullable Object> map = new HashMap<>();
        json.propertyStream().filter(property -> named(property.getKey(), path)).forEach(property -> {
            String inner = path + "." + property.getKey();
            map.put(property.getKey(), scalar(schema.getValueType(), property.getValue(), inner));
        });
        return map;
    }

    /** Whether a free name is one that UTF-8 can write and a fault's path can repeat. */
    private boolean named(String name, String path) {
        if (!Unicode.isWellFormed(name)) {
            faults.add(path, Unicode.PROBLEM);
            return false;
        }
        if (name.length() > Unicode.LONGEST_NAME) {
            faults.add(path, "has a name of more than " + Unicode.LONGEST_NAME + " characters");
            return false;
        }
        return true;
    }

    /** One of a union of null, boolean, long, double, string. A whole number that no long can hold is the text of its digits. */
    private @Nullable Object scalar(Schema union, JsonNode json, String path) {
        if (json.isNull()) {
            return null;
        }
        if (json.isBoolean()) {
            return json.booleanValue();
        }
        if (json.isIntegralNumber() && json.canConvertToLong()) {
            return json.longValue();
        }
        if (json.isIntegralNumber() && FreeJson.isDouble(json)) {
            return json.bigIntegerValue().toString();
        }
        if (json.isNumber()) {
            return number(json, path);
        }
        Schema text = union.getTypes().getLast();
        return json.isString()
                ? string(text, json, path)
                : refused(path, "must be a text, a number, true, false or null" + found(json));
    }

    private @Nullable Object symbol(Schema schema, JsonNode json, String path) {
        return json.isString() && schema.hasEnumSymbol(json.stringValue())
                ? records.symbol(schema, json.stringValue())
                : refused(path, "must be " + expected(schema));
    }

    private @Nullable Object string(Schema schema, JsonNode json, String path) {
        if (!json.isString()) {
            return refused(path, "must be " + expected(schema) + found(json));
        }
        String text = json.stringValue();
        if (!Unicode.isWellFormed(text)) {
            return refused(path, Unicode.PROBLEM);
        }
        String format = schema.getProp(FORMAT);
        if (format == null && text.length() > EventLimits.LONGEST_TEXT) {
            return refused(path, "must be a text of at most " + EventLimits.LONGEST_TEXT + " characters");
        }
        if (format != null && !StringFormat.named(format).fits(text)) {
            return refused(path, "must be " + StringFormat.named(format).expected());
        }
        if (format != null && StringFormat.named(format) == StringFormat.LOCALE) {
            unlikely.locale(text, path);
        }
        if (format != null && StringFormat.named(format) == StringFormat.WRITTEN_PHONE) {
            unlikely.phone(text, path);
            return StrippedPhone.kept(text);
        }
        return text;
    }

    private @Nullable Object integer(Schema schema, JsonNode json, String path) {
        Long number = WholeNumbers.of(json);
        if (number == null || number != number.intValue()) {
            return refused(path, "must be a whole number of at most 2147483647" + found(json));
        }
        boolean positive = "positive".equals(schema.getProp(FORMAT));
        return !positive || number > 0 ? number.intValue() : refused(path, "must be at least 1");
    }

    private @Nullable Object whole(JsonNode json, String path) {
        Long number = WholeNumbers.of(json);
        return number != null ? number : refused(path, "must be a whole number" + found(json));
    }

    private @Nullable Object number(JsonNode json, String path) {
        if (json.isNumber() && !FreeJson.isDouble(json)) {
            return refused(path, "must be a number that a double can hold");
        }
        return json.isNumber() ? json.asDouble() : refused(path, "must be a number" + found(json));
    }

    private @Nullable Object instant(JsonNode json, String path) {
        Instant instant = json.isString() ? Timestamps.instant(json.stringValue()) : null;
        return instant != null ? instant : refused(path, "must be " + Timestamps.INSTANT);
    }

    private @Nullable Object date(JsonNode json, String path) {
        LocalDate date = json.isString() ? Timestamps.date(json.stringValue()) : null;
        return date != null ? date : refused(path, "must be " + Timestamps.DATE);
    }

    private @Nullable Object refused(String path, String problem) {
        faults.add(path, problem);
        return null;
    }

    private static String found(JsonNode json) {
        return ", but is " + JsonKind.of(json);
    }

    private static Schema present(Schema schema) {
        return schema.isUnion() ? schema.getTypes().getLast() : schema;
    }

    /** The values that a field of this schema holds, in words. */
    private static String expected(Schema schema) {
        return switch (schema.getType()) {
            case RECORD -> "an object with " + String.join(", ", required(schema));
            case ARRAY -> "an array";
            case MAP -> "an object";
            case ENUM -> "one of " + String.join(", ", schema.getEnumSymbols());
            case STRING ->
                schema.getProp(FORMAT) == null
                        ? "a text"
                        : StringFormat.named(schema.getProp(FORMAT)).expected();
            case INT -> schema.getLogicalType() == null ? "a whole number" : Timestamps.DATE;
            case LONG -> schema.getLogicalType() == null ? "a whole number" : Timestamps.INSTANT;
            case DOUBLE -> "a number";
            case BOOLEAN -> "true or false";
            case UNION -> expected(present(schema));
            case BYTES, FIXED, FLOAT, NULL -> schema.getType().name().toLowerCase(Locale.ROOT);
        };
    }

    private static List<String> required(Schema record) {
        return record.getFields().stream()
                .filter(field -> !field.schema().isNullable())
                .map(Schema.Field::name)
                .toList();
    }
}
