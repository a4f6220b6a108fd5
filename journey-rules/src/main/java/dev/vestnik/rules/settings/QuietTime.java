package dev.vestnik.rules.settings;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The time that is quiet in a zone. Where the clocks change, quiet hours begin when the clocks first show their beginning or a later
 * time, and end when they have shown their end, or a later time, for good: an hour that does not exist shortens them, in an hour that comes
 * twice they hold until the end comes the second time.
 *
 * @param hours that concern the message at hand
 */
public record QuietTime(List<QuietHours> hours, ZoneId zone, Calendar calendar) {
    /** Farther nobody looks for the end: no message lives so long, and holidays in a row are two weeks at most. */
    public static final Duration LOOK_AHEAD = Duration.ofDays(40);

    public QuietTime {
        hours = List.copyOf(hours);
    }

    /** The first moment from {@code at} on that is not quiet; null where {@code at} is not. Past {@link #LOOK_AHEAD} there is none near. */
    public @Nullable Instant until(Instant at) {
        Instant limit = at.plus(LOOK_AHEAD);
        Instant until = null;
        Instant end = endAt(at);
        while (end != null) {
            until = end;
            end = end.isAfter(limit) ? null : endAt(end);
        }
        return until;
    }

    /** The latest end of the quiet hours that are going on; null where none are. */
    private @Nullable Instant endAt(Instant at) {
        LocalDate today = LocalDate.ofInstant(at, zone);
        Instant latest = null;
        for (QuietHours one : hours) {
            // Clocks that go back over midnight show yesterday again when the hours of the day after have begun.
            for (LocalDate date = today.minusDays(1); !date.isAfter(today.plusDays(1)); date = date.plusDays(1)) {
                Instant end = endOf(one, date, at);
                latest = end != null && (latest == null || end.isAfter(latest)) ? end : latest;
            }
        }
        return latest;
    }

    /** The end of those that begin on this date, where they are going on. */
    private @Nullable Instant endOf(QuietHours one, LocalDate date, Instant at) {
        if (!one.beginOn(date, calendar) || at.isBefore(first(one.begin(date)))) {
            return null;
        }
        Instant end = last(one.end(date));
        return at.isBefore(end) ? end : null;
    }

    /** The instant at which the clocks first show this, or skip it. */
    private Instant first(LocalDateTime local) {
        List<ZoneOffset> offsets = zone.getRules().getValidOffsets(local);
        return offsets.isEmpty() ? skipping(local) : local.toInstant(offsets.getFirst());
    }

    /** The instant at which they come to it for the last time, or skip it. Clocks that go back to just this time do not come to it again. */
    private Instant last(LocalDateTime local) {
        List<ZoneOffset> offsets = zone.getRules().getValidOffsets(local);
        if (offsets.isEmpty()) {
            return skipping(local);
        }
        boolean twice = offsets.size() == 2
                && !local.equals(zone.getRules().getTransition(local).getDateTimeAfter());
        return local.toInstant(twice ? offsets.getLast() : offsets.getFirst());
    }

    private Instant skipping(LocalDateTime local) {
        return zone.getRules().getTransition(local).getInstant();
    }
}
