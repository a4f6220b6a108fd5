package dev.vestnik.rules.journey;

import static org.assertj.core.api.Assertions.assertThat;

import dev.vestnik.rules.condition.Expressions;
import dev.vestnik.rules.decide.StepRegistry;
import dev.vestnik.rules.document.Checked;
import dev.vestnik.rules.document.Warning;
import dev.vestnik.rules.template.Template;
import dev.vestnik.rules.template.TemplateCompiler;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What may be published and would surprise its author is said with its place and a remedy. */
class WarningsTest {
    private static final JourneyCompiler COMPILER = new JourneyCompiler(new Expressions(), StepRegistry.KINDS);
    private static final String README = "Order {{ event.number }} is on its way: {{ event.trackingUrl }}";
    private static final String SHIPPED = """
            id: shipped
            class: service
            entry: {on: order.shipped, key: event.orderId}
            start: tell
            steps:
              tell: {type: message, template: shipped, channels: [{via: sms}]}
            """;

    @Test
    void aTemplateThatWritesOutAFieldThatMayBeAbsent() {
        assertThat(warnings(SHIPPED, README))
                .containsExactly(
                        new Warning(
                                "steps.tell.template",
                                "in the texts of \"shipped\": event.trackingUrl may be absent: the message is not sent then",
                                "write {{ event.trackingUrl | default: \"…\" }}, or put it between {% if event.trackingUrl %} and {% endif %}"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{{ event.number }}",
                "{{ event.trackingUrl | default: 'soon' }}",
                "{% if event.trackingUrl %}{{ event.trackingUrl }}{% endif %}",
                "{% if event.number == '7' %}{% elsif event.trackingUrl %}{{ event.trackingUrl | upcase }}{% endif %}",
                "{% unless event.trackingUrl == blank %}{{ event.trackingUrl }}{% endunless %}",
                "{% if event.expected %}{{ event.expected.from | date: '%d' }}{% endif %}",
                "{% raw %}{{ event.trackingUrl }}{% endraw %}",
                "{% if event.trackingUrl == blank %}soon{% else %}{{ event.trackingUrl }}{% endif %}",
                "{% unless event.trackingUrl %}soon{% else %}{{ event.trackingUrl }}{% endunless %}",
                "{% if event.number and event.trackingUrl %}{{ event.trackingUrl }}{% endif %}",
                "{% if event.trackingUrl contains 'https' %}{{ event.trackingUrl }}{% endif %}",
                "{% case event.trackingUrl %}{% when nil, '' %}soon{% else %}{{ event.trackingUrl }}{% endcase %}",
                "{% case event.carrier %}{% when 'post' %}{{ event.carrier }}{% endcase %}",
                "{% for item in event.items %}{{ item.name }} {{ item.imageUrl | default: '' }}{% endfor %}",
                "{% for item in event.items %}{% if item.imageUrl %}{{ item.imageUrl }}{% endif %}{% endfor %}",
                "{% for item in event.items %}{% unless item.imageUrl %}{% continue %}{% endunless %}{{ item.imageUrl }}{% endfor %}",
                "{% assign link = event.trackingUrl | default: 'soon' %}{{ link }}",
                "{% assign link = event.trackingUrl %}{% if link %}{{ link }}{% endif %}",
                "{% assign link = event.trackingUrl %}{% if link == blank %}{% assign link = 'soon' %}{% endif %}{{ link }}",
                "{% if event.trackingUrl %}{% assign link = event.trackingUrl | upcase %}{{ link }}{% endif %}",
                "{% assign event = 'x' %}{{ event.trackingUrl | default: event }}",
                "{% capture link %}{{ event.number }}{% endcapture %}{{ link }}",
                "{% comment %}{{ event.trackingUrl }}{% endcomment %}",
                "{{ event.items[0].name }} {{ event.items.size }} {% assign i = 0 %}{{ event.items[i].name }}",
                "{% if event.items[0].imageUrl %}{{ event.items[0].imageUrl }}{% endif %}",
                "{% if links.unsubscribe %}{{ links.unsubscribe }}{% endif %}"
            })
    void aTextThatSaysWhatHappensThen(String text) {
        assertThat(warnings(journeyFor(text), text)).isEmpty();
    }

    @ParameterizedTest
    @CsvSource(
            delimiterString = "=>",
            quoteCharacter = '~',
            value = {
                "{{ event.expected.from | date: '%d' }} => event.expected.from may be absent",
                "{{- event.trackingUrl -}} => event.trackingUrl may be absent",
                "{% if event.trackingUrl %}{% endif %}{{ event.trackingUrl }} => event.trackingUrl may be absent",
                "{{ customer.firstName }} => customer.firstName may be absent",
                "{% for item in event.items %}{{ item.imageUrl }}{% endfor %} => item.imageUrl may be absent",
                "{% for item in event.items reversed %}{{ item.name | append: item.imageUrl }}{% else %}-{% endfor %} => item.imageUrl may be absent",
                "{{ event.items[0].imageUrl }} => event.items[0].imageUrl may be absent",
                "{{ event.items.first.imageUrl }} => event.items.first.imageUrl may be absent",
                "{{ event['trackingUrl'] }} => event['trackingUrl'] may be absent",
                "{{ event.number | append: event.trackingUrl }} => event.trackingUrl may be absent",
                "{{ event.number | default: 'x' | append: event.trackingUrl }} => event.trackingUrl may be absent",
                "{{ event.carrier | default: event.trackingUrl }} => event.trackingUrl may be absent",
                "{% echo event.trackingUrl %} => event.trackingUrl may be absent",
                "{% liquid echo event.trackingUrl %} => event.trackingUrl may be absent",
                "{% cycle event.trackingUrl, 'x' %} => event.trackingUrl may be absent",
                "{% for item in event.items limit: event.extra.most %}x{% endfor %} => event.extra.most may be absent",
                "{% assign link = event.trackingUrl | upcase %}{{ link }} => link may be absent",
                "{% assign first = event.items | sort: 'name' | first %}{{ first.imageUrl }} => first.imageUrl may be absent",
                "{% capture link %}{{ event.trackingUrl }}{% endcapture %} => event.trackingUrl may be absent",
                "{% if event.trackingUrl %}a{% else %}{{ event.trackingUrl }}{% endif %} => event.trackingUrl may be absent",
                "{% if event.trackingUrl %}a{% elsif event.number %}{{ event.trackingUrl }}{% endif %} => event.trackingUrl may be absent",
                "{% unless event.trackingUrl %}{{ event.trackingUrl }}{% endunless %} => event.trackingUrl may be absent",
                "{% unless event.number == 'x' %}a{% elsif event.number %}{{ event.trackingUrl }}{% endunless %} => event.trackingUrl may be absent",
                "{% if event.trackingUrl == blank %}{{ event.trackingUrl }}{% endif %} => event.trackingUrl may be absent",
                "{% if event.trackingUrl != 'x' %}{{ event.trackingUrl }}{% endif %} => event.trackingUrl may be absent",
                "{% if event.number or event.trackingUrl %}{{ event.trackingUrl }}{% endif %} => event.trackingUrl may be absent",
                "{% case event.trackingUrl %}{% when 'x' %}a{% else %}{{ event.trackingUrl }}{% endcase %} => event.trackingUrl may be absent",
                "{% if event.items[0].imageUrl %}{% for item in event.items %}{{ item.imageUrl }}{% endfor %}{% endif %} => item.imageUrl may be absent",
                "{% assign link = event.trackingUrl %}{% if event.number %}{% assign link = 'x' %}{% endif %}{{ link }} => link may be absent",
                "{{ event.extra.gift }} => event.extra.gift may be absent",
                "{% if event.extra %}{{ event.extra.gift }}{% endif %} => event.extra.gift may be absent",
                "{{ links.unsubscribe }} => links.unsubscribe is there in marketing alone"
            })
    void aTextThatDoesNot(String text, String problem) {
        assertThat(warnings(journeyFor(text), text))
                .singleElement()
                .satisfies(warning -> assertThat(warning.problem()).contains(problem));
    }

    @Test
    void nothingPromisesAFieldOfACustomEvent() {
        String booked = SHIPPED.replace("order.shipped, key: event.orderId", "x.visit_booked, key: event.visitId");
        assertThat(warnings(booked, "{{ event.doctor | append: event.room }}"))
                .extracting(Warning::problem)
                .containsExactly(
                        "in the texts of \"shipped\": event.doctor may be absent: the message is not sent then",
                        "in the texts of \"shipped\": event.room may be absent: the message is not sent then");
        assertThat(
                        warnings(
                                booked,
                                "{{ event.doctor | default: 'the doctor' }}{% if event.slot.from %}{{ event.slot.from }}{% endif %}"))
                .isEmpty();
    }

    @Test
    void whatAnInstanceRemembersMayBeAbsentWhereItsEventMayLackIt() {
        String remembers = SHIPPED + "context: {link: event.trackingUrl, number: event.number}\n";
        assertThat(warnings(remembers, "{{ context.link }} {{ context.number }}"))
                .singleElement()
                .satisfies(warning -> assertThat(warning.problem()).contains("context.link may be absent"));
    }

    @Test
    void theCustomerIsTheSameInEveryTemplateSoItSaysSoItself() {
        Checked<Template> checked = new TemplateCompiler().check(template("Hello {{ customer.firstName }}"));
        assertThat(((Checked.Sound<Template>) checked).warnings())
                .containsExactly(
                        new Warning(
                                "locales.en.sms.text",
                                "customer.firstName may be absent: the message is not sent then",
                                "write {{ customer.firstName | default: \"…\" }}, or put it between {% if customer.firstName %} and {% endif %}"));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '~',
            value = {
                "event.carrier == 'post'                       | ",
                "has(event.expected) && event.expected.to < now | ",
                "has(event.trackingUrl) ? event.trackingUrl != '' : false | ",
                "now.getHours(customer.timezone) < 8            | ",
                "customer.locale == 'ru'                        | ",
                "event.expected.to < now                        | event.expected may be absent: it does not hold then",
                "event.trackingUrl == 'x'                       | event.trackingUrl may be absent: it does not hold then",
                "customer.attributes.vip == true                | customer.attributes may be absent: it does not hold then"
            })
    void aConditionOverWhatMayBeAbsent(String condition, String problem) {
        List<Warning> warnings =
                warnings(SHIPPED.replace("key:", "if: \"" + condition + "\", key:"), "{{ event.number }}");
        if (problem == null) {
            assertThat(warnings).isEmpty();
        } else {
            assertThat(warnings).singleElement().satisfies(warning -> {
                assertThat(warning.path()).isEqualTo("entry.if");
                assertThat(warning.problem()).isEqualTo(problem);
                assertThat(warning.remedy()).startsWith("ask first: has(");
            });
        }
    }

    @Test
    void anEventThatLacksWhatAMatchComparesIsJustAnotherOne() {
        String exit = SHIPPED + "exit: [{on: order.placed, match: %s}]\n";
        assertThat(warnings(exit.formatted("event.cartId == key"), "{{ event.number }}"))
                .isEmpty();
        assertThat(warnings(exit.formatted("event.cartId != key"), "{{ event.number }}"))
                .extracting(Warning::toString)
                .containsExactly("exit[0].match: event.cartId may be absent: it does not match then;"
                        + " ask first: has(event.cartId) && …, or has(event.cartId) ? … : …");
    }

    @Test
    void aLimitThatCountsTheOtherOrderToo() {
        String limited = SHIPPED.replace("key: event.orderId", "key: event.orderId, reentry: {max: 1, per: P30D%s}");
        assertThat(warnings(limited.formatted(""), "{{ event.number }}"))
                .extracting(Warning::path)
                .containsExactly("entry.reentry");
        assertThat(warnings(limited.formatted(", by: key"), "{{ event.number }}"))
                .isEmpty();
        assertThat(warnings(limited.formatted(", by: customer"), "{{ event.number }}"))
                .isEmpty();
    }

    /** Carts have items, of which some have no picture. */
    private static String journeyFor(String text) {
        return text.contains("event.items")
                ? SHIPPED.replace("order.shipped, key: event.orderId", "cart.updated, key: event.cartId")
                : SHIPPED;
    }

    private static List<Warning> warnings(String journey, String sms) {
        Template template = ((Checked.Sound<Template>) new TemplateCompiler().check(template(sms))).value();
        Checked<Journey> checked = COMPILER.check(journey, 1, Catalogue.of(Map.of("shipped", template)));
        assertThat(checked).as(journey).isInstanceOf(Checked.Sound.class);
        return ((Checked.Sound<Journey>) checked).warnings();
    }

    private static String template(String sms) {
        return "{id: shipped, defaultLocale: en, locales: {en: {sms: {text: \"" + sms.replace("\"", "\\\"") + "\"}}}}";
    }
}
