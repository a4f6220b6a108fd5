package dev.vestnik.rules.journey;

import java.util.List;

/**
 * The part of a journey that holds for all of its steps, beside exits and goal.
 *
 * @param rules the first that an event fulfils is applied
 */
public record JourneyWide(List<Rule> rules) {
    static final JourneyWide NONE = new JourneyWide(List.of());

    public JourneyWide {
        rules = List.copyOf(rules);
    }
}
