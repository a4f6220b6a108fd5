package dev.vestnik.rules.template;

import static dev.vestnik.rules.template.Rendered.sms;
import static dev.vestnik.rules.template.Rendered.smsFaults;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What would fail or do nothing whatever the values are, is refused when a text is saved. */
class RefusedTextTest {
    @ParameterizedTest
    @CsvSource(
            delimiter = '→',
            quoteCharacter = '`',
            value = {
                "{{ event.a | date: 5 }}→the filter \"date\" wants a date format in quotes, not 5",
                "{{ event.a | date: '%Q' }}→the filter \"date\" has no date field \"%Q\"",
                "{{ event.a | date: '%H:%' }}→the filter \"date\" has no date field \"%\"",
                "{{ event.a | date: '%900d' }}→the filter \"date\" has no date field \"%900d\"",
                "{{ event.a | append }}→the filter \"append\" wants 1 argument, not 0",
                "{{ event.a | upcase: 'x' }}→the filter \"upcase\" takes at most 0 arguments, not 1",
                "{{ event.a | truncate: 5, '…', 3 }}→the filter \"truncate\" takes at most 2 arguments, not 3",
                "{{ event.a | truncate: 'few' }}→the filter \"truncate\" wants a whole number, not 'few'",
                "{{ event.a | slice: 1.5 }}→the filter \"slice\" wants a whole number, not 1.5",
                "{{ event.a | slice: nil }}→the filter \"slice\" wants a whole number, not nil",
                "{{ event.a | divided_by: 0 }}→the filter \"divided_by\" wants a number other than 0, not 0",
                "{{ event.a | modulo: '0.0' }}→the filter \"modulo\" wants a number other than 0, not '0.0'",
                "{{ event.a | plus: true }}→the filter \"plus\" wants a number, not true",
                "{{ event.a | plus: 'ten' }}→the filter \"plus\" wants a number, not 'ten'",
                "{{ event.a | round: 2147483647 }}→the filter \"round\" wants a number of digits, at most 20, not 2147483647",
                "{{ event.a | concat: 'x' }}→the filter \"concat\" wants a list, not 'x'",
                "{{ event.a | map: 5 }}→the filter \"map\" wants the name of a field in quotes, not 5",
                "{{ event.a | append: nil }}→the filter \"append\" wants a text, not nil",
                "{{ event.a | default: 'x', allow_null: true }}→the filter \"default\" has no argument \"allow_null\"",
                "{{ event.a | upcase: size: 5 }}→the filter \"upcase\" has no argument \"size\"",
                "{{ event.a | money_with_currency }}→there is no filter \"money_with_currency\"",
                "{{ nil }}→nil is missing",
                "{{ 'x' | date: '%Y' }}→\"date\" wants an instant or a date",
                "{{ 'x' | money }}→\"money\" wants an amount with its currency",
                "{{ '%FF' | url_decode }}→the filter \"url_decode\" gives no text",
                "{% assign d = 'soon' | date: '%d' %}{{ d }}→\"date\" wants an instant or a date",
                "{% if event.a > true %}x{% endif %}→true is neither more nor less than anything: event.a>true",
                "{% if event.a < blank %}x{% endif %}→blank is neither more nor less than anything: event.a<blank",
                "{% if 'a' < 1 %}x{% endif %}→'a' and 1 cannot be compared",
                "{% break %}→{% break %} is in no loop",
                "{% if true %}{% continue %}{% endif %}→{% continue %} is in no loop",
                "{% for i in (1..3) %}{% break 2 %}{% endfor %}→{% break %} takes nothing",
                "{% for i in event.list cols: 2 %}{{ i }}{% endfor %}→{% for %} has no \"cols\": limit, offset or reversed",
                "{% for i in event.list limit: 'x' %}{{ i }}{% endfor %}→{% for %} wants a whole number, not 'x'",
                "{% for i in ('a'..'z') %}{{ i }}{% endfor %}→a range wants a whole number, not 'a'",
                "{% for i in (1..3) %}{{ forloop.idex }}{% endfor %}→there is no forloop.idex; did you mean \"index\"?",
                "{{ forloop.index }}→there is no variable \"forloop\"",
                "{% for i in event.list %}{% endfor %}{{ i }}→there is no variable \"i\"",
                "{% increment x %}{{ x }}→there is no variable \"x\"",
                "{% increment event.x %}→{% increment %} wants the name of a counter",
                "{% frob %}→there is no tag \"frob\"",
                "{% asign x = 1 %}→there is no tag \"asign\"; did you mean \"assign\"?",
                "{% render 'x' %}→there is no tag \"render\"",
                "{% tablerow i in event.list %}{{ i }}{% endtablerow %}→there is no tag \"tablerow\"",
                "{% endfrob %}→there is no tag \"endfrob\"",
            })
    void isRefused(String text, String problem) {
        assertThat(smsFaults(text)).contains(problem);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{{ 'a' 'b' }}",
                "{{ event.a | upcase append: 'x' }}",
                "{% if event.a = 1 %}x{% endif %}",
                "{% if event.a %}x{% else %}y{% elsif event.b %}z{% endif %}",
                "{% else %}",
                "{% endif %}",
                "{% liquid\nliquid\n%}",
                "{% liquid\necho event.a |\n%}",
                "{% assign x %}",
                "{% cycle %}",
                "{{ vestnik_range[1][2] }}",
                "{{ event.a | where: 'x', nil }}{% case %}{% endcase %}"
            })
    void isNoLiquid(String text) {
        assertThat(smsFaults(text)).isNotEmpty();
    }

    @Test
    void aComparisonWithNothingIsNoMissingVariable() {
        String text =
                "{% if customer.firstName != blank and event.link != nil %}{{ customer.firstName }}{% else %}Hello{% endif %}";
        assertThat(sms(text, Map.of())).isEqualTo("Hello");
        assertThat(sms(text, Map.of("customer", Map.of("firstName", " "), "event", Map.of("link", "x"))))
                .isEqualTo("Hello");
        assertThat(sms(text, Map.of("customer", Map.of("firstName", "Ann"), "event", Map.of("link", "x"))))
                .isEqualTo("Ann");
    }

    @Test
    void whatCannotBeComparedIsSaid() {
        assertThat(Rendered.problem("{% if event.a > 5 %}x{% endif %}", Map.of("event", Map.of("a", "many"))))
                .isEqualTo("event.a and 5 cannot be compared");
        assertThat(sms("{% if event.a > 5 %}x{% endif %}.", Map.of("event", Map.of("a", "7"))))
                .isEqualTo("x.");
    }
}
