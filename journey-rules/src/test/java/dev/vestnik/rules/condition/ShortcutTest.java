package dev.vestnik.rules.condition;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A shortcut gives CEL's answer. {@code true ? (x) : (x)} has no shortcut and means the same as {@code x}. */
class ShortcutTest {
    private final Expressions expressions = new Expressions();

    @ParameterizedTest
    @ValueSource(
            strings = {
                "event.cartId == key",
                "event.cartId != key",
                "event.items.size() > 0",
                "size(event.items) <= 1",
                "event.total.amount >= 300000",
                "has(event.checkoutUrl)",
                "has(event.checkoutUrl) && event.checkoutUrl == 'https://a'",
                "event.cartId == 'c1' && event.total.amount > 5",
                "event.total",
                "event.total.currency",
                "event.items",
                "customer.firstName == 'Anna'"
            })
    void agreesWithTheEvaluator(String source) {
        Expression quick = compiled(source);
        Expression slow = compiled("true ? (" + source + ") : (" + source + ")");
        for (Facts facts : List.of(facts(true, "c1", 7), facts(false, "c2", 400_000), facts(true, "c2", 0))) {
            Evaluation expected = slow.evaluate(facts);
            Evaluation given = quick.evaluate(facts);
            if (expected instanceof Evaluation.Value) {
                assertThat(given).as("%s over %s", source, facts).isEqualTo(expected);
            } else {
                assertThat(given).as("%s over %s", source, facts).isInstanceOf(Evaluation.Failed.class);
            }
        }
    }

    private Expression compiled(String source) {
        return ((CompiledCondition.Compiled) expressions.compile(
                        source, Scope.ofEvent("cart.updated").inInstance(Map.of())))
                .expression();
    }

    private static Facts facts(boolean complete, String key, long amount) {
        Map<String, Object> event = new HashMap<>();
        event.put("cartId", "c1");
        event.put("items", complete ? List.of(Map.of("productId", "p", "name", "Kettle")) : List.of());
        event.put("total", Map.of("amount", amount, "currency", "RUB"));
        if (complete) {
            event.put("checkoutUrl", "https://a");
        }
        Map<String, Object> customer = complete ? Map.of("firstName", "Anna") : Map.of();
        return new Facts(event, Map.of(), customer, key, Instant.EPOCH);
    }
}
