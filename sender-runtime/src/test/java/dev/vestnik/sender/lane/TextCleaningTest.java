package dev.vestnik.sender.lane;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class TextCleaningTest {

    @Test
    void leavesANameAsItIs() {
        Stream.of("Анна", "O'Brien-Smith", "孫 文", "עברית", "👩‍👩‍👧 family", "a\u00a0b")
                .forEach(name -> assertThat(TextCleaning.line(name, 100)).isEqualTo(name));
    }

    @Test
    void turnsLineBreaksAndControlsIntoOneSpace() {
        assertThat(TextCleaning.line("  Eve\r\nBcc: all\u0000\u0007\u0085\u2028x\t ", 100))
                .isEqualTo("Eve Bcc: all x");
        assertThat(TextCleaning.line("\r\n\u0000", 100)).isEmpty();
    }

    @Test
    void dropsHalfSurrogatePairsAndNoncharacters() {
        assertThat(TextCleaning.line("a\ud800b\udc00c\uffffd", 100)).isEqualTo("abcd");
    }

    @Test
    void cutsALongNameButNoSurrogatePair() {
        assertThat(TextCleaning.line("x".repeat(500_000), 5)).isEqualTo("xxxx\u2026");
        assertThat(TextCleaning.line("😀".repeat(5_000), 3)).isEqualTo("😀😀\u2026");
        assertThat(TextCleaning.line("12345", 5)).isEqualTo("12345");
    }

    @Test
    void closesDirectionControls() {
        assertThat(TextCleaning.line("a\u202eb", 100)).isEqualTo("a\u202eb\u202c");
        assertThat(TextCleaning.line("\u2067a\u202ab", 100)).isEqualTo("\u2067a\u202ab\u202c\u2069");
        assertThat(TextCleaning.line("a\u202c\u2069b", 100)).isEqualTo("ab");
        assertThat(TextCleaning.lines("\u2066a\nb", 100)).isEqualTo("\u2066a\u2069\nb");
        assertThat(TextCleaning.line("\u202e".repeat(500_000), 1_000_000)).hasSize(120);
    }

    @Test
    void closesDirectionControlsAfterACut() {
        assertThat(TextCleaning.line("\u2067ab\u2069cd", 4)).isEqualTo("\u2067a\u2069\u2026");
        assertThat(TextCleaning.line("ab\u202ecd", 3)).isEqualTo("a\u202e\u2026\u202c");
        assertThat(TextCleaning.line("\u2067\u2069ab", 2)).isEqualTo("\u2067\u2069\u2026");
    }

    @Test
    void keepsLineBreaksInALongerText() {
        assertThat(TextCleaning.lines("a\r\nb\rc\n\n  d\u0000\te\u2029f", 100)).isEqualTo("a\nb\nc\n\n  d\te\nf");
    }

    @Test
    void writesAHostOutsideAsciiInPunycode() {
        assertThat(Link.clean("https://магазин.рф/x?n=Ж")).isEqualTo("https://xn--80aairftm.xn--p1ai/x?n=%D0%96");
        assertThat(Link.clean("HTTP://u@магазин.рф:8080")).isEqualTo("HTTP://u@xn--80aairftm.xn--p1ai:8080");
        assertThat(Link.clean("shop://заказ/1")).isEqualTo("shop://%D0%B7%D0%B0%D0%BA%D0%B0%D0%B7/1");
        assertThat(Link.clean("https://faß.de/x")).isEqualTo("https://xn--fa-hia.de/x"); // fass.de is somebody else's
        assertThat(Link.clean("https://℀.example/@я")).isEqualTo("https://%E2%84%80.example/@%D1%8F");
    }

    @Test
    void encodesAnAddressAsABrowserDoes() {
        assertThat(Link.clean(" https://shop.example/?n=Анна\r\n B\ud800 "))
                .isEqualTo("https://shop.example/?n=%D0%90%D0%BD%D0%BD%D0%B0%20B");
        assertThat(Link.clean("shop://order/1?a=b%20c#d")).isEqualTo("shop://order/1?a=b%20c#d");
        assertThat(Link.mayBeOpened(Link.clean("java\nscript:alert(1)"))).isFalse();
        assertThat(Link.mayBeOpened("https://x/" + "y".repeat(5_000))).isFalse();
        assertThat(Link.mayBeOpened("/orders/1")).isTrue();
    }
}
