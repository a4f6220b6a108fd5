package dev.vestnik.rules.document;

import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.core.TokenStreamLocation;

/** Says in one line why a text cannot be read as JSON or YAML, and where: the parser's words without what it says of itself. */
public final class Unreadable {
    private static final Pattern ITSELF = Pattern.compile(" \\([a-z ]*\\[Source: [^\\]]*]\\)");

    private Unreadable() {}

    public static String why(JacksonException e) {
        String message = e.getOriginalMessage();
        String line = message == null ? "" : message.lines().findFirst().orElse("");
        return (line.isEmpty() ? "cannot be read" : ITSELF.matcher(line).replaceAll("")) + place(e.getLocation());
    }

    private static String place(@Nullable TokenStreamLocation location) {
        return location == null || location.getLineNr() < 1
                ? ""
                : " (line " + location.getLineNr() + ", column " + location.getColumnNr() + ")";
    }
}
