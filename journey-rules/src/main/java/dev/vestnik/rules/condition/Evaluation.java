package dev.vestnik.rules.condition;

/** The result of evaluating an expression. */
public sealed interface Evaluation {

    /**
     * A value of the kinds that {@link dev.vestnik.rules.event.Event#data()} lists, or a {@link java.time.Duration}, which nothing keeps.
     *
     * @param value never null
     */
    record Value(Object value) implements Evaluation {}

    /**
     * An expression that could not be evaluated, for example because a field is absent.
     *
     * @param problem says why, for example which field, without the customer's data
     */
    record Failed(String problem) implements Evaluation {}

    /** Whether it is the value {@code true}. */
    default boolean isTrue() {
        return this instanceof Value(Object value) && Boolean.TRUE.equals(value);
    }
}
