package dev.vestnik.sandbox.outbox;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.springframework.http.HttpStatus;
import org.springframework.http.ProblemDetail;
import org.springframework.web.ErrorResponseException;

/** The numbers of messages by some of their properties. A property that a message does not have is null. */
record OutboxCounts(long total, List<Map<String, Object>> counts) {
    private static final Set<String> PROPERTIES = Set.of("channel", "provider", "template");

    static OutboxCounts by(List<String> properties, Map<OutboxIndex.Kind, Long> kinds) {
        List<String> unknown =
                properties.stream().filter(name -> !PROPERTIES.contains(name)).toList();
        if (!unknown.isEmpty()) {
            throw refused(unknown);
        }
        Map<List<Object>, Long> sums = new LinkedHashMap<>();
        kinds.forEach((kind, count) -> sums.merge(values(kind, properties), count, Long::sum));
        return new OutboxCounts(
                kinds.values().stream().mapToLong(Long::longValue).sum(), rows(properties, sums));
    }

    private static List<Object> values(OutboxIndex.Kind kind, List<String> properties) {
        List<Object> values = new ArrayList<>();
        for (String property : properties) {
            values.add(
                    switch (property) {
                        case "channel" -> kind.provider().channel();
                        case "provider" -> kind.provider();
                        case "template" -> Objects.requireNonNullElse(kind.template(), Absent.TEMPLATE);
                        default -> throw new IllegalArgumentException(property);
                    });
        }
        return values;
    }

    /** Stands for a missing property in a key, which cannot hold null. */
    private enum Absent {
        TEMPLATE
    }

    private static List<Map<String, Object>> rows(List<String> properties, Map<List<Object>, Long> sums) {
        if (properties.isEmpty()) {
            return List.of();
        }
        return sums.entrySet().stream()
                .sorted(Comparator.comparing(entry -> entry.getKey().toString()))
                .map(entry -> row(properties, entry.getKey(), entry.getValue()))
                .toList();
    }

    private static Map<String, Object> row(List<String> properties, List<Object> values, long count) {
        Map<String, Object> row = new LinkedHashMap<>();
        for (int i = 0; i < properties.size(); i++) {
            if (values.get(i) != Absent.TEMPLATE) {
                row.put(properties.get(i), values.get(i));
            }
        }
        row.put("count", count);
        return row;
    }

    private static ErrorResponseException refused(List<String> unknown) {
        ProblemDetail problem = ProblemDetail.forStatusAndDetail(
                HttpStatus.BAD_REQUEST, "messages are counted by channel, provider and template, not by " + unknown);
        problem.setProperty(
                "errors", List.of(Map.of("path", "by", "problem", "unknown: " + String.join(", ", unknown))));
        return new ErrorResponseException(HttpStatus.BAD_REQUEST, problem, null);
    }
}
