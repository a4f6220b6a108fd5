package dev.vestnik.rules.decide;

import dev.vestnik.rules.condition.Evaluation;
import dev.vestnik.rules.condition.Expression;
import dev.vestnik.rules.condition.Facts;
import dev.vestnik.rules.customer.Instance;
import dev.vestnik.rules.customer.Seen;
import dev.vestnik.rules.journey.Journey;
import dev.vestnik.rules.journey.JourneyId;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Keeps customers out of a journey whose fact has started it before, or who are in another one that excludes it. */
final class EntryGuards {
    private EntryGuards() {}

    /** The journey that the customer is in and that keeps them out of this one; null where there is none. */
    static @Nullable JourneyId excluding(Turn turn, Journey journey) {
        List<JourneyId> others = journey.entry().onlyIfNotIn();
        if (!others.isEmpty()) {
            for (Instance instance : turn.state().instances()) {
                if (others.contains(instance.journey()) && !turn.isShadow(instance)) {
                    return instance.journey();
                }
            }
        }
        return null;
    }

    /** Whether the fact of the entry has started the journey already. A fact that cannot be computed is a new one, and a decision says so. */
    static boolean isKnown(Turn turn, Journey journey, Facts entry, Decision.About about) {
        Expression once = journey.entry().once();
        if (once == null) {
            return false;
        }
        Evaluation fact = telling(turn, once, entry);
        if (fact instanceof Evaluation.Failed(var problem)) {
            Unknowns.say(turn, about, once, problem);
            return false;
        }
        long fingerprint = fingerprint(journey, fact);
        return turn.state().seen().stream().anyMatch(seen -> seen.fingerprint() == fingerprint);
    }

    /** Remembers the fact of an entry as long as the topic of events keeps what tells it. */
    static void remember(Turn turn, Journey journey, Facts entry) {
        Expression once = journey.entry().once();
        if (once != null && telling(turn, once, entry) instanceof Evaluation.Value fact) {
            Instant until = turn.now().plus(Housekeeping.EVENTS_KEPT);
            Housekeeping.remember(turn, new Seen(fingerprint(journey, fact), until));
        }
    }

    private static long fingerprint(Journey journey, Evaluation fact) {
        return Ids.hash("once\0" + journey.id() + "\0" + fact);
    }

    /** The value by which entries are told from each other. A map's text has another order in each process, so neither it nor a list is one. */
    static Evaluation telling(Turn turn, Expression expression, Facts entry) {
        Evaluation result = turn.evaluate(expression, entry);
        return result instanceof Evaluation.Value(Object value)
                        && (value instanceof Map<?, ?> || value instanceof Collection<?>)
                ? new Evaluation.Failed("is a list or a map, not a text or a number")
                : result;
    }
}
