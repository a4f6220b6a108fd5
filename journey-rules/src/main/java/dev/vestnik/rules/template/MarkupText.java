package dev.vestnik.rules.template;

import dev.vestnik.rules.work.Needle;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A text without its tags, comments, scripts and styles, by the rules of Liquid's {@code strip_html}. The library's patterns look from
 * every {@code <} to the end of the text for what closes it; this one remembers that there is nothing.
 */
final class MarkupText {
    private static final List<String[]> BLOCKS = List.of(
            new String[] {"<script", "</script>"}, new String[] {"<style", "</style>"}, new String[] {"<!--", "-->"});
    private static final List<String[]> TAGS = List.<String[]>of(new String[] {"<", ">"});

    private MarkupText() {}

    static String of(CharSequence text) {
        return without(without(text, BLOCKS), TAGS);
    }

    private static String without(CharSequence text, List<String[]> kinds) {
        List<Enclosure> enclosures = kinds.stream().map(Enclosure::new).toList();
        StringBuilder left = new StringBuilder(text.length());
        int at = 0;
        while (at < text.length()) {
            int end = text.charAt(at) == '<' ? end(text, at, enclosures) : -1;
            if (end < 0) {
                left.append(text.charAt(at));
            }
            at = end < 0 ? at + 1 : end;
        }
        return left.toString();
    }

    private static int end(CharSequence text, int at, List<Enclosure> enclosures) {
        for (Enclosure enclosure : enclosures) {
            int end = enclosure.end(text, at);
            if (end >= 0) {
                return end;
            }
        }
        return -1;
    }

    /** A part of a text that starts and ends in these ways; not thread-safe. */
    private static final class Enclosure {
        private final String opening;
        private final Needle closing;
        private @Nullable Integer next;

        Enclosure(String[] ends) {
            this.opening = ends[0];
            this.closing = new Needle(ends[1]);
        }

        /** The place past the end of such a part where it starts here; else -1. */
        int end(CharSequence text, int at) {
            if (!startsHere(text, at)) {
                return -1;
            }
            int close = closing(text, at + opening.length());
            return close < 0 ? -1 : close + closing.length();
        }

        private boolean startsHere(CharSequence text, int at) {
            for (int i = 0; i < opening.length(); i++) {
                if (at + i >= text.length() || text.charAt(at + i) != opening.charAt(i)) {
                    return false;
                }
            }
            return true;
        }

        /** The next closing at or after {@code from}, which never goes back: so each character is looked at once. */
        private int closing(CharSequence text, int from) {
            Integer known = next;
            if (known == null || (known >= 0 && known < from)) {
                known = closing.in(text, from);
                next = known;
            }
            return known;
        }
    }
}
