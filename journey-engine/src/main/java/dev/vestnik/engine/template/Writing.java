package dev.vestnik.engine.template;

import java.util.regex.Pattern;

/** Where a text is going: what is escaped, what is tidied. */
enum Writing {
    /** Values are escaped. */
    HTML,
    /** As it is, without white space around. */
    PLAIN,
    /** One line: a subject, a title, a link. A line break in a value must not start another header. */
    LINE,
    /** Plain, with ordinary spaces, which cost one character in the SMS alphabet where others turn all of the text into UCS-2. */
    SMS;

    private static final Pattern BLANK_LINES = Pattern.compile("\\n{3,}");
    private static final Pattern LINE_BREAK = Pattern.compile("\\s*[\\r\\n\\u2028\\u2029]\\s*");

    String tidy(String text) {
        return switch (this) {
            case HTML -> text;
            case PLAIN ->
                text.indexOf("\n\n\n") < 0
                        ? text.strip()
                        : BLANK_LINES.matcher(text.strip()).replaceAll("\n\n");
            case LINE -> LINE_BREAK.matcher(text.strip()).replaceAll(" ");
            case SMS -> spaces(text).strip();
        };
    }

    private static String spaces(String text) {
        return text.replace('\u00a0', ' ')
                .replace('\u202f', ' ')
                .replace('\u2009', ' ')
                .replace("\r", "");
    }
}
