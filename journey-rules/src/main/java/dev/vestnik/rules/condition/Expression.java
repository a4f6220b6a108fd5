package dev.vestnik.rules.condition;

import java.util.Optional;
import java.util.Set;

/** A compiled expression; thread-safe, without side effects, bounded in time. */
public interface Expression {

    /** Evaluates it; never throws. */
    Evaluation evaluate(Facts facts);

    /** Its source text, for explanations. */
    String source();

    /** Whether it looks at this variable. */
    boolean reads(Variable variable);

    /** The fields of the event that it reads; empty where it may read any. */
    Optional<Set<String>> eventFields();

    /** The plain paths that it reads, for explanations: {@code event.total.amount}, {@code customer.attributes.vip}, {@code key}. */
    default Set<String> paths() {
        return Set.of();
    }
}
