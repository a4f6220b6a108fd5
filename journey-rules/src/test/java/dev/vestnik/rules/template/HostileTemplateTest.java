package dev.vestnik.rules.template;

import static org.assertj.core.api.Assertions.assertThat;

import dev.vestnik.rules.document.Checked;
import dev.vestnik.rules.work.CountingText;
import dev.vestnik.rules.work.SmallStack;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Documents made to hurt: an answer to each on a thread with little stack, from memory that grows with the document and not with its square.
 * Counted are the bytes that the thread allocates (the parsers make something of what they read), and of our own scans the characters read.
 */
class HostileTemplateTest {
    private static final TemplateCompiler COMPILER = new TemplateCompiler();
    private static final int SIZE = 20_000;
    private static final long MOST_ALLOCATED = 1L << 30;

    @ParameterizedTest
    @ValueSource(
            strings = {
                "<!--",
                "<a",
                "<a ",
                "<a b=",
                "<a b='x' ",
                "<",
                "&",
                "\"",
                "<a>",
                "<b>",
                "<i><b>",
                "<p>",
                "<td>",
                "<div>x",
                "</p>",
                "<br/>",
                "<svg>",
                "<template>",
                "<![CDATA[",
                "<?x",
                "\0",
                "\uD800",
                "  ",
                "\n",
                "{{",
                "{%",
                "{{a|b",
                "{{ event.a }}",
                "{% if event.a %}",
                "font-family:",
                "\"font-family:",
                "<!--[if x]>",
                "<img>",
                "<mj-text>",
                "lqd",
                "1.",
                "]]>"
            })
    void everyMailHasAnAnswer(String unit) {
        answered(Rendered.mailDocument("<mjml><mj-body><mj-section><mj-column><mj-text>" + repeated(unit)
                + "</mj-text></mj-column></mj-section></mj-body></mjml>"));
        answered(Rendered.mailDocument(repeated(unit)));
    }

    @Test
    void variablesAndBranchesWithoutEndHaveAnAnswer() {
        StringBuilder text = new StringBuilder();
        for (int i = 0; i < 4_000; i++) {
            text.append("{%assign a")
                    .append(i)
                    .append("=event.b")
                    .append(i)
                    .append("%}{%if a")
                    .append(i)
                    .append("%}{%endif%}");
        }
        answered(Rendered.smsDocument("en", text.toString()));
        answered(Rendered.smsDocument("en", "{%assign a=event.b%}{%if c%}{%assign a=event.d%}{%endif%}".repeat(3_000)));
    }

    static Stream<String> everyElementHasAnAnswer() {
        return MjmlCheck.KNOWN.stream().sorted();
    }

