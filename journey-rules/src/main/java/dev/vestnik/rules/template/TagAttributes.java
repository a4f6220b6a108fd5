package dev.vestnik.rules.template;

import java.util.HashMap;
import java.util.Locale;
import java.util.Map;

/** The attributes of one opening tag, whatever their quotes. Each character is looked at once. */
final class TagAttributes {
    private final String tag;
    private final int nameEnd;
    private final Map<String, Value> values = new HashMap<>();

    /** @param quote around it; 0 for none */
    private record Value(int from, int to, char quote) {}

    private TagAttributes(String tag, int nameEnd) {
        this.tag = tag;
        this.nameEnd = nameEnd;
    }

    static TagAttributes of(String tag) {
        int end = 1;
        while (end < tag.length() && !Character.isWhitespace(tag.charAt(end)) && "/>".indexOf(tag.charAt(end)) < 0) {
            end++;
        }
        TagAttributes attributes = new TagAttributes(tag, end);
        attributes.read();
        return attributes;
    }

    private void read() {
        int at = nameEnd;
        while (at < tag.length()) {
            int from = at;
            while (at < tag.length() && isName(tag.charAt(at))) {
                at++;
            }
            at = at > from && at < tag.length() && tag.charAt(at) == '='
                    ? value(tag.substring(from, at), at + 1)
                    : at + 1;
        }
    }

    private static boolean isName(char c) {
        return !Character.isWhitespace(c) && c != '=' && c != '/' && c != '>' && c != '"' && c != '\'';
    }

    /** Reads a value; of an attribute that stands twice the first counts. */
    private int value(String name, int from) {
        char quote = from < tag.length() ? tag.charAt(from) : 0;
        boolean quoted = quote == '"' || quote == '\'';
        int start = quoted ? from + 1 : from;
        int end = start;
        while (end < tag.length() && (quoted ? tag.charAt(end) != quote : isName(tag.charAt(end)))) {
            end++;
        }
        values.putIfAbsent(name.toLowerCase(Locale.ROOT), new Value(start, end, quoted ? quote : 0));
        return end + 1;
    }

    String element() {
        return tag.substring(1, nameEnd);
    }

    /** Empty where there is none. */
    String value(String name) {
        Value value = values.get(name);
        return value == null ? "" : tag.substring(value.from(), value.to());
    }

    /** The tag with a style in front of its own. */
    String withStyle(String style) {
        Value own = values.get("style");
        if (own == null) {
            return tag.substring(0, nameEnd) + " style=\"" + style + "\"" + tag.substring(nameEnd);
        }
        String merged = "\"" + style + value("style").replace('"', '\'') + "\"";
        int quotes = own.quote() == 0 ? 0 : 1;
        return tag.substring(0, own.from() - quotes) + merged + tag.substring(own.to() + quotes);
    }
}
