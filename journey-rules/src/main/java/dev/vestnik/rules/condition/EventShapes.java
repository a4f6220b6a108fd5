package dev.vestnik.rules.condition;

import com.google.common.collect.ImmutableCollection;
import com.google.common.collect.ImmutableMap;
import com.google.common.collect.ImmutableSet;
import dev.cel.common.types.CelType;
import dev.cel.common.types.CelTypeProvider;
import dev.cel.common.types.ListType;
import dev.cel.common.types.MapType;
import dev.cel.common.types.SimpleType;
import dev.cel.common.types.StructType;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;

/** The fields of every event type and of the customer, as types of the expression language. */
final class EventShapes implements CelTypeProvider {
    static final String MONEY = RecordTypes.PREFIX + "Money";
    static final String CUSTOMER = RecordTypes.PREFIX + "Customer";

    private final ImmutableMap<String, CelType> types;
    private final ImmutableMap<String, CelType> events;
    private final ImmutableSet<String> optional;

    EventShapes() {
        RecordTypes records = new RecordTypes(EventCatalogue.SHOP.records());
        Map<String, CelType> ofEvents = new LinkedHashMap<>();
        EventCatalogue.SHOP.events().forEach((type, event) -> ofEvents.put(type, records.struct(event.data())));
        Map<String, CelType> all = new LinkedHashMap<>(records.structs());
        for (DerivedEvent derived : DerivedEvent.all()) {
            Map<String, CelType> fields = new LinkedHashMap<>(derived.fields());
            fields.replaceAll((field, type) -> all.getOrDefault(type.name(), type));
            StructType type = structType(derived.type(), fields);
            ofEvents.put(derived.type(), type);
            all.put(type.name(), type);
        }
        all.put(CUSTOMER, structType(CUSTOMER, customer()));
        this.optional = ImmutableSet.<String>builder()
                .addAll(records.optional())
                .addAll(ofCustomers())
                .addAll(ofDerived())
                .build();
        this.events = ImmutableMap.copyOf(ofEvents);
        this.types = ImmutableMap.copyOf(all);
    }

    /** Fields of a customer that may be absent; zone and language have fallbacks. */
    private static List<String> ofCustomers() {
        return Stream.of("name", "firstName", "phone", "email", "birthday", "gender", "attributes")
                .map(field -> CUSTOMER + "." + field)
                .toList();
    }

    /** Fields of derived events that may be absent. */
    private static List<String> ofDerived() {
        return DerivedEvent.all().stream()
                .flatMap(event -> event.optional().stream().map(field -> event.type() + "." + field))
                .toList();
    }

    private static Map<String, CelType> customer() {
        Map<String, CelType> fields = new LinkedHashMap<>();
        for (String field :
                List.of("name", "firstName", "phone", "email", "locale", "timezone", "birthday", "gender")) {
            fields.put(field, SimpleType.STRING);
        }
        fields.put("attributes", MapType.create(SimpleType.STRING, SimpleType.DYN));
        fields.put(CountedName.FIELD, SimpleType.DYN);
        fields.put(PastMacros.SEGMENTS, SimpleType.DYN);
        fields.put(PastMacros.JOURNEYS, ListType.create(SimpleType.STRING));
        fields.put(PastMacros.SENT, MapType.create(SimpleType.STRING, SimpleType.TIMESTAMP));
        fields.putAll(ConsentMacros.FIELDS);
        return fields;
    }

    static StructType structType(String name, Map<String, CelType> fields) {
        ImmutableMap<String, CelType> copy = ImmutableMap.copyOf(fields);
        return StructType.create(name, copy.keySet(), field -> Optional.ofNullable(copy.get(field)));
    }

    /** The type of {@code event} when it can be of these event types. */
    CelType of(Set<String> eventTypes) {
        CelType one = eventTypes.size() == 1 ? events.get(eventTypes.iterator().next()) : null;
        return one == null ? SimpleType.DYN : one;
    }

    /** Whether events of this type have a schema. */
    boolean isKnown(String eventType) {
        return events.containsKey(eventType);
    }

    /** Whether a field of this record may be absent. */
    boolean mayBeAbsent(StructType record, String field) {
        return optional.contains(record.name() + "." + field);
    }

    /** Every field name there is, for the nearest one. */
    Set<String> fieldNames() {
        Set<String> names = new TreeSet<>();
        types.values().forEach(type -> names.addAll(((StructType) type).fieldNames()));
        return names;
    }

    @Override
    public ImmutableCollection<CelType> types() {
        return types.values();
    }

    @Override
    public Optional<CelType> findType(String typeName) {
        return Optional.ofNullable(types.get(typeName));
    }

    /** The provider with one more type: that of an instance's context. */
    CelTypeProvider with(StructType context) {
        return new CelTypeProvider() {
            @Override
            public ImmutableCollection<CelType> types() {
                return ImmutableSet.<CelType>builder()
                        .addAll(EventShapes.this.types())
                        .add(context)
                        .build();
            }

            @Override
            public Optional<CelType> findType(String typeName) {
                return typeName.equals(context.name()) ? Optional.of(context) : EventShapes.this.findType(typeName);
            }
        };
    }
}
