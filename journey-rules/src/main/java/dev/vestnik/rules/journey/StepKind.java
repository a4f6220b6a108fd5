package dev.vestnik.rules.journey;

import dev.vestnik.rules.document.Place;
import java.util.List;
import java.util.function.Function;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * A kind of step as documents have it: its name, its form, where such a step leads and how it is read.
 *
 * @param <S> the class of such a step
 */
public final class StepKind<S extends Step> {
    private static final JsonMapper JSON = JsonMapper.builder().build();
    private static final String TYPE = "type";

    private final String type;
    private final JsonNode schema;
    private final List<String> keys;
    private final Function<Place, StepOutline> outline;
    private final Reader<S> reader;

    /** Reads a step. */
    @FunctionalInterface
    public interface Reader<S extends Step> {
        /** Null only where there are faults. */
        @Nullable
        S read(StepReading reading);
    }

    /**
     * @param type its name in documents: {@code type: delay}
     * @param schema the JSON Schema of such a step without its {@code type}; a step may have the keys of its {@code properties}
     * @param outline finds where such a step leads
     * @param reader reads such a step
     */
    public StepKind(String type, String schema, Function<Place, StepOutline> outline, Reader<S> reader) {
        this.type = type;
        this.schema = JSON.readTree(schema);
        this.keys = Stream.concat(Stream.of(TYPE), this.schema.path("properties").propertyNames().stream())
                .toList();
        this.outline = outline;
        this.reader = reader;
    }

    public String type() {
        return type;
    }

    JsonNode schema() {
        return schema;
    }

    /** Whether each key of this step is one that the kind knows. */
    boolean knowsAllOf(Place step) {
        return keys.containsAll(step.entries().keySet());
    }

    StepOutline outline(Place step) {
        return outline.apply(step);
    }

    @Nullable
    S read(StepReading reading) {
        reading.place().only(keys);
        return reader.read(reading);
    }
}
