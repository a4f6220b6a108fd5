package dev.vestnik.engine.streams.edge;

import java.util.AbstractMap;
import java.util.AbstractSet;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.BiConsumer;
import org.apache.avro.Schema.Field;
import org.apache.avro.generic.IndexedRecord;
import org.jspecify.annotations.Nullable;

/**
 * An Avro record as a map that converts a field when it is looked at. Absent fields have no entry.
 *
 * <p>{@code extra}, the JSON text of fields that the schema does not know, is a map of these; it also answers for the record's own
 * fields, so that {@code event.extra.x} keeps working when a later schema knows x.
 */
final class AvroFields extends AbstractMap<String, Object> {
    private static final String EXTRA = "extra";

    private final IndexedRecord record;
    private final @Nullable Object[] converted;
    private @Nullable Set<Entry<String, Object>> entries;
    private int size = -1;

    AvroFields(IndexedRecord record) {
        this.record = record;
        this.converted = new @Nullable Object[record.getSchema().getFields().size()];
    }

    @Override
    public @Nullable Object get(Object name) {
        Field field = name instanceof String text ? record.getSchema().getField(text) : null;
        return field == null ? null : value(field, true);
    }

    @Override
    public boolean containsKey(Object name) {
        return get(name) != null;
    }

    @Override
    public void forEach(BiConsumer<? super String, ? super Object> action) {
        for (Field field : record.getSchema().getFields()) {
            Object value = value(field, false);
            if (value != null) {
                action.accept(field.name(), value);
            }
        }
    }

    @Override
    public Set<Entry<String, Object>> entrySet() {
        Set<Entry<String, Object>> known = entries;
        if (known == null) {
            known = new Present(presentEntries());
            entries = known;
        }
        return known;
    }

    @Override
    public int size() {
        int known = size;
        if (known < 0) {
            known = 0;
            for (int i = 0; i < converted.length; i++) {
                known += record.get(i) == null ? 0 : 1;
            }
            size = known;
        }
        return known;
    }

    private List<Entry<String, Object>> presentEntries() {
        List<Entry<String, Object>> present = new ArrayList<>(size());
        forEach((name, value) -> present.add(Map.entry(name, value)));
        return present;
    }

    private @Nullable Object value(Field field, boolean lookedUp) {
        int position = field.pos();
        if (field.name().equals(EXTRA)) {
            return record.get(position) == null && !lookedUp ? null : extra(position);
        }
        Object known = converted[position];
        if (known == null) {
            known = AvroValues.of(record.get(position));
            converted[position] = known;
        }
        return known;
    }

    private Object extra(int position) {
        Object known = converted[position];
        if (known == null) {
            Object json = record.get(position);
            known = new Extra(json == null ? Map.of() : unknownFields(json.toString()), this);
            converted[position] = known;
        }
        return known;
    }

    /** The fields of a JSON object; a text that is none says nothing, here as in conditions. */
    private static Map<String, Object> unknownFields(String json) {
        try {
            return JsonValues.object(json);
        } catch (IllegalArgumentException e) {
            return Map.of();
        }
    }

    /** Entries of different names, so that nothing need be hashed. */
    private static final class Present extends AbstractSet<Entry<String, Object>> {
        private final List<Entry<String, Object>> entries;

        Present(List<Entry<String, Object>> entries) {
            this.entries = entries;
        }

        @Override
        public Iterator<Entry<String, Object>> iterator() {
            return entries.iterator();
        }

        @Override
        public int size() {
            return entries.size();
        }
    }

    private static final class Extra extends AbstractMap<String, Object> {
        private final Map<String, Object> unknown;
        private final AvroFields known;

        Extra(Map<String, Object> unknown, AvroFields known) {
            this.unknown = unknown;
            this.known = known;
        }

        @Override
        public @Nullable Object get(Object name) {
            Object value = unknown.get(name);
            return value != null || EXTRA.equals(name) ? value : known.get(name);
        }

        @Override
        public boolean containsKey(Object name) {
            return get(name) != null;
        }

        @Override
        public Set<Entry<String, Object>> entrySet() {
            return unknown.entrySet();
        }
    }
}