    @ParameterizedTest
    @MethodSource
    void everyElementHasAnAnswer(String element) {
        for (String mjml : List.of(
                ("<" + element + "></" + element + ">").repeat(1_100),
                ("<" + element + ">").repeat(500),
                ("<" + element + "></" + element + ">").repeat(60),
                "<" + element + " " + "a".repeat(2_300) + "></" + element + ">",
                "<" + element + " padding='" + ".".repeat(SIZE / 2) + "1x1x'></" + element + ">",
                "<" + element + " width='" + "1".repeat(95) + "' padding='" + "1".repeat(90) + "x1'>x</" + element
                        + ">",
                "<" + element + " " + attributes() + "></" + element + ">")) {
            answered(Rendered.mailDocument(
                    "<mjml><mj-head>" + mjml + "</mj-head><mj-body>" + mjml + "</mj-body></mjml>"));
            answered(Rendered.mailDocument(
                    "<mjml><mj-body><mj-section><mj-column>" + mjml + "</mj-column></mj-section></mj-body></mjml>"));
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                " ",
                "\n",
                "{",
                "{{",
                "{%",
                "{{a|b",
                "{{ event.a }}",
                "{% if event.a %}",
                "{% if event.a %}{% endif %}",
                "{% ifchanged %}x",
                "{% ifchanged %}x{% endifchanged %}",
                "{% comment %}x",
                "{% raw %}x",
                "{% raw %}{% endif %}{% endraw %}{% if event.a %}",
                "{% case event.a %}{% when 1 %}x{% endcase %}",
                "{% for i in event.a %}",
                "{%- if event.a -%} {%- endif -%}",
                "{{- event.a -}} ",
                "{{ ' }}{{ \" }}",
                "{% endif %}",
                "{% capture a %}",
                "{% cycle 1, 2 %}",
                "{{ a.",
                "{{ event.a | nofilter }}",
                "{{ nothing }}",
                "\0",
                "{% raw %}{%- endraw -%}{% endif %}{% endraw %}{% if event.a %}",
                "{{ ((((((((1 }}",
                "{% if ((((((((1",
                "{{ event[[[[[[[[1 }}",
                "{% liquid",
                "{% liquid\necho event.a\n%}",
                "{% unless event.a %}",
                "{% elsif event.a %}",
                "{% unless event.a %}x{% elsif event.b %}y{% endunless %}",
                "{% echo event.a %}",
                "{{ (1..2) | join }}",
                "{{ (1..",
                "{% case event.a %}{% when blank, 1 %}"
            })
    void everyTextHasAnAnswer(String unit) {
        answered(Rendered.smsDocument("en", repeated(unit)));
        answered(Rendered.smsDocument("en", "{{ " + unit.repeat(1_900 / unit.length()) + " }}"));
        answered(Rendered.smsDocument("en", "{% if " + unit.repeat(1_900 / unit.length()) + " %}{% endif %}"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "(",
                "((",
                "[",
                "event[",
                ".a",
                " or event.a",
                " and (event.a",
                "| upcase ",
                "== 1 ",
                "contains 'a' ",
                "-",
                "'",
                ",1",
                ": ",
                "# ",
                "(1..2)",
                "(..",
                "| default: 1, a: "
            })
    void everyTagHasAnAnswer(String unit) {
        for (String tag : List.of(
                "{{ event.a %s }}",
                "{{ %s }}",
                "{% if event.a %s %}{% endif %}",
                "{% if %s %}{% endif %}",
                "{% cycle %s %}",
                "{% for i in %s %}{% endfor %}",
                "{% assign a = %s %}",
                "{% case %s %}{% when %s %}{% endcase %}")) {
            answered(Rendered.smsDocument("en", tag.replace("%s", unit.repeat(900 / unit.length()))));
            answered(Rendered.smsDocument("en", tag.replace("%s", unit.repeat(8))));
        }
    }

    @Test
    void boundsAreSaid() {
        assertThat(mailFault("<mj-wrapper>".repeat(30) + "</mj-wrapper>".repeat(30)))
                .isEqualTo("line 1: <mj-wrapper> is in another <mj-wrapper>");
        assertThat(mailFault("<mj-text " + attributes() + "></mj-text>"))
                .isEqualTo("line 1: <mj-text> has more than 100 attributes");
        assertThat(mailFault("<mj-text " + "a".repeat(2_300) + "></mj-text>"))
                .isEqualTo("line 1: <mj-text> has a setting of more than 100 characters or 3 dots in a row");
        assertThat(mailFault("<mj-raw>" + "<b>".repeat(100) + "</mj-raw>"))
                .isEqualTo("line 1: more than 60 elements are open at once: close them");
        assertThat(mailFault("<mj-section></mj-section>".repeat(1_001)))
                .isEqualTo("line 1: there are more than 1000 MJML elements: split the mail");
        assertThat(Rendered.smsFaults("{{ " + "(".repeat(9) + " }}"))
                .containsExactly("line 1: \"{{ ((((((((( }}…\" has brackets nested deeper than 8");
    }

    @Test
    void longRowsOfSpacesStayAsTheyAre() {
        String spaces = " \t\n".repeat(5_000);
        assertThat(Rendered.sms(
                        "a" + spaces + "{{ 'b' }}" + spaces + "{%- if true -%}" + spaces + "c" + spaces
                                + "{%- endif %}d",
                        java.util.Map.of()))
                .isEqualTo(("a" + spaces + "bcd").replace("\r", ""));
        assertThat(Rendered.sms("{% raw %}x" + spaces + "{{y}}{% endraw %}", java.util.Map.of()))
                .isEqualTo("x" + spaces + "{{y}}");
    }

    @Test
    void ourScansReadEachCharacterAFewTimes() {
        for (String unit : List.of(
                "<", "<a", "<!--", "<a b='", "</a>", "<a ", ">", "'", "<![CDATA[", " ", "\n", " \n", "\u00a0")) {
            for (int size = 1 << 14; size <= 1 << 18; size <<= 2) {
                CountingText text = new CountingText(unit.repeat(size / unit.length()));
                MarkupTags tags = new MarkupTags(text);
                while (tags.next() != null) {}
                Spaces.ofPlainText(text);
                Spaces.onOneLine(text);
                Spaces.withoutEmptyLines(text);
                MarkupText.of(text);
                assertThat(text.reads()).as("%s × %s", size, unit).isLessThan(80L * size);
            }
        }
    }

    private static String mailFault(String inBody) {
        return Rendered.faults(Rendered.mailDocument("<mjml><mj-body>" + inBody + "</mj-body></mjml>"))
                .getFirst()
                .problem();
    }

    private static void answered(String document) {
        var run = SmallStack.run(() -> COMPILER.check(document));
        assertThat(run.allocated()).isLessThan(MOST_ALLOCATED);
        if (run.result() instanceof Checked.Faulty<Template> faulty) {
            assertThat(faulty.faults()).hasSizeLessThan(100);
            assertThat(faulty.faults().toString()).doesNotContain("StackOverflowError", "OutOfMemoryError");
        }
    }

    private static String repeated(String unit) {
        return unit.repeat(SIZE / unit.length());
    }

    private static String attributes() {
        StringBuilder attributes = new StringBuilder();
        for (int i = 0; i < 10_000; i++) {
            attributes.append('a').append(i).append("=1 ");
        }
        return attributes.toString();
    }
}
