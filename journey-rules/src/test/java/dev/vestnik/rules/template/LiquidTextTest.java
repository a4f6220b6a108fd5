package dev.vestnik.rules.template;

import static dev.vestnik.rules.template.Rendered.problem;
import static dev.vestnik.rules.template.Rendered.sms;
import static dev.vestnik.rules.template.Rendered.smsFaults;
import static dev.vestnik.rules.template.Rendered.sound;
import static org.assertj.core.api.Assertions.assertThat;

import dev.vestnik.rules.channel.Channel;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;

class LiquidTextTest {
    private static final Map<String, Object> SHIPPED = Map.of("event", Map.of("number", "12465"));
    private static final Map<String, Object> WINDOW = Map.of(
            "event",
            Map.of("window", Map.of("from", Instant.parse("2026-01-24T13:00:00Z")), "birthday", "1990-03-08"),
            "customer",
            Map.of("timezone", "Europe/Moscow"));
    private static final Map<String, Object> CART = Map.of(
            "context",
            Map.of(
                    "items",
                    List.of(Map.of("name", "Lamp", "quantity", 2L), Map.of("name", "Rug", "quantity", 1L)),
                    "total",
                    Map.of("amount", 300000L, "currency", "RUB"),
                    "odd",
                    Map.of("amount", 300050L, "currency", "RUB"),
                    "yen",
                    Map.of("amount", 500L, "currency", "JPY")));

    @Test
    void aMissingVariableStopsTheTextAndIsNamed() {
        assertThat(problem("Track it: {{ event.trackingUrl }}", SHIPPED)).isEqualTo("event.trackingUrl is missing");
        assertThat(problem("{{ event.trackingUrl | upcase | append: '!' }}", SHIPPED))
                .isEqualTo("event.trackingUrl is missing");
        assertThat(problem("{{ 'Dear ' | append: customer.firstName }}", SHIPPED))
                .isEqualTo("customer.firstName is missing");
        assertThat(problem("{% assign link = event.trackingUrl | upcase %}{{ link }}", SHIPPED))
                .isEqualTo("link is missing");
        assertThat(problem("{{ event.number.size.what }}", SHIPPED)).contains("is missing");
    }

    @Test
    void whatIsOnlyAskedForMayBeMissing() {
        assertThat(sms("No. {{ event.number }}{% if event.trackingUrl %}: {{ event.trackingUrl }}{% endif %}", SHIPPED))
                .isEqualTo("No. 12465");
        assertThat(sms("{{ customer.firstName | default: 'Hello' }}!", SHIPPED)).isEqualTo("Hello!");
        assertThat(sms("{{ customer.firstName | upcase | default: 'Hello' }}!", SHIPPED))
                .isEqualTo("Hello!");
        assertThat(sms("{{ customer.firstName | default: customer.name | default: 'Hello' }}!", SHIPPED))
                .isEqualTo("Hello!");
    }

    @Test
    void goesThroughLists() {
        assertThat(sms(
                        "{% for i in context.items %}{{ i.quantity }} {{ i.name }}{% unless forloop.last %}, {% endunless %}{% endfor %}",
                        CART))
                .isEqualTo("2 Lamp, 1 Rug");
        assertThat(sms(
                        "{{ context.items.size }} {{ context.items | map: 'name' | join: '+' }} {{ context.items[1].name }}",
                        CART))
                .isEqualTo("2 Lamp+Rug Rug");
        assertThat(problem("{{ context.items }}", CART)).isEqualTo("context.items is a list or a map, not a text");
        assertThat(problem("{% for i in context.items %}{{ i.colour }}{% endfor %}", CART))
                .isEqualTo("i.colour is missing");
    }

    @Test
    void moneyIsWrittenAsTheLanguageDoes() {
        assertThat(sms("ru", "{{ context.total | money }} {{ context.odd }} {{ context.yen }}", CART))
                .isEqualTo("3 000 ₽ 3 000,50 ₽ 500 ¥");
        assertThat(sms("en", "{{ context.total }}; {{ context.odd | money }}", CART))
                .isEqualTo("RUB 3,000; RUB 3,000.50");
        assertThat(problem("{{ event.number | money }}", SHIPPED)).contains("money");
    }

