package dev.vestnik.rules.schedule;

import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneId;

/**
 * A time of day on somebody's clock. A day whose clocks skip the time has it as much later as they skip; a day that has it twice has it the
 * first time.
 */
public record DayTime(LocalTime at, Clock clock) {

    /** Whose clock shows the time. */
    public enum Clock {
        CUSTOMER,
        SHOP
    }

    Instant on(LocalDate day, Whereabouts there) {
        return day.atTime(at).atZone(zone(there)).toInstant();
    }

    /** The day that it is then. */
    LocalDate day(Instant instant, Whereabouts there) {
        return instant.atZone(zone(there)).toLocalDate();
    }

    /** The first such time that is not before. */
    Instant from(Instant earliest, Whereabouts there) {
        LocalDate day = day(earliest, there);
        Instant same = on(day, there);
        return same.isBefore(earliest) ? on(day.plusDays(1), there) : same;
    }

    private ZoneId zone(Whereabouts there) {
        return switch (clock) {
            case CUSTOMER -> there.own();
            case SHOP -> there.shop();
        };
    }
}
