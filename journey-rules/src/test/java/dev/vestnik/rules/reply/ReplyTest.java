package dev.vestnik.rules.reply;

import static org.assertj.core.api.Assertions.assertThat;

import dev.vestnik.rules.address.Inbound;
import dev.vestnik.rules.reply.Expected.Understood;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What people write is understood where it cannot be meant otherwise. */
class ReplyTest {
    private static final Expected RATING = new Expected.Number(Set.of("rate", "оценка"), 7, 10, 10);

    @ParameterizedTest
    @ValueSource(
            strings = {
                "yes",
                "YES!",
                "Да",
                "да, спасибо",
                " ok ",
                "+",
                "👍",
                "👍🏽",
                "так",
                "Ja",
                "Oui",
                "Sí",
                "sì, grazie",
                "Sim",
                "Tak",
                "ja graag"
            })
    void thisIsAYes(String text) {
        assertThat(YesNo.meaning(text)).isEqualTo(YesNo.YES);
    }

    @ParameterizedTest
    @ValueSource(strings = {"no", "Нет.", "не надо", "-", "👎", "Ні", "Nein, danke", "non", "Não", "nie", "nee"})
    void thisIsANo(String text) {
        assertThat(YesNo.meaning(text)).isEqualTo(YesNo.NO);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "no problem",
                "нет проблем",
                "yes, but on Monday",
                "да нет наверное",
                "",
                "😀",
                "maybe",
                "не знаю"
            })
    void thisIsForAPersonToRead(String text) {
        assertThat(YesNo.meaning(text)).isNull();
    }

    @Test
    void noAnswerIsAStop() {
        for (YesNo meaning : YesNo.values()) {
            assertThat(meaning.words())
                    .allSatisfy(word -> assertThat(Inbound.meaning(Inbound.Kind.TEXT, word))
                            .as(word)
                            .isNull());
        }
        assertThat(YesNo.YES.words()).doesNotContainAnyElementsOf(YesNo.NO.words());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "9",
                " 9 ",
                "9!",
                "9/10",
                "9 / 10",
                "9 of 10",
                "9 ИЗ 10",
                "9 из 10.",
                "9️⃣",
                "９",
                "Оценка 9",
                "rate 9/10"
            })
    void thisIsTheNumberNine(String text) {
        assertThat(RATING.understood(text)).isEqualTo(new Understood(9L));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "6",
                "11",
                "9/5",
                "4.5",
                "9 10",
                "-9",
                "9 orders",
                "у меня 9 заказов",
                "nine",
                "",
                "9999999999",
                "vote 9",
                "9/",
                "910"
            })
    void thisIsNoNumberOfTheRange(String text) {
        assertThat(RATING.understood(text)).isNull();
    }

    @Test
    void aWordIsTheWholeMessage() {
        Expected later = new Expected.Words(FoldedText.of("later", "Позже"));
        assertThat(later.understood("LATER!")).isNotNull();
        assertThat(later.understood("позже")).isNotNull();
        assertThat(later.understood("later please")).isNull();
        assertThat(later.understood("later" + " ".repeat(100))).isNull();
    }

    @Test
    void aLongMessageCostsNothing() {
        String padded = "9" + " ".repeat(1_999);
        assertThat(RATING.understood(padded)).isNull();
        assertThat(YesNo.meaning("yes".repeat(600))).isNull();
    }
}
