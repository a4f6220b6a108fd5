package dev.vestnik.rules.condition;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
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
                "has(event.checkoutUrl) && event.checkoutUrl.contains('//')",
                "event.checkoutUrl.contains('sale')",
                "event.cartId.startsWith('c')",
                "event.cartId.startsWith(key)",
                "event.cartId.endsWith('2')",
                "event.cartId in ['c1', 'c2']",
                "event.cartId in ['c3']",
                "event.checkoutUrl in ['https://a']",
                "event.cartId in []",
                "event.total.amount in [7, 0]",
                "key in ['c2'] || event.total.amount > 5",
                "event.checkoutUrl == 'https://b' || event.cartId == 'c1'",
                "event.cartId == 'c1' || event.checkoutUrl == 'https://b'",
                "!(event.cartId == key)",
                "!has(event.checkoutUrl)",
                "!has(event.extra.marketplace)",
                "has(event.extra.cartId)",
                "event.extra.marketplace == 'm'",
                "event.extra.marketplace != 'm' || event.cartId == key",
                "event.extra.cartId == key",
                "has(event.total.amount)",
                "!has(event.checkoutUrl) || event.checkoutUrl == 'https://a'",
                "!event.checkoutUrl.contains('a')",
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

    /** CEL counts the work of each part that it evaluates. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "event.cartId == key",
                "event.items.size() > 0",
                "!has(event.extra.marketplace)",
                "event.extra.source == 'app'",
                "!has(event.checkoutUrl) || event.checkoutUrl != key",
                "event.checkoutUrl.contains('sale') || event.checkoutUrl.startsWith('https')",
                "event.cartId in ['c1', 'c2'] && !event.checkoutUrl.endsWith('b')"
            })
    void readsWithoutTheEvaluator(String source) {
        Facts facts = facts(true, "c1", 7);
        assertThat(compiled(source).evaluate(facts)).isInstanceOf(Evaluation.Value.class);
        assertThat(facts.work().done()).isZero();
    }

    /** Whoever looks through a long text counts its length. */
    @Test
    void leavesLongTextsToTheEvaluator() {
        Map<String, Object> event = Map.of("cartId", "c".repeat(Shortcut.LONGEST_TEXT + 1));
        Facts facts = new Facts(event, Map.of(), Map.of(), "", Instant.EPOCH);
        assertThat(compiled("event.cartId.contains('d')").evaluate(facts)).isEqualTo(new Evaluation.Value(false));
        assertThat(facts.work().done()).isGreaterThan(Shortcut.LONGEST_TEXT);
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
        event.put("extra", complete ? "{\"source\": \"app\"}" : "{\"marketplace\": \"m\"}");
        Map<String, Object> customer = complete ? Map.of("firstName", "Anna") : Map.of();
        return new Facts(event, Map.of(), customer, key, Instant.EPOCH);
    }
}