    @Test
    void datesAreInTheCustomersZoneAndLanguage() {
        assertThat(sms("ru", "{{ event.window.from | date: 'day' }} в {{ event.window.from | date: 'time' }}", WINDOW))
                .isEqualTo("24 января в 16:00");
        assertThat(sms(
                        "en",
                        "{{ event.window.from | date: '%d.%m %H:%M' }}, {{ event.window.from | date: 'weekday' }}",
                        WINDOW))
                .isEqualTo("24.01 16:00, Saturday");
        assertThat(sms("en", "{{ event.birthday | date: 'day' }} {{ event.birthday | date: '%-d/%-m' }}", WINDOW))
                .isEqualTo("March 8 8/3");
        assertThat(sms(
                        "en",
                        "{{ event.window.from | date: '%R' }}",
                        Map.of("event", WINDOW.get("event"), "shop", Map.of("timezone", "Asia/Tokyo"))))
                .isEqualTo("22:00");
        assertThat(problem("{{ event.birthday | date: 'time' }}", WINDOW)).contains("time");
        assertThat(smsFaults("{{ event.birthday | date: 'nonsense' }}"))
                .singleElement()
                .asString()
                .contains("nonsense", "long_date");
    }

    @Test
    void nowIsTheTimeOfTheDecision() {
        Map<String, Object> values =
                Map.of("now", Instant.parse("2026-12-31T22:30:00Z"), "customer", Map.of("timezone", "Europe/Moscow"));
        assertThat(sms("{{ now | date: '%Y' }} {{ 'now' | date: '%d.%m' }} {{ 'Today' | date: '%H:%M' }}", values))
                .isEqualTo("2027 01.01 01:30");
        assertThat(sms("{% assign n = 'now' %}{{ n | date: '%Y' }}", values)).isEqualTo("2027");
        assertThat(sms("{% assign s = 'now' | date: '%s' | plus: 86400 %}{{ s | date: '%d' }}", values))
                .isEqualTo("02");
        assertThat(problem("{{ 'now' | date: '%Y' }}", Map.of())).isEqualTo("now is missing");
    }

    @Test
    void nounsGoWithTheirNumbers() {
        String text = "{{ event.n }} {{ event.n | plural: 'товар', 'товара', 'товаров' }}";
        assertThat(List.of(1L, 2L, 5L, 11L, 21L, 22L, 112L).stream()
                        .map(n -> sms("ru", text, Map.of("event", Map.of("n", n))))
                        .toList())
                .containsExactly(
                        "1 товар", "2 товара", "5 товаров", "11 товаров", "21 товар", "22 товара", "112 товаров");
        assertThat(sms("en", "{{ context.items | plural: 'item', 'items' }}", CART))
                .isEqualTo("items");
    }

    @Test
    void phonesAreReadable() {
        assertThat(sms("{{ '+74956460054' | phone }}, {{ '+3614445566' | phone }}", Map.of()))
                .isEqualTo("+7 495 646-00-54, +3614445566");
    }

    @Test
    void extraFindsFieldsThatHaveBecomeKnown() {
        assertThat(sms("{{ event.extra.gift }}", Map.of("event", Map.of("extra", "{\"gift\": \"mug\"}"))))
                .isEqualTo("mug");
        assertThat(sms(
                        "{{ event.extra.n }} {{ event.extra.n | plus: 1 }} {{ event.extra.d }}",
                        Map.of("event", Map.of("extra", "{\"n\": 12345678901234567890, \"d\": 0.1}"))))
                .isEqualTo("12345678901234567890 12345678901234567891 0.1");
        assertThat(sms("{{ event.extra.gift }}", Map.of("event", Map.of("gift", "mug"))))
                .isEqualTo("mug");
        assertThat(problem("{{ event.extra.gift }}", Map.of("event", Map.of())))
                .isEqualTo("event.extra.gift is missing");
    }

    @Test
    void nothingGetsOutOfTheSandbox() {
        assertThat(smsFaults("{% include 'passwd' %}"))
                .singleElement()
                .asString()
                .contains("include");
        assertThat(smsFaults("{% include_relative ../../etc/passwd %}")).isNotEmpty();
        assertThat(smsFaults("{{ event | json }}")).singleElement().asString().contains("no filter \"json\"");
        assertThat(smsFaults("{% tablerow i in context.items %}{% endtablerow %}"))
                .isNotEmpty();
        assertThat(smsFaults("{{ ['event'].number }}")).isNotEmpty();
        assertThat(smsFaults("{{ evnt.number }}"))
                .containsExactly("there is no variable \"evnt\"; did you mean \"event\"?");
        assertThat(smsFaults("{{ event.number | upcas }}"))
                .containsExactly("there is no filter \"upcas\"; did you mean \"upcase\"?");
    }

