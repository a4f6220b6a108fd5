package dev.vestnik.rules.template;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Characters as people see them (extended grapheme clusters of UAX 29): 👩‍👩‍👧 is one, and so is an accent with its letter. Linear. */
final class Characters {
    private static final Pattern CHARACTER = Pattern.compile("\\X");

    private Characters() {}

    static int count(CharSequence text) {
        Matcher matcher = CHARACTER.matcher(text);
        int count = 0;
        while (matcher.find()) {
            count++;
        }
        return count;
    }

    /** The end of so many characters; the end of the text where it has fewer. */
    static int end(CharSequence text, int count) {
        Matcher matcher = CHARACTER.matcher(text);
        int end = 0;
        for (int i = 0; i < count && matcher.find(); i++) {
            end = matcher.end();
        }
        return end;
    }

    static String first(CharSequence text) {
        return text.subSequence(0, end(text, 1)).toString();
    }

    static String last(CharSequence text) {
        Matcher matcher = CHARACTER.matcher(text);
        int start = text.length();
        while (matcher.find()) {
            start = matcher.start();
        }
        return text.subSequence(start, text.length()).toString();
    }

    static List<String> split(CharSequence text) {
        List<String> characters = new ArrayList<>();
        Matcher matcher = CHARACTER.matcher(text);
        while (matcher.find()) {
            if (characters.size() > CheckedFilter.MOST_ELEMENTS) {
                throw new Unrenderable("\"split\" makes at most " + CheckedFilter.MOST_ELEMENTS + " elements");
            }
            characters.add(matcher.group());
        }
        return characters;
    }

    /** The text of so many characters from a place; a negative one counts from the end. Empty where there is none. */
    static String slice(CharSequence text, int from, int length) {
        int size = from < 0 ? count(text) : 0;
        long start = from < 0 ? (long) size + from : from;
        if (start < 0 || length < 0) {
            return "";
        }
        int begin = end(text, (int) start);
        CharSequence rest = text.subSequence(begin, text.length());
        return rest.subSequence(0, end(rest, length)).toString();
    }

    /** The text cut to at most so many characters, among them the mark that there were more. */
    static String truncated(CharSequence text, int most, String mark) {
        return end(text, Math.max(0, most)) == text.length()
                ? text.toString()
                : text.subSequence(0, end(text, Math.max(0, most - count(mark)))) + mark;
    }

    static String capitalized(CharSequence text) {
        int first = end(text, 1);
        return Cases.upper(text.subSequence(0, first)) + Cases.lower(text.subSequence(first, text.length()));
    }
}
