package dev.vestnik.rules.template;

/** The place that a text is going to, which says what is escaped and what is tidied. */
enum Writing {
    /** Values are escaped. */
    HTML,
    /** As it is, without white space around. */
    PLAIN,
    /** One line: a subject, a title, a link. A line break in a value must not start another header. */
    LINE,
    /** Plain, with ordinary spaces, which cost one character in the SMS alphabet where others turn all of the text into UCS-2. */
    SMS;

    /** The text as it is sent: without control characters other than tabs and line breaks, and in a line without those. */
    String tidy(String made) {
        String text = this == LINE ? made.replace('\u0085', '\n').replace('\t', ' ') : made;
        String clean = ControlCharacters.removed(text);
        return switch (this) {
            case HTML -> SafeLinks.checked(clean);
            case PLAIN -> Spaces.withoutEmptyLines(clean.strip());
            case LINE -> Spaces.onOneLine(clean.strip());
            case SMS -> spaces(clean).strip();
        };
    }

    private static String spaces(String text) {
        return text.replace('\u00a0', ' ')
                .replace('\u202f', ' ')
                .replace('\u2009', ' ')
                .replace("\r", "");
    }
}
