package dev.vestnik.rules.settings;

import dev.vestnik.rules.channel.Channel;
import dev.vestnik.rules.document.Place;
import dev.vestnik.rules.journey.JourneyClass;
import java.time.DayOfWeek;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The time that quiet hours leave: each message that waits for their end must have some in a week without holidays. */
final class FreeTime {
    private static final Instant A_MONDAY = Instant.parse("2027-05-03T00:00:00Z");
    private static final Instant THE_NEXT = A_MONDAY.plus(Duration.ofDays(7));

    private FreeTime() {}

    /** @param quietHours where a fault is noted if there is none: nothing would ever be sent */
    static void check(Place quietHours, ShopSettings settings) {
        for (Set<DayOfWeek> weekend : weekends(settings.calendars())) {
            for (Channel channel : Channel.values()) {
                for (JourneyClass messageClass : JourneyClass.values()) {
                    if (!isAny(settings.quietHours(), channel, messageClass, weekend)) {
                        quietHours.fault("leave no minute of the week in which a message of class "
                                + messageClass.name().toLowerCase(Locale.ROOT) + " may go by " + channel.label()
                                + ": shorten them");
                        return;
                    }
                }
            }
        }
    }

    private static Set<Set<DayOfWeek>> weekends(List<Calendar> calendars) {
        Stream<Calendar> all = calendars.isEmpty() ? Stream.of(Calendar.WEEKS) : calendars.stream();
        return all.map(Calendar::weekend).collect(Collectors.toUnmodifiableSet());
    }

    private static boolean isAny(
            List<QuietHours> all, Channel channel, JourneyClass messageClass, Set<DayOfWeek> weekend) {
        List<QuietHours> hours =
                all.stream().filter(one -> one.concern(channel, messageClass)).toList();
        Instant free = new QuietTime(hours, ZoneOffset.UTC, Calendar.ofWeeks(weekend)).until(A_MONDAY);
        return free == null || free.isBefore(THE_NEXT);
    }
}
