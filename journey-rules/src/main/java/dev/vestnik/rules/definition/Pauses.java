package dev.vestnik.rules.definition;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * The pause that a journey is in, and the one before it.
 *
 * @param since null: it is not paused
 * @param resumeAt when it goes on by itself; null: not by itself
 * @param meanwhile the fate of what comes due in it, unless its resumption says something else
 * @param last the newest pause that is over; null: none
 */
public record Pauses(
        @Nullable Instant since,
        @Nullable Instant resumeAt,
        Meanwhile meanwhile,
        @Nullable Resumption last) {
    public static final Pauses NONE = new Pauses(null, null, Meanwhile.SKIP_EXPIRED, null);

    /** Paused from now on; one that is paused already has been since before. */
    Pauses paused(Instant at, Action.Pause pause) {
        return new Pauses(since == null ? at : since, pause.resume(), pause.meanwhile(), last);
    }

    /**
     * Goes on; one that was paused until a time has gone on by then.
     *
     * @param said null: as the pause said
     */
    Pauses resumed(Instant at, @Nullable Meanwhile said) {
        Instant from = since;
        if (from == null) {
            return over();
        }
        Instant to = resumeAt != null && resumeAt.isBefore(at) ? resumeAt : at;
        return new Pauses(
                null, null, Meanwhile.SKIP_EXPIRED, new Resumption(from, to, said == null ? meanwhile : said));
    }

    /** Not paused, and not resumed either: the journey is archived or deleted. */
    Pauses over() {
        return new Pauses(null, null, Meanwhile.SKIP_EXPIRED, last);
    }

    /** The newest pause that is over by now, whether the log says so already or not; null where there is none. */
    public @Nullable Resumption ended(Instant now) {
        Instant from = since;
        return from != null && resumeAt != null && !now.isBefore(resumeAt)
                ? new Resumption(from, resumeAt, meanwhile)
                : last;
    }
}
