package dev.vestnik.rules.template;

import static org.assertj.core.api.Assertions.assertThat;

import dev.vestnik.rules.channel.Channel;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ControlCharactersTest {
    private static final String ALL = """
            locales:
              en:
                sms: {text: "a{{ event.a }}b"}
                email: {subject: "a{{ event.a }}b", text: "a{{ event.a }}b", mjml: "<mjml><mj-body><mj-section><mj-column><mj-text>a{{ event.a }}b</mj-text></mj-column></mj-section></mj-body></mjml>"}
                push: {title: "a{{ event.a }}b", body: "a{{ event.a }}b", url: "https://x/{{ event.a }}"}
            id: t
            """;

    @Test
    void noControlCharacterReachesARenderedText() {
        IntStream.concat(IntStream.range(0, 0x20), IntStream.range(0x7f, 0xa0))
                .filter(c -> c != '\t' && c != '\n' && c != '\r' && c != 0x85)
                .forEach(c -> {
                    String sms = ((Rendering.Sms) rendered(Channel.SMS, Character.toString(c))).text();
                    assertThat(sms).as("U+%04X", c).isEqualTo("ab");
                    Rendering.Email mail = (Rendering.Email) rendered(Channel.EMAIL, Character.toString(c));
                    assertThat(mail.text()).as("U+%04X", c).isEqualTo("ab");
                    assertThat(mail.html()).as("U+%04X", c).contains("ab");
                    assertThat(mail.subject()).as("U+%04X", c).isEqualTo("ab");
                    Rendering.Push push = (Rendering.Push) rendered(Channel.PUSH, Character.toString(c));
                    assertThat(push.title() + push.body() + push.url())
                            .as("U+%04X", c)
                            .isEqualTo("ababhttps://x/");
                });
    }

    @Test
    void subjectsAndTitlesAreOneLine() {
        for (String lines : new String[] {"\n", "\r\n", "\r", "\u2028", "\u2029", "\u0085", " \n ", "\t"}) {
            assertThat(((Rendering.Email) rendered(Channel.EMAIL, lines)).subject())
                    .isEqualTo("a b");
            assertThat(((Rendering.Push) rendered(Channel.PUSH, lines)).title()).isEqualTo("a b");
        }
        assertThat(((Rendering.Sms) rendered(Channel.SMS, "\n")).text()).isEqualTo("a\nb");
        assertThat(((Rendering.Email) rendered(Channel.EMAIL, "\t")).text()).isEqualTo("a\tb");
    }

    /** Written with letters: R for RLO, E for LRE, P for PDF, I for RLI, F for FSI, D for PDI. */
    @ParameterizedTest
    @CsvSource({
        "Rx, RxP",
        "xP, x",
        "xD, x",
        "ERx, ERxPP",
        "RxP, RxP",
        "IxD, IxD",
        "Ix, IxD",
        "IRxD, IRxPD",
        "IRx, IRxPD",
        "RIxP, RIxDP",
        "FxDD, FxD",
        "RIxPDP, RIxDP",
        "IIx, IIxDD"
    })
    void whatTurnsTheDirectionEndsInItsValue(String value, String expected) {
        assertThat(((Rendering.Email) rendered(Channel.EMAIL, turned(value))).subject())
                .isEqualTo("a" + turned(expected) + "b");
        assertThat(((Rendering.Push) rendered(Channel.PUSH, turned(value))).title())
                .isEqualTo("a" + turned(expected) + "b");
    }

    private static String turned(String letters) {
        return letters.replace('R', '\u202e')
                .replace('E', '\u202a')
                .replace('P', '\u202c')
                .replace('I', '\u2067')
                .replace('F', '\u2068')
                .replace('D', '\u2069');
    }

    private static Rendering rendered(Channel channel, String value) {
        return Rendered.sound(ALL).render(channel, "en", Map.of("event", Map.of("a", value)));
    }
}
