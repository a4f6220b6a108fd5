package dev.vestnik.rules.settings;

import dev.vestnik.rules.channel.Channel;
import dev.vestnik.rules.journey.JourneyClass;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.util.Set;

/**
 * Hours of the customer's day in which messages wait.
 *
 * @param from the first moment of them
 * @param to the first moment after them, on the next day where it is not later than {@code from}
 * @param days on which they begin
 * @param channels whose messages wait; empty: all
 * @param classes whose messages wait
 */
public record QuietHours(LocalTime from, LocalTime to, Days days, Set<Channel> channels, Set<JourneyClass> classes) {

    /** The days on which quiet hours begin, by the calendar of the customer's country. */
    public enum Days {
        EVERY_DAY,
        WORKING_DAYS,
        DAYS_OFF
    }

    public QuietHours {
        channels = Set.copyOf(channels);
        classes = Set.copyOf(classes);
    }

    /** Whether such a message waits. */
    public boolean concern(Channel channel, JourneyClass messageClass) {
        return classes.contains(messageClass) && (channels.isEmpty() || channels.contains(channel));
    }

    boolean beginOn(LocalDate date, Calendar calendar) {
        return switch (days) {
            case EVERY_DAY -> true;
            case WORKING_DAYS -> !calendar.isOff(date);
            case DAYS_OFF -> calendar.isOff(date);
        };
    }

    LocalDateTime begin(LocalDate date) {
        return date.atTime(from);
    }

    /** The end of those that begin on this date. */
    LocalDateTime end(LocalDate date) {
        return (to.isAfter(from) ? date : date.plusDays(1)).atTime(to);
    }
}
