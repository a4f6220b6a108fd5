package dev.vestnik.rules.template;

import dev.vestnik.rules.work.Needle;
import java.util.ArrayList;
import java.util.List;

/** Looks for a text in another one and puts something else there; linear in both, and in what it makes. */
final class Replacement {
    private Replacement() {}

    static CharSequence all(CharSequence text, String what, String by) {
        Needle needle = new Needle(what);
        StringBuilder made = new StringBuilder();
        int from = 0;
        int at = needle.in(text, 0);
        while (at >= 0) {
            made.append(text, from, at).append(by);
            from = at + needle.length();
            bound(made);
            // An empty text is found once between any two characters.
            int next = needle.length() == 0 ? Math.min(at + 1, text.length() + 1) : from;
            at = needle.in(text, next);
        }
        made.append(text, from, text.length());
        bound(made);
        return made.toString();
    }

    static CharSequence first(CharSequence text, String what, String by) {
        int at = new Needle(what).in(text, 0);
        return at < 0
                ? text.toString()
                : new StringBuilder(text.length() + by.length())
                        .append(text, 0, at)
                        .append(by)
                        .append(text, at + what.length(), text.length())
                        .toString();
    }

    /** Replaces the last of the texts, found as the first in the reversed text. */
    static CharSequence last(CharSequence text, String what, String by) {
        StringBuilder backwards = new StringBuilder(text).reverse();
        int at = new Needle(new StringBuilder(what).reverse()).in(backwards, 0);
        if (at < 0) {
            return text.toString();
        }
        int from = text.length() - at - what.length();
        return new StringBuilder(text.length() + by.length())
                .append(text, 0, from)
                .append(by)
                .append(text, from + what.length(), text.length())
                .toString();
    }

    /** The parts between these; without empty ones at the end, and by an empty one the characters, by a space the words. */
    static List<String> split(CharSequence text, String by) {
        return by.isEmpty() ? Characters.split(text) : by.equals(" ") ? words(text) : parts(text, by);
    }

    private static List<String> words(CharSequence text) {
        String squished = Words.squished(text);
        return squished.isEmpty() ? List.of() : parts(squished, " ");
    }

    private static List<String> parts(CharSequence text, String by) {
        Needle needle = new Needle(by);
        List<String> parts = new ArrayList<>();
        int from = 0;
        int at = needle.in(text, 0);
        while (at >= 0) {
            if (parts.size() > CheckedFilter.MOST_ELEMENTS) {
                throw new Unrenderable("\"split\" makes at most " + CheckedFilter.MOST_ELEMENTS + " elements");
            }
            parts.add(text.subSequence(from, at).toString());
            from = at + needle.length();
            at = needle.in(text, from);
        }
        parts.add(text.subSequence(from, text.length()).toString());
        while (!parts.isEmpty() && parts.getLast().isEmpty()) {
            parts.removeLast();
        }
        return parts;
    }

    private static void bound(StringBuilder made) {
        if (made.length() > CheckedFilter.LONGEST) {
            throw new Unrenderable("\"replace\" makes at most " + CheckedFilter.LONGEST + " characters");
        }
    }
}
