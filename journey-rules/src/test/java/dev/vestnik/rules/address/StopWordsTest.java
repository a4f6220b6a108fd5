package dev.vestnik.rules.address;

import static org.assertj.core.api.Assertions.assertThat;

import dev.vestnik.rules.address.Inbound.Kind;
import dev.vestnik.rules.address.Inbound.Word;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class StopWordsTest {
    @ParameterizedTest
    @ValueSource(
            strings = {
                "STOP",
                "stop",
                " Stop. ",
                "«Стоп»",
                "СТОП!!!",
                "ＳＴＯＰ",
                "stop\n",
                "/stop",
                "STOP 🙏",
                "Opt-out",
                "opt  out",
                "Unsubscribe",
                "StopAll",
                "отписаться",
                "Отпишите меня!",
                "arret",
                "ARRÊT",
                "arre\u0302t",
                "Désabonner",
                "Darse de baja",
                "dame de baja",
                "Newsletter abbestellen",
                "Disiscrivimi",
                "descadastrar",
                "Wypisz mnie",
                "Відписатися",
                "Abmelden"
            })
    void takesMarketingAway(String text) {
        assertThat(Inbound.meaning(Kind.TEXT, text)).isEqualTo(Word.STOP);
    }

    @ParameterizedTest
    @ValueSource(strings = {"START", "старт", "Подписаться.", "unstop", "підписатися"})
    void readsStartWordsAsStart(String text) {
        assertThat(Inbound.meaning(Kind.TEXT, text)).isEqualTo(Word.START);
    }

    /** Words that may as well answer a question of ours, and words within a sentence. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                " ",
                "...",
                "нет",
                "no",
                "yes",
                "да",
                "отмена",
                "Отказ",
                // enough; it is enough
                "хватит",
                "basta",
                // low, high, to stop a parcel
                "baja",
                "alto",
                "alta",
                "detener",
                // to reject
                "ret",
                // a reply that says nothing; write back
                "Отписка!",
                "відписка",
                "отпишите",
                // to exit a menu
                "sair",
                // to cancel an order, to write out an invoice
                "abbestellen",
                "wypisz",
                // to register; a subscription
                "anmelden",
                "подписка",
                "don't stop",
                "stop at 6",
                "stoplight",
                "end user",
                "s t o p"
            })
    void isAnAnswerLikeAnyOther(String text) {
        assertThat(Inbound.meaning(Kind.TEXT, text)).isNull();
    }

    @Test
    void aButtonsPayloadIsTheShopsOwn() {
        assertThat(Inbound.meaning(Kind.BUTTON, "stop")).isNull();
    }
}
