package dev.vestnik.rules.template;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * Goes through the tags of a markup text, one after the other, past comments and quoted attribute values. Each character is looked at
 * once. Not thread-safe.
 */
final class MarkupTags {
    /** Names are cut to this. */
    static final int LONGEST_NAME = 100;

    private final CharSequence text;
    private int at;
    private int line = 1;
    private @Nullable String broken;

    /**
     * A tag.
     *
     * @param name in small letters
     * @param closing whether it is {@code </name>}
     * @param empty whether it is {@code <name/>}
     * @param attributes the parts with white space between that stand beside the name
     */
    record Tag(String name, boolean closing, boolean empty, List<String> attributes, int line) {}

    MarkupTags(CharSequence text) {
        this.text = text;
    }

    /** The problem after which the markup cannot be read on, with its line; null where all could be read. */
    @Nullable
    String broken() {
        return broken;
    }

    /** The next tag; null after the last. */
    @Nullable
    Tag next() {
        while (at < text.length() && broken == null) {
            if (text.charAt(at) != '<') {
                step();
            } else if (starts("<!--")) {
                skip("-->", "a comment");
            } else if (starts("<![CDATA[")) {
                skip("]]>", "a CDATA section");
            } else {
                Tag tag = tag();
                if (tag != null) {
                    return tag;
                }
            }
        }
        return null;
    }

    private void step() {
        line += text.charAt(at++) == '\n' ? 1 : 0;
    }

    private boolean starts(String what) {
        return at + what.length() <= text.length() && what.contentEquals(text.subSequence(at, at + what.length()));
    }

    private void skip(String end, String what) {
        int from = line;
        while (at < text.length() && !starts(end)) {
            step();
        }
        if (at == text.length()) {
            broken = "line " + from + ": " + what + " is not closed";
        }
    }

    /** Null, and a step on, where a {@code <} starts no tag. */
    private @Nullable Tag tag() {
        int startLine = line;
        step();
        boolean closing = at < text.length() && text.charAt(at) == '/';
        if (closing) {
            step();
        }
        String name = name();
        if (name.isEmpty()) {
            return null;
        }
        List<String> attributes = attributes();
        if (at == text.length()) {
            broken = "line " + startLine + ": <" + MjmlCheck.shown(name) + " is not closed";
            return null;
        }
        boolean empty = text.charAt(at - 1) == '/';
        step();
        return new Tag(name, closing, empty, attributes, startLine);
    }

    private String name() {
        int from = at;
        while (at < text.length() && isName(text.charAt(at))) {
            at++;
        }
        boolean letter = at > from && Character.isLetter(text.charAt(from));
        int to = Math.min(at, from + LONGEST_NAME);
        return letter ? text.subSequence(from, to).toString().toLowerCase(Locale.ROOT) : "";
    }

    private static boolean isName(char c) {
        return c != '>' && c != '/' && c != '<' && c > ' ';
    }

    /** Goes to the end of the tag and gives what is on the way. */
    private List<String> attributes() {
        List<String> attributes = new ArrayList<>();
        int from = -1;
        char quote = 0;
        while (at < text.length() && (quote != 0 || text.charAt(at) != '>')) {
            char c = text.charAt(at);
            boolean space = quote == 0 && (c <= ' ' || c == '/');
            if (space && from >= 0) {
                attributes.add(text.subSequence(from, at).toString());
            }
            from = space ? -1 : from < 0 ? at : from;
            boolean opens = quote == 0 && (c == '"' || c == '\'');
            quote = opens ? c : c == quote ? 0 : quote;
            step();
        }
        if (from >= 0) {
            attributes.add(text.subSequence(from, at).toString());
        }
        return attributes;
    }
}
