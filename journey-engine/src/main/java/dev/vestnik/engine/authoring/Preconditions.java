package dev.vestnik.engine.authoring;

import java.util.Arrays;
import java.util.OptionalLong;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** ETags of definitions: their revisions, quoted. */
final class Preconditions {
    private static final Pattern REVISION = Pattern.compile("\"[0-9]{1,18}\"");

    private Preconditions() {}

    static String etag(long revision) {
        return "\"" + revision + "\"";
    }

    /**
     * Whether the definition is the one that the caller wants to change.
     *
     * @param ifMatch as RFC 9110 has it: absent, {@code *}, or some ETags of which one must be the current
     */
    static boolean hold(@Nullable String ifMatch, long revision) {
        return ifMatch == null
                || ifMatch.strip().equals("*") && revision > 0
                || tags(ifMatch).anyMatch(etag(revision)::equals);
    }

    /** The newest revision that an If-Match names; none where it names none. */
    static OptionalLong newest(String ifMatch) {
        return tags(ifMatch)
                .filter(tag -> REVISION.matcher(tag).matches())
                .mapToLong(tag -> Long.parseLong(tag.substring(1, tag.length() - 1)))
                .max();
    }

    private static Stream<String> tags(String ifMatch) {
        return Arrays.stream(ifMatch.split(",")).map(String::strip);
    }
}
