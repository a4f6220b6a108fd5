package dev.vestnik.rules.template;

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

    String tidy(String text) {
        return switch (this) {
            case HTML -> SafeLinks.checked(text);
            case PLAIN -> Spaces.withoutEmptyLines(text.strip());
            case LINE -> Spaces.onOneLine(text.strip());
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
