package dev.vestnik.rules.document;

import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.core.TokenStreamLocation;
import tools.jackson.core.exc.StreamConstraintsException;
import tools.jackson.core.exc.UnexpectedEndOfInputException;

/** Says in one line why a text cannot be read as JSON or YAML, and where. In our words: a parser changes its own, and they speak of Java. */
public final class Unreadable {
    private static final int LONGEST_NAME = 100;

    private Unreadable() {}

    public static String why(JacksonException e) {
        String message = String.valueOf(e.getOriginalMessage());
        return kind(e, message) + place(e.getLocation());
    }

    private static String kind(JacksonException e, String message) {
        if (message.startsWith("Duplicate ")) {
            return "it names " + quoted(message) + " twice";
        }
        return switch (e) {
            case UnexpectedEndOfInputException end -> "it breaks off";
            case StreamConstraintsException limit ->
                "it is nested too deeply, or has a name, a number or a text that is too long";
            default -> found(message);
        };
    }

    /** The faults that people make in YAML most often. */
    private static String found(String message) {
        if (message.contains("TAB")) {
            return "it has a tab where only spaces may be";
        }
        if (message.contains("mapping values are not allowed")) {
            return "it has a second colon in a line, which needs quotes, or a line that is indented too far";
        }
        return message.contains("block end")
                ? "it has a line that is indented otherwise than those beside it"
                : "there is something that cannot be in this place";
    }

    /** The text between the outer quotes, of whichever kind they are. */
    private static String quoted(String message) {
        char quote = message.endsWith("'") ? '\'' : '"';
        int from = message.indexOf(quote) + 1;
        int to = message.lastIndexOf(quote);
        String name = from > 0 && to > from ? message.substring(from, to) : "something";
        return name.length() > LONGEST_NAME ? name.substring(0, LONGEST_NAME) + "…" : name;
    }

    private static String place(@Nullable TokenStreamLocation location) {
        return location == null || location.getLineNr() < 1
                ? ""
                : " (line " + location.getLineNr() + ", column " + location.getColumnNr() + ")";
    }
}
