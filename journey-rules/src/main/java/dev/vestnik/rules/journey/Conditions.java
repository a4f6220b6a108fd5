package dev.vestnik.rules.journey;

import dev.vestnik.rules.condition.CompiledCondition;
import dev.vestnik.rules.condition.CountedName;
import dev.vestnik.rules.condition.Expression;
import dev.vestnik.rules.condition.Expressions;
import dev.vestnik.rules.condition.Scope;
import dev.vestnik.rules.condition.ValueType;
import dev.vestnik.rules.document.Place;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** Compiles the expressions of a document and sees that they give what their place needs. */
record Conditions(Expressions expressions, Map<String, CountedName> counters) {
    Conditions(Expressions expressions) {
        this(expressions, Map.of());
    }

    /** A yes or no. */
    @Nullable
    Expression condition(Place place, Scope scope) {
        return expression(place, scope, ValueType::mayBeBoolean, "a yes or no", "it does not hold then");
    }

    /** A yes or no about an event: an absent value that is compared by {@code ==} is just another value. */
    @Nullable
    Expression match(Place place, Scope scope) {
        CompiledCondition.Compiled compiled = compiled(place, scope, ValueType::mayBeBoolean, "a yes or no");
        if (compiled == null) {
            return null;
        }
        warn(place, compiled.besideEqualities(), "it does not match then");
        return compiled.expression();
    }

    @Nullable
    Expression instant(Place place, Scope scope, String otherwise) {
        return expression(place, scope, ValueType::mayBeInstant, "an instant", otherwise);
    }

    @Nullable
    Expression duration(Place place, Scope scope, String otherwise) {
        return expression(place, scope, ValueType::mayBeDuration, "a duration", otherwise);
    }

    @Nullable
    Expression text(Place place, Scope scope, String otherwise) {
        return expression(place, scope, ValueType::mayBeText, "a text", otherwise);
    }

    @Nullable
    Expression list(Place place, Scope scope, String otherwise) {
        return expression(place, scope, ValueType::mayBeList, "a list", otherwise);
    }

    @Nullable
    Expression key(Place place, Scope scope) {
        return expression(place, scope, ValueType::mayBeKey, "a text or a number", "nothing starts then");
    }

    /** The fact that an event tells. */
    @Nullable
    Expression fact(Place place, Scope scope) {
        return expression(place, scope, ValueType::mayBeKey, "a text or a number", "each event is a new fact then");
    }

    @Nullable
    Expression amount(Place place, Scope scope) {
        return expression(place, scope, ValueType::mayBeAmount, "a number or money", "reports have no value then");
    }

    /** A number or money that a counter sums up. */
    @Nullable
    Expression counted(Place place, Scope scope) {
        return expression(place, scope, ValueType::mayBeAmount, "a number or money", "the event does not count then");
    }

    /** Something an instance can remember, with its type. */
    CompiledCondition.@Nullable Compiled remembered(Place place, Scope scope) {
        return compiled(place, scope, ValueType::canBeRemembered, "something that can be remembered");
    }

    /** Something that can be kept. */
    @Nullable
    Expression value(Place place, Scope scope, String otherwise) {
        return expression(place, scope, ValueType::canBeRemembered, "something that can be remembered", otherwise);
    }

    private @Nullable Expression expression(
            Place place, Scope scope, Predicate<ValueType> fits, String what, String otherwise) {
        CompiledCondition.Compiled compiled = compiled(place, scope, fits, what);
        if (compiled == null) {
            return null;
        }
        warn(place, compiled.mayBeAbsent(), otherwise);
        return compiled.expression();
    }

    private static void warn(Place place, List<String> absent, String otherwise) {
        absent.forEach(path -> place.warn(
                path + " may be absent: " + otherwise,
                "ask first: has(" + path + ") && …, or has(" + path + ") ? … : …"));
    }

    private CompiledCondition.@Nullable Compiled compiled(
            Place place, Scope scope, Predicate<ValueType> fits, String what) {
        String source = place.text();
        if (source == null) {
            return null;
        }
        return switch (expressions.compile(source, scope.counting(counters))) {
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
