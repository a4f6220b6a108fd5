package dev.vestnik.rules.template;

import java.util.Locale;
import java.util.function.UnaryOperator;

/**
 * Capital and small letters. The JDK makes room for each letter that becomes two (ß) by a copy of all the text, so the text is given to it
 * in short parts: up to a space where there is one, since the small sigma at the end of a word is another.
 */
final class Cases {
    private static final int LEAST = 16;
    private static final int MOST = 48;

    private Cases() {}

    static String upper(CharSequence text) {
        return inParts(text, part -> part.toUpperCase(Locale.ROOT));
    }

    static String lower(CharSequence text) {
        return inParts(text, part -> part.toLowerCase(Locale.ROOT));
    }

    private static String inParts(CharSequence text, UnaryOperator<String> change) {
        StringBuilder changed = new StringBuilder(text.length());
        int from = 0;
        while (from < text.length()) {
            int to = end(text, from);
            changed.append(change.apply(text.subSequence(from, to).toString()));
            from = to;
        }
        return changed.toString();
    }

    private static int end(CharSequence text, int from) {
        int to = Math.min(text.length(), from + LEAST);
        while (to < text.length() && to < from + MOST && text.charAt(to - 1) != ' ') {
            to++;
        }
        boolean pair = to < text.length() && Character.isHighSurrogate(text.charAt(to - 1));
        return pair ? to + 1 : to;
    }
}
