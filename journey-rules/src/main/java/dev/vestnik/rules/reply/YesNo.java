package dev.vestnik.rules.reply;

import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A yes or a no in the languages of shops: the whole message is one of these words, as with STOP. One that has more to say, such as "yes,
 * but on Monday" or "no problem", is for a person to read.
 */
public enum YesNo {
    YES(
            "yes",
            "y",
            "yep",
            "yeah",
            "yes please",
            "yes thanks",
            "yes thank you",
            "ok",
            "okay",
            "sure",
            "of course",
            "да",
            "da",
            "ага",
            "угу",
            "ок",
            "окей",
            "хорошо",
            "конечно",
            "да конечно",
            "да спасибо",
            "да пожалуйста",
            "согласен",
            "согласна",
            "подтверждаю",
            "так",
            "так дякую",
            "добре",
            "згоден",
            "згодна",
            "підтверджую",
            "ja",
            "ja bitte",
            "ja danke",
            "jawohl",
            "gerne",
            "oui",
            "oui merci",
            "d'accord",
            "bien sûr",
            "sí",
            "sí gracias",
            "vale",
            "claro",
            "de acuerdo",
            "sì grazie",
            "va bene",
            "certo",
            "sim",
            "sim obrigado",
            "sim obrigada",
            "tak",
            "dobrze",
            "zgoda",
            "ja graag",
            "graag"),
    NO(
            "no",
            "n",
            "nope",
            "no thanks",
            "no thank you",
            "нет",
            "net",
            "не",
            "не надо",
            "не нужно",
            "нет спасибо",
            "отмена",
            "хватит",
            "ні",
            "ні дякую",
            "не треба",
            "nein",
            "nein danke",
            "non",
            "non merci",
            "no gracias",
            "no grazie",
            "não",
            "não obrigado",
            "não obrigada",
            "nie",
            "nie dziękuję",
            "nee",
            "nee bedankt");

    /** Longer than any of them, with a few exclamation marks. */
    private static final int LONGEST = 64;

    /** Signs that people send instead of a word. */
    private static final Set<String> UP = Set.of("+", "👍", "✅", "✔");

    private static final Set<String> DOWN = Set.of("-", "👎", "❌");

    private final Set<String> words;

    YesNo(String... words) {
        this.words = FoldedText.of(words);
    }

    /** Folded. */
    Set<String> words() {
        return words;
    }

    /** Null for every other message. */
    public static @Nullable YesNo meaning(String text) {
        if (text.length() > LONGEST) {
            return null;
        }
        String sign = withoutTints(text.strip());
        if (UP.contains(sign)) {
            return YES;
        }
        String folded = FoldedText.of(text);
        return YES.words.contains(folded) ? YES : DOWN.contains(sign) || NO.words.contains(folded) ? NO : null;
    }

    /** Pictures without the colour of their skin, and without the mark that makes a picture of a sign. */
    private static String withoutTints(String text) {
        StringBuilder plain = new StringBuilder(text.length());
        text.codePoints()
                .filter(c -> c != 0xFE0F && (c < 0x1F3FB || c > 0x1F3FF))
                .forEach(plain::appendCodePoint);
        return plain.toString();
    }
}
