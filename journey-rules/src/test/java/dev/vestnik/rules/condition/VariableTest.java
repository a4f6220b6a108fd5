package dev.vestnik.rules.condition;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class VariableTest {
    private final Expressions expressions = new Expressions();

    @Test
    void anExpressionReadsTheVariablesThatItNames() {
        assertThat(read("event.cartId == key && context.total.amount > 5"))
                .containsExactly(Variable.EVENT, Variable.CONTEXT, Variable.KEY);
        assertThat(read("event.items.exists(item, item.name == customer.firstName)"))
                .containsExactly(Variable.EVENT, Variable.CUSTOMER);
        assertThat(read("has(context.total) ? now : now")).containsExactly(Variable.CONTEXT, Variable.NOW);
    }

    @Test
    void aWordInATextOrTheNameOfAFieldIsNoVariable() {
        assertThat(read("event.cartId == \"context\"")).containsExactly(Variable.EVENT);
        assertThat(read("event.extra.context == 1")).containsExactly(Variable.EVENT);
    }

    private List<Variable> read(String source) {
        Scope scope = Scope.ofEvent("cart.updated").inInstance(Map.of("total", ValueType.ANY));
        CompiledCondition compiled = expressions.compile(source, scope);
        assertThat(compiled).as(source).isInstanceOf(CompiledCondition.Compiled.class);
        Expression expression = ((CompiledCondition.Compiled) compiled).expression();
        return Arrays.stream(Variable.values()).filter(expression::reads).toList();
    }
}
