package dev.vestnik.rules.decide;

import dev.vestnik.rules.condition.Expression;
import dev.vestnik.rules.condition.Variable;
import dev.vestnik.rules.journey.StepDrawing;
import java.time.DayOfWeek;
import java.time.Duration;
import java.time.LocalTime;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** The end of a delay. */
public sealed interface Until {
    /** A duration from the step's nominal time. */
    record For(Duration duration) implements Until {}

    /** A duration that an expression gives; a negative one does not wait. */
    record Lasting(Expression duration) implements Until {}

    /** An instant that an expression gives, and so much later or earlier; one in the past does not wait. */
    record At(Expression instant, @Nullable Offset offset) implements Until {}

    /** The next such local time in the customer's zone; {@code weekday} null: any day. */
    record Local(LocalTime time, @Nullable DayOfWeek weekday) implements Until {}

    /** The next such local time on a working day. */
    record OnWorkingDay(LocalTime time) implements Until {}

    /** The next time that it is the hour at which the customer reads, which may be now; {@code weekday} null: any day. */
    record Best(@Nullable DayOfWeek weekday) implements Until {}

    /** So many working days later; {@code time} null: at the same local time. */
    record WorkingDays(int days, @Nullable LocalTime time) implements Until {}

    /** A part of time between an instant and the delay's end; a negative one lies before the instant. */
    sealed interface Offset {
        record Fixed(Duration duration) implements Offset {}

        record Computed(Expression duration) implements Offset {}
    }

    /** Whether it may be another instant when the context changes. */
    default boolean hangsOnContext() {
        return switch (this) {
            case Lasting(var duration) -> duration.reads(Variable.CONTEXT);
            case At(var instant, Offset.Computed(var offset)) ->
                instant.reads(Variable.CONTEXT) || offset.reads(Variable.CONTEXT);
            case At(var instant, var offset) -> instant.reads(Variable.CONTEXT);
            case For duration -> false;
            case Local local -> false;
            case OnWorkingDay day -> false;
            case Best best -> false;
            case WorkingDays days -> false;
        };
    }

    /** The same words for two that say the same. */
    default String inWords() {
        return switch (this) {
            case For(var duration) -> StepDrawing.inWords(duration);
            case Lasting(var duration) -> "for " + duration.source();
            case At(var instant, var offset) -> "until " + instant.source() + inWords(offset);
            case Local(var time, var weekday) ->
                weekday == null ? "until " + time : "until " + weekday.name().toLowerCase(Locale.ROOT) + " " + time;
            case OnWorkingDay(var time) -> "until a working day " + time;
            case Best(var weekday) ->
                "until the best hour"
                        + (weekday == null ? "" : " of " + weekday.name().toLowerCase(Locale.ROOT));
            case WorkingDays(var days, var time) ->
                (days == 1 ? "1 working day" : days + " working days") + (time == null ? "" : ", until " + time);
        };
    }

    private static String inWords(@Nullable Offset offset) {
        return switch (offset) {
            case null -> "";
            case Offset.Fixed(var duration) ->
                (duration.isNegative() ? " - " : " + ") + StepDrawing.inWords(duration.abs());
            case Offset.Computed(var duration) -> " + (" + duration.source() + ")";
        };
    }

    /** Whether another one ends at the same time. */
    default boolean says(Until other) {
        return this instanceof For || other instanceof For
                ? equals(other)
                : inWords().equals(other.inWords());
    }
}
