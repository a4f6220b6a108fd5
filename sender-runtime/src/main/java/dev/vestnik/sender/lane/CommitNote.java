package dev.vestnik.sender.lane;

import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;

/** The metadata of a committed offset: from where on the partition's attempts are needed by the next owner. */
final class CommitNote {
    private static final String PREFIX = "attempts=";

    private CommitNote() {}

    static String write(long attemptsOffset) {
        return PREFIX + attemptsOffset;
    }

    /** Empty when somebody else has set the offset: then all attempts are needed. */
    static OptionalLong read(@Nullable String metadata) {
        return metadata != null && metadata.matches(PREFIX + "\\d{1,18}")
                ? OptionalLong.of(Long.parseLong(metadata.substring(PREFIX.length())))
                : OptionalLong.empty();
    }
}
