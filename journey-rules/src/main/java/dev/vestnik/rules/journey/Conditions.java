package dev.vestnik.rules.journey;

import dev.vestnik.rules.condition.CompiledCondition;
import dev.vestnik.rules.condition.Expression;
import dev.vestnik.rules.condition.Expressions;
import dev.vestnik.rules.condition.Scope;
import dev.vestnik.rules.condition.ValueType;
import dev.vestnik.rules.document.Place;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** Compiles the expressions of a document and sees that they give what their place needs. */
record Conditions(Expressions expressions) {

    /** A yes or no. */
    @Nullable
    Expression condition(Place place, Scope scope) {
        return expression(place, scope, ValueType::mayBeBoolean, "a yes or no");
    }

    @Nullable
    Expression instant(Place place, Scope scope) {
        return expression(place, scope, ValueType::mayBeInstant, "an instant");
    }

    @Nullable
    Expression key(Place place, Scope scope) {
        return expression(place, scope, ValueType::mayBeKey, "a text or a number");
    }

    @Nullable
    Expression amount(Place place, Scope scope) {
        return expression(place, scope, ValueType::mayBeAmount, "a number or money");
    }

    /** Something an instance can remember, with its type. */
    CompiledCondition.@Nullable Compiled remembered(Place place, Scope scope) {
        return compiled(place, scope, ValueType::canBeRemembered, "something that can be remembered");
    }

    private @Nullable Expression expression(Place place, Scope scope, Predicate<ValueType> fits, String what) {
        CompiledCondition.Compiled compiled = compiled(place, scope, fits, what);
        return compiled == null ? null : compiled.expression();
    }

    private CompiledCondition.@Nullable Compiled compiled(
            Place place, Scope scope, Predicate<ValueType> fits, String what) {
        String source = place.text();
        if (source == null) {
            return null;
        }
        return switch (expressions.compile(source, scope)) {
            case CompiledCondition.Compiled compiled when fits.test(compiled.type()) -> compiled;
            case CompiledCondition.Compiled compiled -> {
                place.fault("must give " + what + ", gives " + compiled.type());
                yield null;
            }
            case CompiledCondition.Problems problems -> {
                problems.list().forEach(place::fault);
                yield null;
            }
        };
    }
}
