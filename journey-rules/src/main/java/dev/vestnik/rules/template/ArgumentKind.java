package dev.vestnik.rules.template;

import java.math.BigDecimal;
import org.jspecify.annotations.Nullable;

/** The kind that an argument of a filter must be of, as far as that is known when a text is saved. */
enum ArgumentKind {
    ANY {
        @Override
        @Nullable
        String problem(Literal literal) {
            return null;
        }
    },
    TEXT {
        @Override
        @Nullable
        String problem(Literal literal) {
            return literal.value() == null ? "wants a text, not " + literal : null;
        }
    },
    NUMBER {
        @Override
        @Nullable
        String problem(Literal literal) {
            return LiquidNumber.exactly(literal.value()) == null ? "wants a number, not " + literal : null;
        }
    },
    DIVISOR {
        @Override
        @Nullable
        String problem(Literal literal) {
            LiquidNumber number = LiquidNumber.exactly(literal.value());
            return number == null || number.value().signum() == 0
                    ? "wants a number other than 0, not " + literal
                    : null;
        }
    },
    WHOLE {
        @Override
        @Nullable
        String problem(Literal literal) {
            return isWhole(literal) ? null : "wants a whole number, not " + literal;
        }
    },
    DIGITS {
        @Override
        @Nullable
        String problem(Literal literal) {
            boolean few = isWhole(literal)
                    && LiquidNumber.of(literal.value()).value().abs().compareTo(BigDecimal.valueOf(20)) <= 0;
            return few ? null : "wants a number of digits, at most 20, not " + literal;
        }
    },
    PROPERTY {
        @Override
        @Nullable
        String problem(Literal literal) {
            return literal.value() instanceof String name && !name.isBlank()
                    ? null
                    : "wants the name of a field in quotes, not " + literal;
        }
    },
    LIST {
        @Override
        @Nullable
        String problem(Literal literal) {
            return "wants a list, not " + literal;
        }
    },
    FORMAT {
        @Override
        @Nullable
        String problem(Literal literal) {
            return literal.value() instanceof String format
                    ? Formats.formatProblem(format)
                    : "wants a date format in quotes, not " + literal;
        }
    };

    /** Null where it fits; else what the filter wants in its place. */
    abstract @Nullable String problem(Literal literal);

    private static boolean isWhole(Literal literal) {
        LiquidNumber number = LiquidNumber.exactly(literal.value());
        return number != null && number.value().stripTrailingZeros().scale() <= 0;
    }
}
