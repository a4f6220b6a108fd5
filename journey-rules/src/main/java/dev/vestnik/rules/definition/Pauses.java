package dev.vestnik.rules.definition;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The pause that a journey is in, and those before it that its customers may not have gone on from.
 *
 * @param since null: it is not paused
 * @param resumeAt when it goes on by itself; null: not by itself
 * @param meanwhile the fate of what comes due in it, unless its resumption says something else
 * @param past pauses that are over, the newest last: each began soon after the one before it
 * @param takenUp when the journey was taken up again that had been archived or deleted; null: it never was
 */
public record Pauses(
        @Nullable Instant since,
        @Nullable Instant resumeAt,
        Meanwhile meanwhile,
        List<Resumption> past,
        @Nullable Instant takenUp) {
    public static final Pauses NONE = new Pauses(null, null, Meanwhile.SKIP_EXPIRED, List.of());

    /** After so long all customers have gone on from a pause, each in a moment of a quarter of an hour of their own: twice that, for some lag. */
    private static final Duration GONE_ON = Duration.ofMinutes(30);

    /** The most past pauses that are kept: one more pushes out the oldest, which then counts no more. */
    private static final int MOST = 8;

    public Pauses {
        past = List.copyOf(past);
    }

    /** Makes those of a journey that was never archived. */
    public Pauses(@Nullable Instant since, @Nullable Instant resumeAt, Meanwhile meanwhile, List<Resumption> past) {
        this(since, resumeAt, meanwhile, past, null);
    }

    /** Nobody waits in it: the journey takes customers again that was archived or deleted. */
    Pauses takenUp(Instant at) {
        return new Pauses(since, resumeAt, meanwhile, past, at);
    }

    /** Paused from now on; one that is paused already has been since before. */
    Pauses paused(Instant at, Action.Pause pause) {
        Resumption last = last();
        boolean again = last != null && at.isBefore(last.to().plus(GONE_ON));
        return new Pauses(
                since == null ? at : since,
                pause.resume(),
                pause.meanwhile(),
                since != null || again ? past : List.of(),
                takenUp);
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
                null,
                null,
                Meanwhile.SKIP_EXPIRED,
                with(new Resumption(from, to, said == null ? meanwhile : said)),
                takenUp);
    }

    /** Not paused, and not resumed either: the journey is archived or deleted. */
    Pauses over() {
        return new Pauses(null, null, Meanwhile.SKIP_EXPIRED, past, takenUp);
    }

    /** The newest pause that is over; null: none. */
    public @Nullable Resumption last() {
        return past.isEmpty() ? null : past.getLast();
    }

    /** The pauses that are over by now, whether the log says so already or not, the newest last. */
    public List<Resumption> ended(Instant now) {
        Instant from = since;
        return from != null && resumeAt != null && !now.isBefore(resumeAt)
                ? with(new Resumption(from, resumeAt, meanwhile))
                : past;
    }

    private List<Resumption> with(Resumption newest) {
        List<Resumption> all = new ArrayList<>(past);
        all.add(newest);
        return all.subList(Math.max(0, all.size() - MOST), all.size());
    }
}
