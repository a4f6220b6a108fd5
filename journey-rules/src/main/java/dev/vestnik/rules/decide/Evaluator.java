package dev.vestnik.rules.decide;

import dev.vestnik.rules.channel.Channel;
import dev.vestnik.rules.condition.Evaluation;
import dev.vestnik.rules.condition.Expression;
import dev.vestnik.rules.condition.Facts;
import dev.vestnik.rules.customer.Instance;
import dev.vestnik.rules.customer.Profile;
import dev.vestnik.rules.reason.Breakdown;
import dev.vestnik.rules.template.Rendering;
import dev.vestnik.rules.template.Template;
import dev.vestnik.rules.work.Work;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Evaluates the expressions of one decision and renders its texts, over the customer as the state so far has it. */
final class Evaluator {
    static final String TOO_COSTLY = "the conditions and texts of one decision take more work than it may take";

    private final Turn turn;
    private @Nullable Witness witness;
    private @Nullable Profile seenProfile;
    private Map<String, Object> seenFacts = Map.of();

    Evaluator(Turn turn) {
        this.turn = turn;
    }

    /** Null: nobody sees what expressions give. */
    void seenBy(@Nullable Witness other) {
        witness = other;
    }

    /** Tells the witness that a run comes to a step. */
    void reaches(Instance run, String step) {
        if (witness != null) {
            witness.reached(run, step);
        }
    }

    /** @throws TooMuch where that takes more work than a decision has left */
    Evaluation evaluate(Expression expression, Facts facts) {
        facts.work().take(Work.STEP);
        Evaluation result = expression.evaluate(facts);
        if (witness != null) {
            witness.saw(expression, facts, result);
        }
        if (facts.work().spent()) {
            throw new TooMuch(
                    Breakdown.TOO_COSTLY, result instanceof Evaluation.Failed(var problem) ? problem : TOO_COSTLY);
        }
        return result;
    }

    /** @throws TooMuch as {@link #evaluate} */
    Rendering render(Template template, Channel channel, String locale, Map<String, Object> variables) {
        Work oneText = turn.work().one();
        Rendering rendering = template.render(channel, locale, variables, oneText);
        if (rendering instanceof Rendering.Failed(var problems) && oneText.spent()) {
            throw new TooMuch(Breakdown.TOO_COSTLY, String.join("; ", problems));
        }
        return rendering;
    }

    Facts facts(Map<String, Object> event, Map<String, Object> context, String key) {
        return new Facts(
                event, context, customer(), key, turn.now(), turn.work().one());
    }

    /** The customer as conditions see them, made once as long as it does not change. */
    private Map<String, Object> customer() {
        Profile profile = turn.state().profile();
        if (profile != seenProfile) {
            seenProfile = profile;
            seenFacts = new KnownCustomer(profile, turn, true);
        }
        return seenFacts;
    }
}
