package dev.vestnik.rules.decide;

import dev.vestnik.rules.condition.Evaluation;
import dev.vestnik.rules.condition.Expression;
import dev.vestnik.rules.customer.Instance;
import dev.vestnik.rules.document.Place;
import dev.vestnik.rules.journey.StepDrawing;
import dev.vestnik.rules.journey.StepReading;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** A length of time in a step: the document says it, or an expression gives it when it is needed. */
public sealed interface Length {
    /** The longest that an expression may give, as that which a document may say. */
    Duration LONGEST = Duration.ofDays(365);

    record Fixed(Duration duration) implements Length {}

    record Computed(Expression duration) implements Length {}

    /**
     * The length here; null where there is none or it is faulty.
     *
     * @param otherwise what happens where it cannot be computed, in words for the author
     */
    static @Nullable Length read(StepReading reading, Place place, String otherwise) {
        if (!place.isText() || UntilReader.isPlain(place)) {
            Duration duration = place.duration();
            return duration == null ? null : new Fixed(duration);
        }
        Expression computed = reading.duration(place, otherwise);
        return computed == null ? null : new Computed(computed);
    }

    /** The length by now; nothing where it is negative, and where it cannot be computed, which a decision says. */
    default Duration of(Turn turn, Instance instance, String step) {
        Duration length = known(turn, instance, step);
        return length == null || length.isNegative() ? Duration.ZERO : length;
    }

    /** The length by now; null where it cannot be computed, which a decision says. */
    default @Nullable Duration known(Turn turn, Instance instance, String step) {
        return switch (this) {
            case Fixed(var duration) -> duration;
            case Computed(var expression) -> computed(turn, instance, step, expression);
        };
    }

    private static @Nullable Duration computed(Turn turn, Instance instance, String step, Expression expression) {
        Evaluation result = turn.evaluate(expression, turn.facts(instance));
        if (result instanceof Evaluation.Value(Duration duration)
                && duration.abs().compareTo(LONGEST) <= 0) {
            return duration;
        }
        String cause = result instanceof Evaluation.Failed(var problem)
                ? problem
                : "it gives no duration of at most " + LONGEST.toDays() + " days";
        Unknowns.say(turn, Turn.about(instance, step), expression, cause);
        return null;
    }

    default String inWords() {
        return switch (this) {
            case Fixed(var duration) -> StepDrawing.inWords(duration);
            case Computed(var duration) -> duration.source();
        };
    }
}
