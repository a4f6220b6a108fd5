package dev.vestnik.rules.condition;

import java.util.List;

/** The result of compiling an expression. */
public sealed interface CompiledCondition {

    /**
     * A sound expression.
     *
     * @param mayBeAbsent fields that it reads without asking whether they are there; where they are not it cannot be computed
     * @param besideEqualities those of them that are not read merely to be compared by {@code ==}
     */
    record Compiled(Expression expression, ValueType type, List<String> mayBeAbsent, List<String> besideEqualities)
            implements CompiledCondition {
        public Compiled {
            mayBeAbsent = List.copyOf(mayBeAbsent);
            besideEqualities = List.copyOf(besideEqualities);
        }
    }

    /**
     * An expression that is not sound.
     *
     * @param list every problem, each with its place in the text
     */
    record Problems(List<String> list) implements CompiledCondition {
        public Problems {
            list = List.copyOf(list);
        }
    }
}
