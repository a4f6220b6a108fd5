package dev.vestnik.rules.condition;

/** A compiled expression; thread-safe, without side effects, bounded in time. */
public interface Expression {

    /** Evaluates it; never throws. */
    Evaluation evaluate(Facts facts);

    /** Its source text, for explanations. */
    String source();
}
