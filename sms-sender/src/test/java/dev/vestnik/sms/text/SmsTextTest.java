package dev.vestnik.sms.text;

import static org.assertj.core.api.Assertions.assertThat;

import dev.vestnik.sms.text.SmsText.Alphabet;
import java.nio.charset.StandardCharsets;
import java.util.Random;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

class SmsTextTest {
    @Test
    void fits160CharactersOfTheDefaultAlphabetIntoOneSegment() {
        assertThat(cut("a".repeat(160)).segments()).hasSize(1);
        assertThat(cut("a".repeat(161)).segments())
                .extracting(part -> part.length)
                .containsExactly(153, 8);
        assertThat(cut("a".repeat(306)).segments()).hasSize(2);
        assertThat(cut("a".repeat(307)).segments()).hasSize(3);
    }

    @Test
    void countsCharactersOfTheExtensionTableTwice() {
        assertThat(cut("€".repeat(80)).segments()).hasSize(1);
        assertThat(cut("€".repeat(81)).segments()).hasSize(2);
        assertThat(cut("{}[]~\\|^€\f").alphabet()).isEqualTo(Alphabet.GSM7);
    }

    @Test
    void doesNotCutAnEscapeSequence() {
        SmsText text = cut("a".repeat(152) + "€".repeat(10));
        assertThat(text.segments()).extracting(part -> part.length).containsExactly(152, 20);
        assertThat(Gsm7.decode(text.segments().get(1))).isEqualTo("€".repeat(10));
    }

    @Test
    void usesUcs2ForAnyOtherCharacter() {
        SmsText text = cut("Заказ 7 у курьера");
        assertThat(text.alphabet()).isEqualTo(Alphabet.UCS2);
        assertThat(cut("я".repeat(70)).segments()).hasSize(1);
        assertThat(cut("я".repeat(71)).segments())
                .extracting(part -> part.length)
                .containsExactly(134, 8);
    }

    @Test
    void doesNotCutASurrogatePair() {
        SmsText text = cut("я".repeat(66) + "🚚".repeat(3));
        assertThat(text.segments()).extracting(part -> part.length).containsExactly(132, 12);
    }

    @Test
    void makesOneSegmentOfAnEmptyText() {
        assertThat(cut("").segments()).hasSize(1);
    }

    @Test
    void makesSegmentsThatAddUpToTheText() {
        String alphabet = "abc €{}ñ@Δ\n";
        String more = alphabet + "яЖ🚚";
        for (int seed = 0; seed < 300; seed++) {
            Random random = new Random(seed);
            String from = seed % 2 == 0 ? alphabet : more;
            String text = random.ints(random.nextInt(500), 0, from.codePointCount(0, from.length()))
                    .mapToObj(i -> Character.toString(from.codePointAt(from.offsetByCodePoints(0, i))))
                    .collect(Collectors.joining());
            SmsText sent = cut(text);
            String together = sent.segments().stream()
                    .map(part -> sent.alphabet() == Alphabet.GSM7
                            ? Gsm7.decode(part)
                            : new String(part, StandardCharsets.UTF_16BE))
                    .collect(Collectors.joining());
            assertThat(together).as("seed %d", seed).isEqualTo(text);
            int most = sent.alphabet() == Alphabet.GSM7 ? 153 : 134;
            assertThat(sent.segments().size() == 1 || sent.segments().stream().allMatch(part -> part.length <= most))
                    .as("seed %d", seed)
                    .isTrue();
        }
    }

    @Test
    void usesLatin1WhereTheGatewayKnowsItAndItSavesUcs2() {
        String french = "Prêt : votre colis vous attend, à bientôt";
        assertThat(SmsText.of(french, false).alphabet()).isEqualTo(Alphabet.UCS2);
        assertThat(SmsText.of(french, true).alphabet()).isEqualTo(Alphabet.LATIN1);
        assertThat(SmsText.of("Hello", true).alphabet()).isEqualTo(Alphabet.GSM7);
        assertThat(SmsText.of("ê€", true).alphabet()).isEqualTo(Alphabet.UCS2);
        assertThat(SmsText.of("ê\u0085", true).alphabet()).isEqualTo(Alphabet.UCS2);
        assertThat(SmsText.of("ê".repeat(140), true).segments()).hasSize(1);
        assertThat(SmsText.of("ê".repeat(141), true).segments())
                .extracting(part -> part.length)
                .containsExactly(134, 7);
    }

    private static SmsText cut(String text) {
        return SmsText.of(text, false);
    }
}
