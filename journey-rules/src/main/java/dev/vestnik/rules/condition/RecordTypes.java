package dev.vestnik.rules.condition;

import dev.cel.common.types.CelType;
import dev.cel.common.types.ListType;
import dev.cel.common.types.MapType;
import dev.cel.common.types.SimpleType;
import dev.cel.common.types.StructType;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;

/** The records of the event catalogue as types of the expression language. */
final class RecordTypes {
    static final String PREFIX = "vestnik.";

    private final Map<String, Map<String, String>> records;
    private final Map<String, StructType> structs = new LinkedHashMap<>();
    private final Set<String> optional = new HashSet<>();

    RecordTypes(Map<String, Map<String, String>> records) {
        this.records = records;
    }

    /** Every record met so far, by its name in expressions. */
    Map<String, StructType> structs() {
        return structs;
    }

    StructType struct(String record) {
        StructType known = structs.get(PREFIX + record);
        return known == null ? read(record) : known;
    }

    private StructType read(String record) {
        Map<String, String> written = records.get(record);
        if (written == null) {
            throw new IllegalStateException("events.json has no record " + record);
        }
        Map<String, CelType> fields = new LinkedHashMap<>();
        written.forEach((field, type) -> fields.put(field, type(PREFIX + record + "." + field, type)));
        StructType struct = EventShapes.structType(PREFIX + record, fields);
        structs.put(struct.name(), struct);
        return struct;
    }

    /** The fields that may be absent: {@code vestnik.OrderShipped.trackingUrl}. */
    Set<String> optional() {
        return optional;
    }

    private CelType type(String field, String written) {
        boolean mayBeAbsent = written.endsWith("?");
        if (mayBeAbsent || field.endsWith(".extra")) {
            optional.add(field);
        }
        return type(mayBeAbsent ? written.substring(0, written.length() - 1) : written);
    }

    private CelType type(String written) {
        return switch (written) {
            case "string" -> SimpleType.STRING;
            case "bool" -> SimpleType.BOOL;
            case "int" -> SimpleType.INT;
            case "double" -> SimpleType.DOUBLE;
            case "timestamp" -> SimpleType.TIMESTAMP;
            case "any" -> SimpleType.DYN;
            default -> composed(written);
        };
    }

    private CelType composed(String written) {
        if (written.startsWith("list(")) {
            return ListType.create(type(inner(written)));
        }
        return written.startsWith("map(") ? MapType.create(SimpleType.STRING, type(inner(written))) : struct(written);
    }

    private static String inner(String written) {
        return written.substring(written.indexOf('(') + 1, written.length() - 1);
    }
}
