package dev.vestnik.sandbox.behaviour;

import java.time.Duration;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** Reads single fields of a behaviour, remembers which were asked for, and collects what is wrong. */
final class BehaviourFields {
    private static final Duration LONGEST = Duration.ofDays(30);

    private final JsonNode body;
    private final Set<String> known = new TreeSet<>();
    private final List<RequestFault> faults = new ArrayList<>();

    BehaviourFields(JsonNode body) {
        this.body = body;
        if (!body.isObject()) {
            fault("", "must be a JSON object");
        }
    }

    List<RequestFault> faults() {
        return faults;
    }

    void fault(String field, String problem) {
        faults.add(new RequestFault(field, problem));
    }

    /** Finds the fields that nobody has read. */
    void refuseTheRest() {
        body.propertyNames().stream()
                .filter(name -> !known.contains(name))
                .sorted()
                .forEach(name -> fault(name, "is not a known field"));
    }

    JsonNode node(String field) {
        known.add(field);
        return body.path(field);
    }

    double rate(String field) {
        JsonNode value = node(field);
        if (value.isBoolean()) {
            return value.booleanValue() ? 1 : 0;
        }
        boolean number = value.isNumber() && value.doubleValue() >= 0 && value.doubleValue() <= 1;
        if (!number && !value.isMissingNode()) {
            fault(field, "must be a number from 0 to 1, or true or false");
        }
        return number ? value.doubleValue() : 0;
    }

    boolean flag(String field) {
        JsonNode value = node(field);
        if (!value.isBoolean() && !value.isMissingNode()) {
            fault(field, "must be true or false");
        }
        return value.isBoolean() && value.booleanValue();
    }

    /** A number of things; 0 when there is none. */
    int count(String field) {
        JsonNode value = node(field);
        boolean count = value.isIntegralNumber() && value.canConvertToInt() && value.intValue() >= 0;
        if (!count && !value.isMissingNode()) {
            fault(field, "must be a whole number from 0");
        }
        return count ? value.intValue() : 0;
    }

    /** One of an enum's constants by its name in small letters with hyphens. */
    <E extends Enum<E>> E oneOf(String field, E otherwise) {
        JsonNode value = node(field);
        List<E> all = List.of(otherwise.getDeclaringClass().getEnumConstants());
        Optional<E> known = all.stream()
                .filter(constant -> word(constant).equals(value.asString("")))
                .findFirst();
        if (known.isEmpty() && !value.isMissingNode()) {
            fault(
                    field,
                    "must be one of " + all.stream().map(BehaviourFields::word).collect(Collectors.joining(", ")));
        }
        return known.orElse(otherwise);
    }

    private static String word(Enum<?> constant) {
        return constant.name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    List<String> names(String field, String kind) {
        JsonNode value = node(field);
        boolean names = value.isArray() && value.valueStream().allMatch(JsonNode::isString);
        if (!names && !value.isMissingNode()) {
            fault(field, "must be an array of " + kind);
        }
        return names ? value.valueStream().map(JsonNode::stringValue).toList() : List.of();
    }

    /** The texts and numbers of an object; an empty text for anything else in it. */
    Map<String, String> words(String field) {
        JsonNode value = node(field);
        Map<String, String> words = new HashMap<>();
        if (!value.isObject() && !value.isMissingNode()) {
            fault(field, "must be an object of recipients and the provider's words to them");
        }
        value.propertyStream().forEach(word -> words.put(word.getKey(), text(word.getValue())));
        return words;
    }

    @Nullable
    String word(String field) {
        JsonNode value = node(field);
        return value.isMissingNode() || value.isNull() ? null : text(value);
    }

    private static String text(JsonNode value) {
        return value.isContainer() ? "" : value.asString("");
    }

    Duration duration(String field, Duration otherwise) {
        JsonNode value = node(field);
        if (value.isMissingNode()) {
            return otherwise;
        }
        Duration duration = parse(value);
        if (duration == null || duration.isNegative() || duration.compareTo(LONGEST) > 0) {
            fault(field, "must be an ISO 8601 duration such as PT0.5S, or milliseconds, up to 30 days");
            return otherwise;
        }
        return duration;
    }

    private static @Nullable Duration parse(JsonNode value) {
        try {
            if (value.isIntegralNumber() && value.canConvertToLong()) {
                return Duration.ofMillis(value.longValue());
            }
            return value.isString() ? Duration.parse(value.stringValue()) : null;
        } catch (DateTimeParseException e) {
            return null;
        }
    }
}
