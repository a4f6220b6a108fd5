package dev.vestnik.rules.reply;

import java.text.Normalizer;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** A short text as words are compared: people write capitals, accents, exclamation marks and pictures as they like. */
public final class FoldedText {
    private FoldedText() {}

    /** Letters and digits in small letters without accents, one space between words. */
    public static String of(String text) {
        String apart = Normalizer.normalize(text, Normalizer.Form.NFKD).toLowerCase(Locale.ROOT);
        StringBuilder folded = new StringBuilder(apart.length());
        apart.codePoints().forEach(c -> {
            if (Character.isLetterOrDigit(c)) {
                folded.appendCodePoint(c);
            } else if (isSpace(c) && !folded.isEmpty() && folded.charAt(folded.length() - 1) != ' ') {
                folded.append(' ');
            }
        });
        return folded.toString().strip();
    }

    /** All of these words. */
    public static Set<String> of(String... words) {
        return Stream.of(words).map(FoldedText::of).collect(Collectors.toUnmodifiableSet());
    }

    private static boolean isSpace(int c) {
        return Character.isWhitespace(c) || Character.isSpaceChar(c);
    }
}
