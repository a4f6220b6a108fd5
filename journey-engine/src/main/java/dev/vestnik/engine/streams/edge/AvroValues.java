package dev.vestnik.engine.streams.edge;

import java.time.Instant;
import java.time.LocalDate;
import java.util.AbstractList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.apache.avro.generic.GenericEnumSymbol;
import org.apache.avro.generic.IndexedRecord;
import org.jspecify.annotations.Nullable;

/** Avro's values as the kinds that {@link dev.vestnik.rules.event.Event#data()} lists. */
final class AvroValues {
    private AvroValues() {}

    static @Nullable Object of(@Nullable Object value) {
        return switch (value) {
            case null -> null;
            case String text -> text;
            case Long number -> number;
            case Boolean truth -> truth;
            case Double number -> number;
            case Instant instant -> instant;
            case IndexedRecord record -> new AvroFields(record);
            case List<?> list -> new Elements(list);
            case Integer number -> number.longValue();
            case Float number -> number.doubleValue();
            case Enum<?> constant -> constant.name();
            case LocalDate date -> date.toString();
            case CharSequence text -> text.toString();
            case GenericEnumSymbol<?> symbol -> symbol.toString();
            case Map<?, ?> map -> map(map);
            default -> throw new IllegalArgumentException("no event has a " + value.getClass());
        };
    }

    private static Map<String, Object> map(Map<?, ?> map) {
        Map<String, Object> values = LinkedHashMap.newLinkedHashMap(map.size());
        map.forEach((name, inner) -> {
            Object value = of(inner);
            if (value != null) {
                values.put(name.toString(), value);
            }
        });
        return values;
    }

    private static final class Elements extends AbstractList<Object> {
        private final @Nullable Object[] converted;
        private final List<?> list;

        Elements(List<?> list) {
            this.list = list;
            this.converted = new @Nullable Object[list.size()];
        }

        @Override
        public Object get(int index) {
            Object known = converted[index];
            if (known == null) {
                known = Objects.requireNonNull(of(list.get(index)));
                converted[index] = known;
            }
            return known;
        }

        @Override
        public int size() {
            return converted.length;
        }
    }
}
