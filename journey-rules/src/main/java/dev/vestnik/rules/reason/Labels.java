package dev.vestnik.rules.reason;

import java.util.Arrays;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;

/** Stored reasons by their labels. */
final class Labels {
    static final Map<String, Breakdown> BREAKDOWNS = byLabel(Breakdown.values());
    static final Map<String, OnHold> HOLDS = byLabel(OnHold.values());

    private Labels() {}

    private static <R extends Reason> Map<String, R> byLabel(R[] reasons) {
        return Arrays.stream(reasons).collect(Collectors.toUnmodifiableMap(Reason::label, Function.identity()));
    }
}
