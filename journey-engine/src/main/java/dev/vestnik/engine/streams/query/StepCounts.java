package dev.vestnik.engine.streams.query;

import java.util.Map;
import java.util.TreeMap;

/**
 * The number of customers in a journey.
 *
 * @param steps by version, then by the id of the step
 */
public record StepCounts(Map<Integer, Map<String, Long>> steps) {

    public Map<Integer, Long> byVersion() {
        Map<Integer, Long> versions = new TreeMap<>();
        steps.forEach((version, counts) -> versions.put(
                version, counts.values().stream().mapToLong(Long::longValue).sum()));
        return versions;
    }

    public Map<String, Long> byStep() {
        Map<String, Long> all = new TreeMap<>();
        steps.values().forEach(counts -> counts.forEach((step, count) -> all.merge(step, count, Long::sum)));
        return all;
    }
}
