package dev.vestnik.rules.decide;

import dev.vestnik.rules.condition.Expression;
import dev.vestnik.rules.decide.Decision.About;
import dev.vestnik.rules.decide.Decision.Outcome;
import dev.vestnik.rules.reason.SkipReason;
import java.util.List;
import java.util.Map;

/** Says that a condition, or an instant, cannot be computed, so that it counts as one that does not hold. */
final class Unknowns {
    private Unknowns() {}

    static void say(Turn turn, About about, Expression expression, String cause) {
        say(turn, about, expression.source(), cause);
    }

    /** @param source as the journey has it written */
    static void say(Turn turn, About about, String source, String cause) {
        turn.record(
                Outcome.SKIPPED,
                SkipReason.CONDITION_UNKNOWN,
                about,
                null,
                List.of(),
                Map.of("if", source, "cause", cause));
    }

    /** Says it once a run: events come by the hundred. */
    static void sayOnce(Turn turn, About about, Expression expression, String cause) {
        String what = "unknown\0" + about.instance() + "\0" + expression.source();
        if (SaidOnce.isNew(turn, what, Housekeeping.EVENTS_KEPT)) {
            say(turn, about, expression, cause);
        }
    }
}
