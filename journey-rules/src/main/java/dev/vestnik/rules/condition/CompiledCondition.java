package dev.vestnik.rules.condition;

import java.util.List;

/** What came of compiling an expression. */
public sealed interface CompiledCondition {

    /** It is sound. */
    record Compiled(Expression expression, ValueType type) implements CompiledCondition {}

    /**
     * It is not.
     *
     * @param list every problem, each with its place in the text
     */
    record Problems(List<String> list) implements CompiledCondition {
        public Problems {
            list = List.copyOf(list);
        }
    }
}
