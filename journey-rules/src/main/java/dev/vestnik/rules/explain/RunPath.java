package dev.vestnik.rules.explain;

import dev.vestnik.rules.decide.Decision;
import java.util.List;
import java.util.UUID;

/**
 * The way of a run, decided again.
 *
 * @param moments the newest ones, oldest first
 * @param decisions about the run, to be held against those that are recorded
 */
public record RunPath(UUID run, List<Moment> moments, List<Decision> decisions) {
    public RunPath {
        moments = List.copyOf(moments);
        decisions = List.copyOf(decisions);
    }
}
