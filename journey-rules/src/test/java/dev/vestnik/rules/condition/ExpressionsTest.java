package dev.vestnik.rules.condition;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class ExpressionsTest {
    private static final Expressions EXPRESSIONS = new Expressions();
    private static final Instant NOW = Instant.parse("2026-01-24T11:05:00Z");
    private static final Scope CART = Scope.ofEvent("cart.updated");
    private static final Scope COURIER = Scope.ofEvent("order.out_for_delivery");
    private static final Scope SHIPPED = Scope.ofEvent("order.shipped");
    private static final Scope CUSTOM = Scope.ofEvent("x.party");

    private static final Map<String, Object> CART_EVENT = Map.of(
            "cartId",
            "c-1",
            "items",
            List.of(item("p-1", 1, 1000), item("p-2", 3, 2000)),
            "total",
            Map.of("amount", 7000L, "currency", "RUB"));

    private static Map<String, Object> item(String product, long quantity, long price) {
        return Map.of("productId", product, "quantity", quantity, "price", Map.of("amount", price, "currency", "RUB"));
    }

    @Test
    void readsTheFieldsOfAnEvent() {
        assertThat(value("event.items.size()", CART, CART_EVENT)).isEqualTo(2L);
        assertThat(value("event.total.amount > 6999.5", CART, CART_EVENT)).isEqualTo(true);
        assertThat(value("event.items.exists(i, i.quantity > 2 && i.price.currency == 'RUB')", CART, CART_EVENT))
                .isEqualTo(true);
        assertThat(value("event.items[1].productId", CART, CART_EVENT)).isEqualTo("p-2");
    }

    @Test
    void keepsAShortConditionForTheScopeThatItWasCompiledIn() {
        Expressions expressions = new Expressions();
        CompiledCondition condition = expressions.compile("event.total.amount > 1", CART);
        assertThat(expressions.compile("event.total.amount > 1", Scope.ofEvent("cart.updated")))
                .isSameAs(condition);
        assertThat(expressions.compile("event.total.amount > 1", SHIPPED))
                .isInstanceOf(CompiledCondition.Problems.class);
        String longer = "event.total.amount > 1" + " ".repeat(200);
        assertThat(expressions.compile(longer, CART)).isNotSameAs(expressions.compile(longer, CART));
    }

    @Test
    void keepsNoMoreThanSomeHundredConditions() {
        Expressions expressions = new Expressions();
        CompiledCondition condition = expressions.compile("event.total.amount > 1", CART);
        IntStream.range(0, 600)
                .mapToObj(i -> " ".repeat(i % 30) + "\n".repeat(i / 30))
                .forEach(blank -> expressions.compile(blank, CART));
        assertThat(expressions.compile("event.total.amount > 1", CART)).isNotSameAs(condition);
    }

    @Test
    void givesValuesOfOurOwnKinds() {
        assertThat(value("event.total", CART, CART_EVENT)).isEqualTo(Map.of("amount", 7000L, "currency", "RUB"));
        assertThat(value("event.items.map(i, i.productId)", CART, CART_EVENT)).isEqualTo(List.of("p-1", "p-2"));
        assertThat(value("event", CART, CART_EVENT)).isEqualTo(CART_EVENT);
        Map<String, Object> courier = Map.of("window", Map.of("to", NOW));
        assertThat(value("event.window.to", COURIER, courier)).isEqualTo(NOW);
        assertThat(value("event.window.to - duration('90m')", COURIER, courier)).isEqualTo(NOW.minusSeconds(5400));
        assertThat(value("event.window.to <= now", COURIER, courier)).isEqualTo(true);
    }

    @Test
    void namesTheFieldThatDoesNotExistAndTheNearest() {
        assertThat(problems("event.itmes.size() > 0", CART))
                .containsExactly("column 6: there is no field \"event.itmes\"; did you mean \"items\"?");
        assertThat(problems("event.total.amunt > 5 && event.chekoutUrl != ''", CART))
                .containsExactly(
                        "column 12: there is no field \"event.total.amunt\"; did you mean \"amount\"?",
                        "column 31: there is no field \"event.chekoutUrl\"; did you mean \"checkoutUrl\"?");
        assertThat(problems("customer.frstName == 'Ann'", CART))
                .containsExactly("column 9: there is no field \"customer.frstName\"; did you mean \"firstName\"?");
        assertThat(problems("evnt.items.size() > 0", CART))
                .containsExactly("column 1: there is no \"evnt\" here; did you mean \"event\"?");
        assertThat(problems("event.window.upto > now", COURIER))
                .containsExactly("column 13: there is no field \"event.window.upto\"");
    }

    @Test
    void saysWhatIsNotAnExpression() {
        assertThat(problems("event.items.size( > 0", CART)).first().asString().startsWith("column 19: ");
        assertThat(problems(" ", CART)).containsExactly("is empty");
        assertThat(problems("vestnik.Money{amount: 1}", CART)).containsExactly("records cannot be made here");
        assertThat(problems("'a' + 1 == 2", CART)).isNotEmpty();
    }

    @Test
    void anAbsentFieldIsNamed() {
        assertThat(evaluate("event.trackingUrl != ''", SHIPPED, Map.of()))
                .isEqualTo(new Evaluation.Failed("event.trackingUrl is absent"));
        assertThat(value("has(event.trackingUrl) && event.trackingUrl != ''", SHIPPED, Map.of()))
                .isEqualTo(false);
        assertThat(evaluate("customer.attributes.vip", SHIPPED, Map.of()))
                .isEqualTo(new Evaluation.Failed("customer.attributes is absent"));
    }

    @Test
    void aFailureNeverQuotesTheCustomer() {
        Map<String, Object> event = Map.of("number", "Ivanov");
        assertThat(((Evaluation.Failed) evaluate("int(event.number) > 3", SHIPPED, event)).problem())
                .contains("int(event.number)")
                .doesNotContain("Ivanov");
        assertThat(((Evaluation.Failed) evaluate("{'a': 1}[event.number] > 3", SHIPPED, event)).problem())
                .doesNotContain("Ivanov");
    }

    @Test
    void extraFindsFieldsThatHaveBecomeKnown() {
        assertThat(value("event.extra.gift == 'yes'", SHIPPED, Map.of("extra", "{\"gift\": \"yes\"}")))
                .isEqualTo(true);
        assertThat(value("event.extra.gift == 'yes'", SHIPPED, Map.of("extra", Map.of("gift", "yes"))))
                .isEqualTo(true);
        assertThat(value("event.extra.gift == 'yes'", SHIPPED, Map.of("gift", "yes")))
                .isEqualTo(true);
        assertThat(value("has(event.extra.gift)", SHIPPED, Map.of())).isEqualTo(false);
        assertThat(value("'gift' in event.extra && event.extra['gift'] == 1", SHIPPED, Map.of("extra", "{\"gift\":1}")))
                .isEqualTo(true);
        assertThat(value(
                        "event.extra.card == '12345678901234567890' && event.extra.list[0] == '-98765432109876543210'",
                        SHIPPED,
                        Map.of("extra", "{\"card\": 12345678901234567890, \"list\": [-98765432109876543210]}")))
                .isEqualTo(true);
    }

    @Test
    void customEventsAreTypedWhenTheyCome() {
        Map<String, Object> event = Map.of("guests", 12L, "place", Map.of("city", "Tver"));
        assertThat(value("has(event.guests) && event.guests > 10 && event.place.city == 'Tver'", CUSTOM, event))
                .isEqualTo(true);
        assertThat(value("'guests' in event && event['guests'] > 10", CUSTOM, event))
                .isEqualTo(true);
        assertThat(evaluate("event.guests.size() > 1", CUSTOM, event)).isInstanceOf(Evaluation.Failed.class);
        Scope several = Scope.ofEvents(Set.of("cart.updated", "order.placed"));
        assertThat(value("event.anything == 1", several, Map.of("anything", 1L)))
                .isEqualTo(true);
    }

    @Test
    void anInstanceHasItsKeyAndItsContext() {
        Scope scope = CART.inInstance(Map.of("total", type("event.total", CART)));
        assertThat(value("event.cartId == key && context.total.amount > 5", scope, CART_EVENT))
                .isEqualTo(true);
        assertThat(problems("context.totl.amount > 5", scope))
                .containsExactly("column 8: there is no field \"context.totl\"; did you mean \"total\"?");
        assertThat(problems("context.total.amont > 5", scope))
                .containsExactly("column 14: there is no field \"context.total.amont\"; did you mean \"amount\"?");
        assertThat(problems("key == 'x'", CART)).singleElement().asString().contains("there is no \"key\" here");
    }

    @Test
    void whatWouldTakeTooLongIsStopped() {
        String nested = "[0,1,2,3,4,5,6,7,8,9]";
        String product = nested + ".all(a, " + nested + ".all(b, " + nested + ".all(c, " + nested + ".all(d, " + nested
                + ".all(e, a + b + c + d + e >= 0)))))";
        assertThat(evaluate(product, CART, CART_EVENT)).isInstanceOf(Evaluation.Failed.class);
        assertThat(problems("1 == " + "1 + ".repeat(2000) + "1", CART)).isNotEmpty();
        assertThat(problems("(".repeat(300) + "true" + ")".repeat(300), CART)).isNotEmpty();
    }

    private static ValueType type(String source, Scope scope) {
        return ((CompiledCondition.Compiled) EXPRESSIONS.compile(source, scope)).type();
    }

    private static List<String> problems(String source, Scope scope) {
        assertThat(EXPRESSIONS.compile(source, scope)).isInstanceOf(CompiledCondition.Problems.class);
        return ((CompiledCondition.Problems) EXPRESSIONS.compile(source, scope)).list();
    }

    private static Object value(String source, Scope scope, Map<String, Object> event) {
        return ((Evaluation.Value) evaluate(source, scope, event)).value();
    }

    private static Evaluation evaluate(String source, Scope scope, Map<String, Object> event) {
        CompiledCondition compilation = EXPRESSIONS.compile(source, scope);
        assertThat(compilation).isInstanceOf(CompiledCondition.Compiled.class);
        Map<String, Object> context = Map.of("total", Map.of("amount", 7L, "currency", "RUB"));
        return ((CompiledCondition.Compiled) compilation)
                .expression()
                .evaluate(new Facts(event, context, Map.of("firstName", "Anna"), "c-1", NOW));
    }
}
