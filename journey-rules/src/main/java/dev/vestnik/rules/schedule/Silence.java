package dev.vestnik.rules.schedule;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * So long after the last of some events, once for each such silence.
 *
 * @param length of the silence
 * @param of the types of the events
 * @param time of the day at which it is looked for; null: at once
 */
public record Silence(
        Duration length, List<String> of, @Nullable DayTime time) implements Schedule {
    public static final String EVENT = "calendar.silence";

    public Silence {
        of = List.copyOf(of);
    }

    @Override
    public String event() {
        return EVENT;
    }

    /**
     * The moment of the silence that began with the last event.
     *
     * @param since when the journey was published: a silence that had lasted long enough by then counts from then on
     */
    public ScheduledMoment next(Instant last, Instant since, Whereabouts there) {
        Instant over = last.plus(length);
        Instant earliest = over.isAfter(since) ? over : since.plusMillis(1);
        Instant at = time == null ? earliest : time.from(earliest, there);
        return new ScheduledMoment(at, String.valueOf(last.toEpochMilli()), Map.of("last", last));
    }
}
