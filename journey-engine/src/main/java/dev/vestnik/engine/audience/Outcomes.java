package dev.vestnik.engine.audience;

import java.util.Map;
import java.util.TreeMap;

/** The fates of customers, by outcome and then by channel or reason. */
final class Outcomes {
    /** The key of an outcome that has neither channel nor reason. */
    private static final String ALL = "all";

    private Outcomes() {}

    /** @param label an outcome, or an outcome and a channel or reason */
    static <T> void put(Map<String, Map<String, T>> outcomes, String label, T count) {
        int space = label.indexOf(' ');
        String outcome = space < 0 ? label : label.substring(0, space);
        outcomes.computeIfAbsent(outcome, first -> new TreeMap<>())
                .put(space < 0 ? ALL : label.substring(space + 1), count);
    }
}
