package dev.vestnik.rules.address;

import dev.vestnik.rules.address.Inbound.Word;
import dev.vestnik.rules.reply.FoldedText;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The words with which a person takes marketing to an address away and gives it back: the whole message is one of them, whatever its case,
 * accents and punctuation. The English ones are those that operators in North America must heed (CTIA, FCC). Left out are words that answer
 * a question of ours just as well, among them отмена, хватит, basta, baja, alto, ret, sair, anmelden.
 */
final class StopWords {
    /** Longer than any of them, with a few exclamation marks. */
    private static final int LONGEST = 64;

    private static final Set<String> STOP = FoldedText.of(
            "stop",
            "stop all",
            "stopall",
            "unsubscribe",
            "cancel",
            "end",
            "quit",
            "revoke",
            "opt out",
            "optout",
            "стоп",
            "отписаться",
            "отпишите меня",
            "відписатися",
            "stopp",
            "abmelden",
            "newsletter abbestellen",
            "arrêt",
            "désabonner",
            "désinscrire",
            "darse de baja",
            "darme de baja",
            "dar de baja",
            "dame de baja",
            "parar",
            "disiscrivi",
            "disiscrivimi",
            "descadastrar",
            "wypisz mnie",
            "afmelden");

    private static final Set<String> START =
            FoldedText.of("start", "unstop", "subscribe", "старт", "подписаться", "підписатися");

    private StopWords() {}

    /** Null for every other message. */
    static @Nullable Word meaning(String text) {
        if (text.length() > LONGEST) {
            return null;
        }
        String folded = FoldedText.of(text);
        if (STOP.contains(folded)) {
            return Word.STOP;
        }
        return START.contains(folded) ? Word.START : null;
    }
}
