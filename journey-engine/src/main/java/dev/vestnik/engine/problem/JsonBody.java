package dev.vestnik.engine.problem;

import dev.vestnik.rules.document.Fault;
import dev.vestnik.rules.document.Unreadable;
import dev.vestnik.schemas.EventLimits;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import tools.jackson.core.JacksonException;
import tools.jackson.core.StreamReadConstraints;
import tools.jackson.core.json.JsonFactory;
import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * A JSON object of a request, read field by field: every fault is collected, and so is every field that nobody asked for.
 * {@link #close} ends the reading.
 */
public final class JsonBody {
    private static final JsonMapper JSON = JsonMapper.builder(JsonFactory.builder()
                    .streamReadConstraints(StreamReadConstraints.builder()
                            .maxNestingDepth(EventLimits.DEEPEST)
                            .build())
                    .build())
            .enable(DeserializationFeature.USE_LONG_FOR_INTS)
            .build();

    private static final TypeReference<Map<String, Object>> ANYTHING = new TypeReference<>() {};

    private final JsonNode node;
    private final String path;
    private final Set<Fault> faults;
    private final Set<String> asked = new HashSet<>();

    private JsonBody(JsonNode node, String path, Set<Fault> faults) {
        this.node = node;
        this.path = path;
        this.faults = faults;
    }

    /**
     * An object; an absent one is empty.
     *
     * @throws ProblemException 400 when it is no JSON, 422 when it is no object
     */
    public static JsonBody object(@Nullable String text) {
        JsonNode node = text == null || text.isBlank() ? JSON.createObjectNode() : parse(text);
        if (!node.isObject()) {
            throw ProblemException.faults(List.of(new Fault("", "must be an object")));
        }
        return new JsonBody(node, "", new LinkedHashSet<>());
    }

    /** The objects of an array; they share their faults, so the last one is to be closed. */
    public static List<JsonBody> objects(@Nullable String text) {
        JsonNode node = parse(text == null ? "" : text);
        if (!node.isArray() || node.isEmpty()) {
            throw ProblemException.faults(List.of(new Fault("", "must be an array of at least one object")));
        }
        Set<Fault> faults = new LinkedHashSet<>();
        List<JsonBody> bodies = new ArrayList<>();
        for (int i = 0; i < node.size(); i++) {
            JsonNode item = Objects.requireNonNull(node.get(i));
            bodies.add(new JsonBody(item, "[" + i + "].", faults));
            if (!item.isObject()) {
                faults.add(new Fault("[" + i + "]", "must be an object"));
            }
        }
        return bodies;
    }

    /** The objects of a required array, at least one of them; their faults are this object's, and {@link #unknown} is theirs to be called. */
    public List<JsonBody> each(String field) {
        JsonNode value = value(field);
        if (value == null || !value.isArray() || value.isEmpty()) {
            fault(field, "must be an array of at least one object");
            return List.of();
        }
        List<JsonBody> bodies = new ArrayList<>();
        for (int i = 0; i < value.size(); i++) {
            String at = field + "[" + i + "]";
            JsonNode item = Objects.requireNonNull(value.get(i));
            if (item.isObject()) {
                bodies.add(new JsonBody(item, path + at + ".", faults));
            } else {
                fault(at, "must be an object");
            }
        }
        return bodies;
    }

    private static JsonNode parse(String text) {
        try {
            JsonNode node = JSON.readTree(text);
            if (node.isMissingNode()) {
                throw ProblemException.of(HttpStatus.BAD_REQUEST, "a JSON body is needed");
            }
            return node;
        } catch (JacksonException e) {
            throw ProblemException.of(HttpStatus.BAD_REQUEST, "not JSON: " + Unreadable.why(e));
        }
    }

    /** A required text; empty and a fault when there is none. */
    public String text(String field) {
        return optionalText(field).orElseGet(() -> {
            if (!has(field)) {
                fault(field, "is required");
            }
            return "";
        });
    }

    /** A text, not empty, where there is one. */
    public Optional<String> optionalText(String field) {
        JsonNode value = value(field);
        if (value == null) {
            return Optional.empty();
        }
        if (!value.isString() || value.stringValue().isBlank()) {
            fault(field, "must be a text");
            return Optional.empty();
        }
        return Optional.of(value.stringValue());
    }

    /** A text, or a whole number as one, where there is one. */
    public Optional<String> textOrNumber(String field) {
        JsonNode value = value(field);
        return value != null && value.isIntegralNumber() ? Optional.of(value.asString()) : optionalText(field);
    }

    public boolean flag(String field, boolean otherwise) {
        JsonNode value = value(field);
        if (value == null) {
            return otherwise;
        }
        if (!value.isBoolean()) {
            fault(field, "must be true or false");
            return otherwise;
        }
        return value.booleanValue();
    }

    /** A required true or false. */
    public boolean flag(String field) {
        if (!has(field)) {
            asked.add(field);
            fault(field, "is required");
        }
        return flag(field, false);
    }

    /** A required whole number; 0 and a fault when there is none. */
    public int number(String field) {
        JsonNode value = value(field);
        if (value == null || !value.isIntegralNumber() || !value.canConvertToInt()) {
            fault(field, value == null ? "is required" : "must be a whole number");
            return 0;
        }
        return value.intValue();
    }

    /** A required array of 1 to so many whole numbers that are not negative. */
    public List<Long> numbers(String field, int most) {
        JsonNode value = value(field);
        if (value == null || !value.isArray() || value.isEmpty() || value.size() > most) {
            fault(field, "must be an array of 1 to " + most + " whole numbers");
            return List.of();
        }
        List<Long> numbers = new ArrayList<>();
        for (int i = 0; i < value.size(); i++) {
            JsonNode one = Objects.requireNonNull(value.get(i));
            if (one.isIntegralNumber() && one.canConvertToLong() && one.longValue() >= 0) {
                numbers.add(one.longValue());
            } else {
                fault(field + "[" + i + "]", "must be a whole number, 0 at least");
            }
        }
        return numbers;
    }

    public Optional<Instant> instant(String field) {
        return optionalText(field).flatMap(text -> {
            try {
                return Optional.of(Instant.parse(text));
            } catch (DateTimeParseException e) {
                fault(field, "must be an instant: 2026-01-24T11:05:00Z");
                return Optional.empty();
            }
        });
    }

    /** One of these labels, where there is one. */
    public <T> Optional<T> choice(String field, Map<String, T> choices) {
        return optionalText(field).flatMap(text -> Optional.ofNullable(chosen(field, text, choices)));
    }

    /** A required array of at least one of these labels, each once. */
    public <T> List<T> choices(String field, Map<String, T> choices) {
        JsonNode value = value(field);
        if (value == null || !value.isArray() || value.isEmpty()) {
            fault(field, "must be an array of at least one of " + labels(choices));
            return List.of();
        }
        List<T> chosen = new ArrayList<>();
        for (int i = 0; i < value.size(); i++) {
            String at = field + "[" + i + "]";
            T one = chosen(at, Objects.requireNonNull(value.get(i)).asString(""), choices);
            if (one != null && chosen.contains(one)) {
                fault(at, "is there already");
            } else if (one != null) {
                chosen.add(one);
            }
        }
        return chosen;
    }

    private <T> @Nullable T chosen(String at, String text, Map<String, T> choices) {
        T choice = choices.get(text);
        if (choice == null) {
            fault(at, "must be one of " + labels(choices));
        }
        return choice;
    }

    private static String labels(Map<String, ?> choices) {
        return choices.keySet().stream().sorted().collect(Collectors.joining(", "));
    }

    /** An object of anything; empty where there is none. */
    public Map<String, Object> map(String field) {
        JsonNode value = value(field);
        if (value == null) {
            return Map.of();
        }
        if (!value.isObject()) {
            fault(field, "must be an object");
            return Map.of();
        }
        int before = faults.size();
        nulls(value, field);
        return faults.size() > before ? Map.of() : JSON.convertValue(value, ANYTHING);
    }

    /** Refuses nulls: no value downstream is null, an absent one is left out. */
    private void nulls(JsonNode value, String at) {
        value.forEachEntry((name, child) -> {
            if (child.isNull()) {
                fault(at + "." + name, "must not be null");
            }
            nulls(child, at + "." + name);
        });
        if (value.isArray()) {
            for (int i = 0; i < value.size(); i++) {
                JsonNode child = Objects.requireNonNull(value.get(i));
                if (child.isNull()) {
                    fault(at + "[" + i + "]", "must not be null");
                }
                nulls(child, at + "[" + i + "]");
            }
        }
    }

    public void fault(String field, String problem) {
        faults.add(new Fault(path + field, problem));
    }

    /** Whether something is there under this name. */
    public boolean has(String field) {
        asked.add(field);
        return node.hasNonNull(field);
    }

    private @Nullable JsonNode value(String field) {
        asked.add(field);
        return has(field) ? node.get(field) : null;
    }

    /** Finds the fields that are none of this object's. */
    public void unknown() {
        if (node.isObject()) {
            node.propertyNames().stream()
                    .filter(name -> !asked.contains(name))
                    .forEach(name -> fault(
                            name,
                            "is not known here; known are "
                                    + asked.stream().sorted().collect(Collectors.joining(", "))));
        }
    }

    /** @throws ProblemException 422 with every fault found */
    public void close() {
        unknown();
        if (!faults.isEmpty()) {
            throw ProblemException.faults(List.copyOf(faults));
        }
    }
}
