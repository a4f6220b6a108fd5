package dev.vestnik.rules.schedule;

import java.time.DayOfWeek;
import java.time.LocalDate;
import java.time.MonthDay;
import java.util.function.Predicate;

/** Days that come again. */
public sealed interface Days {
    /** @param off the days on which people do not work */
    boolean have(LocalDate day, Predicate<LocalDate> off);

    /** Every day. */
    record All() implements Days {
        @Override
        public boolean have(LocalDate day, Predicate<LocalDate> off) {
            return true;
        }
    }

    /** Every day on which people work. */
    record Working() implements Days {
        @Override
        public boolean have(LocalDate day, Predicate<LocalDate> off) {
            return !off.test(day);
        }
    }

    /** A day of each week. */
    record OfWeek(DayOfWeek weekday) implements Days {
        @Override
        public boolean have(LocalDate day, Predicate<LocalDate> off) {
            return day.getDayOfWeek() == weekday;
        }
    }

    /** A day of each month, from 1; the last one of a month that has fewer. */
    record OfMonth(int number) implements Days {
        @Override
        public boolean have(LocalDate day, Predicate<LocalDate> off) {
            return day.getDayOfMonth() == Math.min(number, day.lengthOfMonth());
        }
    }

    /** The first working day of each month. */
    record FirstWorking() implements Days {
        @Override
        public boolean have(LocalDate day, Predicate<LocalDate> off) {
            LocalDate first = day.withDayOfMonth(1);
            return !off.test(day) && first.datesUntil(day).allMatch(off);
        }
    }

    /** The last working day of each month. */
    record LastWorking() implements Days {
        @Override
        public boolean have(LocalDate day, Predicate<LocalDate> off) {
            LocalDate next = day.withDayOfMonth(day.lengthOfMonth()).plusDays(1);
            return !off.test(day) && day.plusDays(1).datesUntil(next).allMatch(off);
        }
    }

    /** A day of each year; 28 February for 29 February where there is none. */
    record OfYear(MonthDay date) implements Days {
        @Override
        public boolean have(LocalDate day, Predicate<LocalDate> off) {
            return date.atYear(day.getYear()).equals(day);
        }
    }
}
