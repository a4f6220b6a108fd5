package dev.vestnik.rules.decide;

import dev.vestnik.rules.condition.Evaluation;
import dev.vestnik.rules.customer.Instance;
import dev.vestnik.rules.customer.Interest.Subject;
import dev.vestnik.rules.customer.Position;
import dev.vestnik.rules.decide.Decision.Outcome;
import dev.vestnik.rules.owner.AskId;
import dev.vestnik.rules.owner.Owner;
import dev.vestnik.rules.owner.OwnerKind;
import dev.vestnik.rules.owner.Reply;
import dev.vestnik.rules.owner.Request;
import dev.vestnik.rules.product.ProductKey;
import dev.vestnik.rules.reason.OnHold;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Asks sources outside, and keeps what they answer in the run's context, where a replay finds it too. A decision says what was asked and what
 * became of it, without the values.
 */
final class LookupAnswers {
    private static final String GATE = "lookup";

    private LookupAnswers() {}

    /**
     * Asks. The instance waits for the answer, or for the time at which it is not waited for any more.
     *
     * @return the instance as it goes on at once, where this decision knows the answer; else null
     */
    static @Nullable Instance ask(Turn turn, Instance instance, LookupStep step, Instant nominalAt) {
        Map<String, Object> params = NamedValues.computed(turn, instance, step.id(), step.params());
        Map<String, Object> known = known(turn, step, params);
        if (known != null) {
            return answered(turn, instance, step, new Reply.Given(Map.of(Request.Lookup.VALUE, known)));
        }
        Instant due = turn.now().plus(step.timeout());
        Owner owner = owner(turn, step, params);
        UUID question = Ids.asked(turn.keyOf(instance), instance.id(), step.id(), instance.iteration());
        String askId = new AskId(question, GATE, turn.state().timelineNext(), owner).toString();
        turn.bringAbout(new Effect.Ask(askId, owner, new Request.Lookup(step.source(), params, due)));
        Map<String, String> inputs = Map.of("source", step.source(), "until", due.toString());
        turn.record(Outcome.HELD, OnHold.ASKING, Turn.about(instance, step.id()), null, List.of(), inputs);
        Position asking = new Position.Asking(0, nominalAt, askId, List.of(), due);
        turn.put(instance.at(step.id(), instance.iteration() + 1, asking));
        return null;
    }

    /** The product as the news of this decision have it, if they are no older than an answer that comes in time; else null. */
    private static @Nullable Map<String, Object> known(Turn turn, LookupStep step, Map<String, Object> params) {
        Signal.Informed told = turn.informed();
        if (told == null || told.toldAt() == null || !step.source().equals(LookupStep.PRODUCTS)) {
            return null;
        }
        String product = told.news().product();
        boolean is = product.equals(params.get(LookupStep.PRODUCT))
                && !told.toldAt().plus(step.timeout()).isBefore(turn.now());
        return is ? told.news().facts().fields(product) : null;
    }

    /** Products answer for themselves, by the bucket of the customer who asks; a source has a key for each customer who asks it. */
    private static Owner owner(Turn turn, LookupStep step, Map<String, Object> params) {
        return step.source().equals(LookupStep.PRODUCTS)
                        && params.get(LookupStep.PRODUCT) instanceof String product
                        && product.length() <= Interests.LONGEST_ID
                ? ProductKey.of(turn.customer(), Subject.product(product)).owner()
                : new Owner(OwnerKind.SOURCE, step.source() + "/" + turn.customer());
    }

    /** The instance as it goes on, with the answer or what stands in for it; where there is neither, it knows what it knew before. */
    static Instance answered(Turn turn, Instance instance, LookupStep step, Reply reply) {
        Instance back =
                instance.position() instanceof Position.Asking asking ? Questions.taken(instance, asking) : instance;
        Object given = reply instanceof Reply.Given(var result) ? result.get(Request.Lookup.VALUE) : null;
        Object value = given == null ? otherwise(turn, back, step) : given;
        Map<String, String> inputs = inputs(step, reply, given, value);
        Instance knowing = value == null ? back : knowing(turn, back, step, value);
        turn.put(knowing);
        turn.record(Outcome.UPDATED, null, Turn.about(instance, step.id()), null, List.of(), inputs);
        return knowing;
    }

    private static Instance knowing(Turn turn, Instance instance, LookupStep step, Object value) {
        RunContext context = RunContext.with(turn, instance.context(), Map.of(step.into(), value));
        return instance.remembering(context.kept(Turn.about(instance, step.id())), instance.contextAt());
    }

    private static @Nullable Object otherwise(Turn turn, Instance instance, LookupStep step) {
        if (step.otherwise() == null) {
            return null;
        }
        return switch (turn.evaluate(step.otherwise(), turn.facts(instance))) {
            case Evaluation.Value(Duration length) -> null;
            case Evaluation.Value(Object value) -> value;
            case Evaluation.Failed(String problem) -> {
                Unknowns.say(turn, Turn.about(instance, step.id()), step.otherwise(), problem);
                yield null;
            }
        };
    }

    private static Map<String, String> inputs(
            LookupStep step, Reply reply, @Nullable Object given, @Nullable Object value) {
        Map<String, String> inputs = new HashMap<>();
        inputs.put("source", step.source());
        if (value != null) {
            inputs.put("context", step.into());
        }
        inputs.put("answer", given != null ? "given" : value != null ? "default" : "none");
        if (given == null) {
            inputs.put(
                    "because",
                    switch (reply) {
                        case Reply.Given empty -> "empty";
                        case Reply.Denied(var reason) -> reason;
                        case Reply.Missing missing -> "time-out";
                    });
        }
        return inputs;
    }
}
