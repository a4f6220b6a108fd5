package dev.vestnik.rules.template;

import static dev.vestnik.rules.template.Rendered.sms;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.api.Test;

class TextFilterTest {
    @Test
    void markupIsTakenOut() {
        assertThat(filtered("a <b>c</b> <!-- <i> --> d<script>x < y</script>e<style>\n.f{}</style>g", "strip_html"))
                .isEqualTo("a c  deg");
        assertThat(filtered("1 < 2 <a\nhref=x>and<br/>", "strip_html")).isEqualTo("1  and".replace("1  ", "1 "));
        assertThat(filtered("1 <2", "strip_html")).isEqualTo("1 <2");
    }

    @Test
    void textsAreReplacedAndParted() {
        assertThat(filtered("a-b-a", "replace: 'a', 'xa'")).isEqualTo("xa-b-xa");
        assertThat(filtered("ab", "replace: '', '.'")).isEqualTo(".a.b.");
        assertThat(filtered("aaab", "replace_first: 'aab', '$1'")).isEqualTo("a$1");
        assertThat(filtered("a.b.c", "remove: '.'")).isEqualTo("abc");
        assertThat(filtered("a.b.c", "remove_first: '.'")).isEqualTo("ab.c");
        assertThat(filtered(",a,,b,,", "split: ',' | join: '|'")).isEqualTo("|a||b");
        assertThat(filtered("abc", "split: '' | join: '|'")).isEqualTo("a|b|c");
        assertThat(filtered("abc", "split: 'x' | size")).isEqualTo("1");
    }

    @Test
    void wordsAndSpacesAreCut() {
        assertThat(filtered("  a b ", "rstrip | append: '.'")).isEqualTo("a b.");
        assertThat(filtered("  a b ", "lstrip | append: '.'")).isEqualTo("a b .");
        assertThat(filtered("a  b c", "truncatewords: 2")).isEqualTo("a b...");
        assertThat(filtered("a  b", "truncatewords: 2, '…'")).isEqualTo("a  b");
        assertThat(filtered("2.345", "round: 2")).isEqualTo("2.35");
        assertThat(filtered("2.5", "round")).isEqualTo("3");
        assertThat(filtered("x", "round")).isEqualTo("0");
    }

    private static String filtered(String text, String filters) {
        return sms("{{ event.a | " + filters + " }}", Map.of("event", Map.of("a", text)));
    }
}
