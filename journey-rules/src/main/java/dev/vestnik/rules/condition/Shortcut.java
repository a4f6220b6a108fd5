package dev.vestnik.rules.condition;

import dev.cel.common.CelAbstractSyntaxTree;
import dev.cel.common.ast.CelConstant;
import dev.cel.common.ast.CelExpr;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.BiPredicate;
import org.jspecify.annotations.Nullable;

/**
 * A plain expression, read straight off the facts: paths, their comparison with each other and with constants, {@code has}, {@code size},
 * {@code contains} and its kin, {@code in}, {@code &&}, {@code ||}, {@code !}. Most conditions are of this kind and are asked for every event.
 * Cases out of the ordinary (an absent field, values of unlike kinds) are left to CEL, so that the answer is CEL's in every case.
 */
@FunctionalInterface
interface Shortcut {
    /** The longest text that is looked through without counting: an address of a page, not a letter. */
    int LONGEST_TEXT = 1_000;

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
        if (root.equals("event") && !fields.isEmpty() && fields.getFirst().equals("extra")) {
            return fields.size() > 1 ? new Path("extra", List.copyOf(fields.subList(1, fields.size())), test) : null;
        }
        return !fields.isEmpty() && List.of("event", "context", "customer").contains(root)
                ? new Path(root, List.copyOf(fields), test)
                : null;
    }

    private static @Nullable Shortcut call(CelExpr.CelCall call) {
        if (call.function().equals("size")) {
            Shortcut of = of(call.target().orElseGet(() -> call.args().getFirst()));
            return of == null ? null : facts -> size(of.of(facts));
        }
        if (call.target().isPresent()) {
            return call.args().size() == 1
                    ? ofText(call.function(), call.target().get(), call.args().getFirst())
                    : null;
        }
        if (call.function().equals("!_")) {
            Shortcut of = of(call.args().getFirst());
            return of == null ? null : facts -> of.of(facts) instanceof Boolean truth ? !truth : null;
        }
        if (call.args().size() != 2) {
            return null;
        }
        if (call.function().equals("@in")) {
            return oneOf(call.args().get(0), call.args().get(1));
        }
        Shortcut left = of(call.args().get(0));
        Shortcut right = of(call.args().get(1));
        return left == null || right == null ? null : binary(call.function(), left, right);
    }

    /** A function of two texts. CEL counts the work of long ones. */
    private static @Nullable Shortcut ofText(String function, CelExpr target, CelExpr argument) {
        BiPredicate<String, String> holds = switch (function) {
            case "contains" -> String::contains;
            case "startsWith" -> String::startsWith;
            case "endsWith" -> String::endsWith;
            default -> null;
        };
        Shortcut text = of(target);
        Shortcut part = of(argument);
        return holds == null || text == null || part == null
                ? null
                : facts -> text.of(facts) instanceof String whole
                                && whole.length() <= LONGEST_TEXT
                                && part.of(facts) instanceof String some
                        ? (Boolean) holds.test(whole, some)
                        : null;
    }

    /** Whether a value is one of several constants of its kind. */
    private static @Nullable Shortcut oneOf(CelExpr element, CelExpr list) {
        Shortcut value = of(element);
        if (value == null || list.getKind() != CelExpr.ExprKind.Kind.LIST) {
            return null;
        }
        Set<Object> texts = new HashSet<>();
        for (CelExpr one : list.list().elements()) {
            if (one.getKind() != CelExpr.ExprKind.Kind.CONSTANT
                    || one.constant().getKind() != CelConstant.Kind.STRING_VALUE) {
                return null;
            }
            texts.add(one.constant().stringValue());
        }
        return facts -> value.of(facts) instanceof String text ? (Boolean) texts.contains(text) : null;
    }

    private static @Nullable Shortcut binary(String operator, Shortcut left, Shortcut right) {
        return switch (operator) {
            case "_&&_" -> facts -> and(left.of(facts), right, facts);
            case "_||_" -> facts -> or(left.of(facts), right, facts);
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

    private static @Nullable Object or(@Nullable Object left, Shortcut right, Facts facts) {
        return Boolean.FALSE.equals(left) && right.of(facts) instanceof Boolean last
                ? last
                : Boolean.TRUE.equals(left) ? Boolean.TRUE : null;
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

    /**
     * {@code event.total.amount}, or with {@code test} {@code has(event.total.amount)}.
     *
     * @param root {@code extra}: the fields of an event beside its known ones, which have rules of their own
     */
    record Path(String root, List<String> fields, boolean test) implements Shortcut {
        @Override
        public @Nullable Object of(Facts facts) {
            Object value = first(facts, fields.getFirst());
            for (int i = 1; i < fields.size(); i++) {
                if (!(value instanceof Map<?, ?> inner)) {
                    return null;
                }
                value = inner.get(fields.get(i));
            }
            return test ? (Object) (value != null) : value;
        }

        private @Nullable Object first(Facts facts, String field) {
            return switch (root) {
                case "event" -> facts.event().get(field);
                case "context" -> facts.context().get(field);
                case "extra" -> ExtraJson.field(facts.event(), field);
                default -> facts.customer().get(field);
            };
        }
    }
}
