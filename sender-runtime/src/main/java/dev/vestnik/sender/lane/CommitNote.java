package dev.vestnik.sender.lane;

import java.util.OptionalLong;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * The metadata of a committed offset.
 *
 * @param attempts the first attempts offset that the partition's next owner needs; empty when another tool has set the offset: the owner
 *     then needs all of them
 * @param aside the attempts offset before which unreadable attempts are among the dead letters already
 */
record CommitNote(OptionalLong attempts, long aside) {
    private static final Pattern FORM = Pattern.compile("attempts=(\\d{1,18})(?:;aside=(\\d{1,18}))?");
    private static final CommitNote NONE = new CommitNote(OptionalLong.empty(), 0);

    static String write(long attempts, long aside) {
        return "attempts=" + attempts + (aside > attempts ? ";aside=" + aside : "");
    }

    static CommitNote read(@Nullable String metadata) {
        Matcher note = FORM.matcher(metadata == null ? "" : metadata);
        if (!note.matches()) {
            return NONE;
        }
        String aside = note.group(2);
        return new CommitNote(
                OptionalLong.of(Long.parseLong(note.group(1))), aside == null ? 0 : Long.parseLong(aside));
    }
}
