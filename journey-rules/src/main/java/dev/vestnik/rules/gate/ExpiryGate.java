package dev.vestnik.rules.gate;

import dev.vestnik.rules.condition.Evaluation;
import dev.vestnik.rules.condition.Expression;
import dev.vestnik.rules.reason.SkipReason;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A message that is not worth sending any more is not sent. */
final class ExpiryGate implements Gate {
    /** A message's whole life, however patient its journey is. */
    private static final Duration LONGEST_LIFE = Duration.ofDays(6);

    @Override
    public String name() {
        return "expiry";
    }

    @Override
    public Ruling check(Draft draft, Situation situation) {
        Instant worthUntil = worthUntil(draft.candidate(), situation);
        if (worthUntil == null) {
            return Ruling.no(SkipReason.NO_UNTIL);
        }
        Map<String, String> inputs = Map.of("until", worthUntil.toString());
        if (!situation.now().isBefore(worthUntil)) {
            return new Ruling.No(SkipReason.EXPIRED, inputs);
        }
        draft.isWorthUntil(worthUntil);
        return Ruling.pass(inputs);
    }

    /** Null where the step's {@code until} names an instant that is not there. */
    private static @Nullable Instant worthUntil(Candidate candidate, Situation situation) {
        Duration within = candidate.step().within();
        Instant until = within == null
                ? situation.now().plus(candidate.journey().journeyClass().messageLife())
                : candidate.nominalAt().plus(within);
        Expression instant = candidate.step().until();
        if (instant != null) {
            if (!(situation.evaluate(instant, candidate.instance()) instanceof Evaluation.Value(Instant at))) {
                return null;
            }
            until = earlier(until, at);
        }
        return earlier(until, situation.now().plus(LONGEST_LIFE));
    }

    private static Instant earlier(Instant a, Instant b) {
        return a.isBefore(b) ? a : b;
    }
}
