package dev.vestnik.rules.journey;

import java.util.List;
import java.util.Map;

/**
 * The part of a journey that holds for all of its steps, beside exits and goal.
 *
 * @param rules the first that an event fulfils is applied
 * @param lists the names in the context that gather values, and how many of the last ones each
 * @param counters of the customer's events
 * @param shadow whether it decides live and sends nothing
 */
public record JourneyWide(List<Rule> rules, Map<String, Integer> lists, List<Counter> counters, boolean shadow) {
    static final JourneyWide NONE = new JourneyWide(List.of(), Map.of(), List.of(), false);

    public JourneyWide {
        rules = List.copyOf(rules);
        lists = Map.copyOf(lists);
        counters = List.copyOf(counters);
    }
}
