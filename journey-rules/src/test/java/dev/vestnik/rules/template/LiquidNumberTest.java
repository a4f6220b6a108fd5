package dev.vestnik.rules.template;

import static dev.vestnik.rules.template.Rendered.problem;
import static dev.vestnik.rules.template.Rendered.sms;
import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;

class LiquidNumberTest {
    @Test
    void sharesOfAPriceAreDecimal() {
        assertThat(sms("{{ 2015 | times: 0.5 | divided_by: 100 | round: 2 }}", Map.of()))
                .isEqualTo("10.08");
        assertThat(sms(
                        "{{ event.a | times: event.b | divided_by: 100 | round: 2 }}",
                        Map.of("event", Map.of("a", 2015L, "b", 0.5))))
                .isEqualTo("10.08");
        assertThat(sms("{{ event.list | sum }}", Map.of("event", Map.of("list", List.of(0.1, 0.2, 0.3)))))
                .isEqualTo("0.6");
    }

    /** Of a known event they stand in {@code extra} as JSON; a custom event's are doubles and longs. */
    @Test
    void sharesOfAPriceThatACustomEventBringsAreDecimal() {
        String share = "{{ event.extra.price | times: event.extra.rate | divided_by: 100 | round: 2 }}";
        String json = "{\"price\":2015,\"rate\":0.5,\"long\":12345678901234567890}";
        assertThat(sms(share, Map.of("event", Map.of("extra", json)))).isEqualTo("10.08");
        assertThat(sms(share.replace("extra.", ""), Map.of("event", Map.of("price", 2015L, "rate", 0.5))))
                .isEqualTo("10.08");
        assertThat(sms(share.replace("extra.", ""), Map.of("event", Map.of("price", 20.15, "rate", 50.0))))
                .isEqualTo("10.08");
        assertThat(sms("{{ event.extra.long | plus: 1 }}", Map.of("event", Map.of("extra", json))))
                .isEqualTo("12345678901234567891");
    }

    @Test
    void longNumbersStayThemselves() {
        for (Object number : List.of(
                new BigInteger("12345678901234567890"),
                new BigDecimal("12345678901234567890"),
                "12345678901234567890")) {
            Map<String, Object> event = Map.of("event", Map.of("n", number));
            assertThat(sms("{{ event.n }}", event)).isEqualTo("12345678901234567890");
            assertThat(sms("{{ event.n | plus: 1 }}", event)).isEqualTo("12345678901234567891");
            assertThat(sms("{% if event.n > 12345678901234567889 %}more{% endif %}.", event))
                    .isEqualTo("more.");
        }
        assertThat(sms("{{ event.n }}", Map.of("event", Map.of("n", new BigDecimal("0.1234567890123456789")))))
                .isEqualTo("0.1234567890123456789");
        assertThat(sms("{{ 12345678901234567890 }}", Map.of())).isEqualTo("12345678901234567890");
    }

    @Test
    void noNumberGrowsWithoutBound() {
        assertThat(problem(
                        "{% assign n = 99.5 %}{% for i in (1..50) %}{% assign n = n | times: n %}{% endfor %}{{ n }}",
                        Map.of()))
                .isEqualTo("a number has more than 100 digits");
        for (String filter : List.of("plus: 1", "times: 2", "divided_by: 3", "modulo: 7", "round: 2", "ceil", "abs")) {
            for (Object huge : List.of(
                    new BigDecimal("1e999999999"),
                    new BigDecimal("1e-999999999"),
                    "9".repeat(100_000),
                    Double.NaN,
                    Double.POSITIVE_INFINITY)) {
                assertThat(problem("{{ event.n | " + filter + " }}", Map.of("event", Map.of("n", huge))))
                        .as("%s of %s", filter, huge.toString().substring(0, 3))
                        .startsWith("a number ");
            }
        }
        assertThat(problem("{{ event.n }}", Map.of("event", Map.of("n", new BigDecimal("1e999999999")))))
                .isEqualTo("a number has more than 100 digits");
        assertThat(problem("{{ event.n | times: event.n }}", Map.of("event", Map.of("n", 1e308))))
                .isEqualTo("a number has more than 100 digits");
        assertThat(sms(
                        "{% if event.n > 5 %}{{ event.n | abs | size }}{% endif %}",
                        Map.of("event", Map.of("n", 1e308))))
                .isEqualTo("0");
        assertThat(problem("{{ event.n | divided_by: event.z }}", Map.of("event", Map.of("n", 1L, "z", 0L))))
                .isEqualTo("a number cannot be divided by 0");
    }

    @Test
    void moneyIsAddedUpAndSorted() {
        Map<String, Object> items = Map.of(
                "event",
                Map.of(
                        "items",
                        List.of(
                                Map.of("name", "a", "price", Map.of("amount", 15050L, "currency", "RUB")),
                                Map.of("name", "b", "price", Map.of("amount", 9900L, "currency", "RUB")),
                                Map.of("name", "c")),
                        "mixed",
                        List.of(Map.of("amount", 1L, "currency", "RUB"), Map.of("amount", 1L, "currency", "USD"))));
        assertThat(sms("{{ event.items | sum: 'price' | money }}", items)).isEqualTo("RUB 249.50");
        assertThat(sms("{{ event.items | sum: 'price.amount' }}", items)).isEqualTo("24950");
        assertThat(sms("{{ event.items | sort: 'price' | map: 'name' | join }}", items))
                .isEqualTo("b a c");
        assertThat(sms("{% if event.items[0].price > event.items[1].price %}more{% endif %}", items))
                .isEqualTo("more");
        assertThat(problem("{{ event.mixed | sum }}", items)).isEqualTo("a map is no number: money has its .amount");
        assertThat(problem("{{ event.items[0].price | times: 2 }}", items))
                .isEqualTo("a map is no number: money has its .amount");
        assertThat(problem("{{ event.mixed | sort | size }}", items)).contains("sort");
        assertThat(problem("{{ event.at | plus: 1 }}", Map.of("event", Map.of("at", java.time.Instant.EPOCH))))
                .startsWith("an instant is no number");
    }

    @Test
    void aQuotientTimesItsDivisorIsTheNumberAgain() {
        long seed = new Random().nextLong();
        Random random = new Random(seed);
        for (int i = 0; i < 2_000; i++) {
            BigDecimal number = BigDecimal.valueOf(random.nextInt(1_000_000), random.nextInt(4));
            BigDecimal by = BigDecimal.valueOf(1 + random.nextInt(999), 1);
            String back = LiquidNumber.of(number)
                    .dividedBy(LiquidNumber.of(by))
                    .times(LiquidNumber.of(by))
                    .text();
            assertThat(new BigDecimal(back))
                    .as("seed %s: %s / %s", seed, number, by)
                    .isEqualByComparingTo(number);
        }
    }
}