    @Test
    void whatIsNoLiquidSaysWhere() {
        assertThat(smsFaults("a\nb {{ event.number"))
                .singleElement()
                .asString()
                .startsWith("line 2: \"{{ event.number…\" is not closed");
        assertThat(smsFaults("{% if event.number %}x")).isNotEmpty();
        assertThat(smsFaults("{{ event.number event.number }}")).isNotEmpty();
        assertThat(smsFaults("{% frob %}")).isNotEmpty();
        assertThat(smsFaults("{% if a %}".repeat(30) + "{% endif %}".repeat(30)))
                .containsExactly("is nested deeper than 20");
        assertThat(smsFaults("{{ " + "(".repeat(3000) + " }}")).isNotEmpty();
    }

    @Test
    void whatWouldGrowWithoutBoundIsStopped() {
        assertThat(problem(
                        "{% assign s = 'xxxxxxxx' %}{% for i in (1..60) %}{% assign s = s | append: s %}{% endfor %}{{ s }}",
                        Map.of()))
                .contains("append");
        assertThat(smsFaults("{% for i in (1..9000000) %}.{% endfor %}"))
                .containsExactly("a range has at most 10000 numbers");
        assertThat(problem("{% for i in (1..event.n) %}.{% endfor %}", Map.of("event", Map.of("n", 9_000L))))
                .contains("2000 times");
        assertThat(problem("{% for i in (1..1000) %}{% for j in (1..1000) %}.{% endfor %}{% endfor %}", Map.of()))
                .contains("2000 times");
        assertThat(problem(
                        "{% assign n = 9.5 %}{% for i in (1..1000) %}{% assign n = n | times: n %}{% endfor %}{{ n }}",
                        Map.of()))
                .contains("100 digits");
        String longText = "x".repeat(3000);
        assertThat(problem("{{ event.a | replace: 'x', event.a }}", Map.of("event", Map.of("a", longText))))
                .contains("replace");
        assertThat(problem(
                        "{% for i in (1..1900) %}{% assign x = event.a | append: event.a | append: i %}"
                                + "{{ event.a }}".repeat(100) + "{% endfor %}",
                        Map.of("event", Map.of("a", longText))))
                .contains("longer than");
    }

    @Test
    void theSameValuesGiveTheSameText() {
        Map<String, Object> map = new LinkedHashMap<>();
        for (int i = 20; i > 0; i--) {
            map.put("k" + i, (long) i);
        }
        String text = "{% for p in event %}{{ p[0] }}={{ p[1] }} {% endfor %}";
        assertThat(sms(text, Map.of("event", map))).isEqualTo(sms(text, Map.of("event", Map.copyOf(map))));
    }

    @Test
    void manyThreadsShareATemplate() throws Exception {
        Template template = sound(
                Rendered.smsDocument(
                        "en",
                        "{% for i in context.items %}{{ i.name }}{{ context.items[forloop.index0].name }}{% endfor %}{{ event.number }}"));
        List<Callable<List<String>>> jobs = new ArrayList<>();
        for (int job = 0; job < 4; job++) {
            String own = "c" + job;
            jobs.add(() -> renderedOften(template, own));
        }
        try (var threads = Executors.newFixedThreadPool(4)) {
            List<Future<List<String>>> done = threads.invokeAll(jobs);
            for (int job = 0; job < done.size(); job++) {
                assertThat(done.get(job).get())
                        .containsOnly("ac" + job + "ac" + job + "bc" + job + "bc" + job + "c" + job);
            }
        }
    }

    private static List<String> renderedOften(Template template, String own) {
        Map<String, Object> variables = Map.of(
                "event", Map.of("number", own),
                "context", Map.of("items", List.of(Map.of("name", "a" + own), Map.of("name", "b" + own))));
        List<String> texts = new ArrayList<>();
        for (int i = 0; i < 2000; i++) {
            texts.add(((Rendering.Sms) template.render(Channel.SMS, "en", variables)).text());
        }
        return texts.stream().distinct().toList();
    }
}
