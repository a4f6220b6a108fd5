package dev.vestnik.rules.condition;

import dev.cel.common.CelAbstractSyntaxTree;
import dev.cel.common.ast.CelConstant;
import dev.cel.common.ast.CelExpr;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A plain expression, read straight off the facts: paths, their comparison with each other and with constants, {@code has}, {@code size},
 * {@code &&}. Most conditions are of this kind and are asked for every event. Cases out of the ordinary (an absent field, values of
 * unlike kinds) are left to CEL, so that the answer is CEL's in every case.
 */
@FunctionalInterface
interface Shortcut {

    /** The value, or null where CEL has to say. */
    @Nullable
    Object of(Facts facts);

    /** The shortcut for an expression; null where there is none. */
    static @Nullable Shortcut through(CelAbstractSyntaxTree tree) {
        return of(tree.getExpr());
    }

    private static @Nullable Shortcut of(CelExpr expression) {
        return switch (expression.getKind()) {
            case CONSTANT -> constant(expression.constant());
            case IDENT, SELECT -> path(expression);
            case CALL -> call(expression.call());
            default -> null;
        };
    }

    private static @Nullable Shortcut constant(CelConstant constant) {
        Object value = switch (constant.getKind()) {
            case INT64_VALUE -> constant.int64Value();
            case STRING_VALUE -> constant.stringValue();
            case BOOLEAN_VALUE -> constant.booleanValue();
            default -> null;
        };
        return value == null ? null : facts -> value;
    }

    private static @Nullable Shortcut path(CelExpr expression) {
        List<String> fields = new ArrayList<>();
        boolean test = false;
        CelExpr at = expression;
        while (at.getKind() == CelExpr.ExprKind.Kind.SELECT) {
            test |= at.select().testOnly();
            fields.addFirst(at.select().field());
            at = at.select().operand();
        }
        if (at.getKind() != CelExpr.ExprKind.Kind.IDENT) {
            return null;
        }
        String root = at.ident().name();
        if (root.equals("key") && fields.isEmpty()) {
            return Facts::key;
        }
        // The fields of an event besides its known ones have rules of their own.
        boolean plain = !fields.isEmpty() && !fields.getFirst().equals("extra");
        return plain && List.of("event", "context", "customer").contains(root)
                ? new Path(root, List.copyOf(fields), test)
                : null;
    }

    private static @Nullable Shortcut call(CelExpr.CelCall call) {
        if (call.function().equals("size")) {
            Shortcut of = of(call.target().orElseGet(() -> call.args().getFirst()));
            return of == null ? null : facts -> size(of.of(facts));
        }
        if (call.args().size() != 2) {
            return null;
        }
        Shortcut left = of(call.args().get(0));
        Shortcut right = of(call.args().get(1));
        return left == null || right == null ? null : binary(call.function(), left, right);
    }

    private static @Nullable Shortcut binary(String operator, Shortcut left, Shortcut right) {
        return switch (operator) {
            case "_&&_" -> facts -> and(left.of(facts), right, facts);
            case "_==_" -> facts -> equal(left.of(facts), right.of(facts));
            case "_!=_" -> facts -> equal(left.of(facts), right.of(facts)) instanceof Boolean same ? !same : null;
            case "_>_" -> facts -> compared(left.of(facts), right.of(facts)) instanceof Integer sign ? sign > 0 : null;
            case "_>=_" ->
                facts -> compared(left.of(facts), right.of(facts)) instanceof Integer sign ? sign >= 0 : null;
            case "_<_" -> facts -> compared(left.of(facts), right.of(facts)) instanceof Integer sign ? sign < 0 : null;
            case "_<=_" ->
                facts -> compared(left.of(facts), right.of(facts)) instanceof Integer sign ? sign <= 0 : null;
            default -> null;
        };
    }

    private static @Nullable Object and(@Nullable Object left, Shortcut right, Facts facts) {
        return Boolean.TRUE.equals(left) && right.of(facts) instanceof Boolean last
                ? last
                : Boolean.FALSE.equals(left) ? Boolean.FALSE : null;
    }

    private static @Nullable Boolean equal(@Nullable Object left, @Nullable Object right) {
        if (left == null || right == null) {
            return null;
        }
        boolean alike = (left instanceof String && right instanceof String)
                || (left instanceof Long && right instanceof Long)
                || (left instanceof Boolean && right instanceof Boolean);
        return alike ? (Boolean) left.equals(right) : null;
    }

    private static @Nullable Integer compared(@Nullable Object left, @Nullable Object right) {
        return left instanceof Long a && right instanceof Long b ? (Integer) Long.compare(a, b) : null;
    }

    private static @Nullable Long size(@Nullable Object value) {
        return value instanceof List<?> list ? (Long) (long) list.size() : null;
    }

    /** {@code event.total.amount}, or with {@code test} {@code has(event.total.amount)}. */
    record Path(String root, List<String> fields, boolean test) implements Shortcut {
        @Override
        public @Nullable Object of(Facts facts) {
            Map<?, ?> at = root(facts);
            int last = fields.size() - 1;
            for (int i = 0; i < last; i++) {
                if (!(at.get(fields.get(i)) instanceof Map<?, ?> inner)) {
                    return null;
                }
                at = inner;
            }
            Object value = at.get(fields.get(last));
            if (test) {
                return value == null ? null : Boolean.TRUE;
            }
            return value;
        }

        private Map<String, Object> root(Facts facts) {
            return switch (root) {
                case "event" -> facts.event();
                case "context" -> facts.context();
                default -> facts.customer();
            };
        }
    }
}
