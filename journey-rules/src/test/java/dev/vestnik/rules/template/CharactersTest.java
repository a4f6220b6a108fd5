package dev.vestnik.rules.template;

import static dev.vestnik.rules.template.Rendered.sms;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Each of these is one character for whoever reads it. */
class CharactersTest {
    private static final String FAMILY = "\uD83D\uDC69\u200D\uD83D\uDC69\u200D\uD83D\uDC67";

    @ParameterizedTest
    @ValueSource(
            strings = {
                "я",
                "и\u0306",
                "e\u0301\u0323",
                FAMILY,
                "\uD83D\uDC4D\uD83C\uDFFD",
                "\uD83C\uDDF7\uD83C\uDDFA",
                "❤\uFE0F",
                "1\uFE0F\u20E3",
                "각",
                "\uD83C\uDFF4\uDB40\uDC67\uDB40\uDC62\uDB40\uDC65\uDB40\uDC6E\uDB40\uDC67\uDB40\uDC7F"
            })
    void countAsOne(String one) {
        Map<String, Object> event = Map.of("event", Map.of("a", "b" + one + one + one + "c", "one", one));
        assertThat(sms("{{ event.one | size }}{{ event.one.size }}{{ event.a | size }}", event))
                .isEqualTo("115");
        assertThat(sms("{{ event.a | slice: 1, 2 }}", event)).isEqualTo(one + one);
        assertThat(sms("{{ event.a | slice: -3, 2 }}", event)).isEqualTo(one + one);
        assertThat(sms("{{ event.a | truncate: 4, '…' }}", event)).isEqualTo("b" + one + one + "…");
        assertThat(sms("{{ event.a | truncate: 5 }}", event)).isEqualTo("b" + one + one + one + "c");
        assertThat(sms("{{ event.a | split: '' | join: ' ' }}", event))
                .isEqualTo(String.join(" ", List.of("b", one, one, one, "c")));
        assertThat(sms("{{ event.one | append: 'x' | first }}", event)).isEqualTo(one);
        assertThat(sms("{{ 'x' | append: event.one | last }}", event)).isEqualTo(one);
        assertThat(sms("{{ event.a | truncatewords: 1 }}", event)).isEqualTo("b" + one + one + one + "c");
    }

    @Test
    void capitalizesTheFirstCharacterAsPeopleSeeIt() {
        assertThat(sms("{{ 'и\u0306ОД' | capitalize }} {{ '\uD801\uDC28x' | capitalize }}", Map.of()))
                .isEqualTo("И\u0306од \uD801\uDC00x");
        assertThat(sms("{{ '" + FAMILY + "ДА' | capitalize }}", Map.of())).isEqualTo(FAMILY + "да");
    }
}
