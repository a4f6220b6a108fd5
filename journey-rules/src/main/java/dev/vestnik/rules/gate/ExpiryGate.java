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

    /**
     * So many lives of its class a message whose journey gives it no end may be held for its customer's sake: a week of marketing. Without
     * an end it would starve where better ones always take the room, and its run would keep others of its customer from entering.
     */
    private static final int LIVES_ON_HOLD = 7;

    @Override
    public String name() {
        return "expiry";
    }

    @Override
    public Ruling check(Draft draft, Situation situation) {
        Expression until = draft.candidate().step().until();
        Evaluation named = until == null
                ? null
                : situation.evaluate(until, draft.candidate().instance());
        if (until != null && !(named instanceof Evaluation.Value(Instant at))) {
            String why = named instanceof Evaluation.Failed(String problem) ? problem : "it gives no instant";
            return new Ruling.No(SkipReason.NO_UNTIL, Map.of("until", until.source(), "result", why));
        }
        Instant end = end(draft.candidate(), named);
        Instant worthUntil = worthUntil(draft.candidate(), situation, end);
        Map<String, String> inputs = Map.of("until", worthUntil.toString());
        if (!situation.now().isBefore(worthUntil)) {
            return new Ruling.No(SkipReason.EXPIRED, inputs);
        }
        draft.isWorthUntil(worthUntil, end == null ? longestHold(draft.candidate()) : end);
        return Ruling.pass(inputs);
    }

    /**
     * The end that its journey gives a message; null: none.
     *
     * @param named what the step's {@code until} gave; null where it has none
     */
    private static @Nullable Instant end(Candidate candidate, @Nullable Evaluation named) {
        Duration within = candidate.step().within();
        Instant end = within == null ? null : candidate.nominalAt().plus(within);
        if (named instanceof Evaluation.Value(Instant at)) {
            return end == null ? at : earlier(end, at);
        }
        return end;
    }

    /** Counted from the step's time, as {@code within} is: a message that is held again is not younger for it. */
    private static Instant longestHold(Candidate candidate) {
        Duration life = candidate.journey().journeyClass().messageLife();
        return candidate.nominalAt().plus(life.multipliedBy(LIVES_ON_HOLD));
    }

    private static Instant worthUntil(Candidate candidate, Situation situation, @Nullable Instant end) {
        Instant life = situation.now().plus(candidate.journey().journeyClass().messageLife());
        Instant until = end == null || candidate.step().within() == null && life.isBefore(end) ? life : end;
        return earlier(until, situation.now().plus(LONGEST_LIFE));
    }

    private static Instant earlier(Instant a, Instant b) {
        return a.isBefore(b) ? a : b;
    }
}
