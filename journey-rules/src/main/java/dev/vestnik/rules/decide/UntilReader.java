package dev.vestnik.rules.decide;

import dev.vestnik.rules.condition.Expression;
import dev.vestnik.rules.document.Place;
import dev.vestnik.rules.journey.StepReading;
import java.time.DayOfWeek;
import java.time.Duration;
import java.time.LocalTime;
import java.time.format.DateTimeParseException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Reads the end of a delay out of its document. */
final class UntilReader {
    private static final int MOST_DAYS = 250;
    private static final String WORKDAY = "workday";
    private static final String BEST = "best";
    private static final String NO_WAIT = "the delay does not wait then";

    private final StepReading reading;

    UntilReader(StepReading reading) {
        this.reading = reading;
    }

    /** Whether a document says here how long in so many words, and not by an expression. */
    static boolean isPlain(Place length) {
        String text = length.isText() ? length.text() : null;
        return text != null && !isExpression(text);
    }

    /** An expression that gives a duration calls a function or reads a field; {@code PT1.5S} does neither. */
    private static boolean isExpression(String text) {
        boolean plain = text.matches("-?P[0-9T].*");
        return !plain && (text.contains("(") || text.contains("."));
    }

    /** Null only where there are faults. */
    @Nullable
    Until read() {
        ways();
        Place weekday = reading.at("weekday");
        if (weekday.present()
                && (!reading.at("at").present() || reading.at("workingDays").present())) {
            weekday.fault("needs a time: \"at\"");
        }
        if (reading.at("offset").present() && !reading.at("until").present()) {
            reading.at("offset").fault("needs an instant: \"until\"");
        }
        return Stream.of(lasting(), instant(), local())
                .flatMap(Optional::stream)
                .findFirst()
                .orElse(null);
    }

    private void ways() {
        List<String> said = Stream.of("for", "until", "workingDays", "at")
                .filter(key -> reading.at(key).present())
                .filter(key -> !key.equals("at") || !reading.at("workingDays").present())
                .toList();
        if (said.size() != 1) {
            String of = said.isEmpty() ? "one of" : "only one of";
            reading.place().fault("must say how long: " + of + " \"for\", \"until\", \"workingDays\", \"at\"");
        }
    }

    private Optional<Until> lasting() {
        Place place = reading.at("for");
        if (!place.isText() || isPlain(place)) {
            Duration duration = place.duration();
            return Optional.ofNullable(duration).map(Until.For::new);
        }
        return Optional.ofNullable(reading.duration(place, NO_WAIT)).map(Until.Lasting::new);
    }

    private Optional<Until> instant() {
        Expression instant = reading.instant(reading.at("until"), NO_WAIT);
        Until.Offset offset = offset(reading.at("offset"));
        return instant == null ? Optional.empty() : Optional.of(new Until.At(instant, offset));
    }

    private Until.@Nullable Offset offset(Place place) {
        if (!place.isText() || isPlain(place)) {
            Duration duration = place.signedDuration();
            return duration == null ? null : new Until.Offset.Fixed(duration);
        }
        Expression computed = reading.duration(place, NO_WAIT);
        return computed == null ? null : new Until.Offset.Computed(computed);
    }

    /** Whether a document says here that the customer's habits give the hour. */
    static boolean isBest(Place at) {
        return at.isText() && BEST.equals(at.text());
    }

    private Optional<Until> best() {
        Place weekday = reading.at("weekday");
        if (reading.at("workingDays").present() || weekday.isText() && WORKDAY.equals(weekday.text())) {
            reading.at("at").fault("can be \"best\" on any day, or with a weekday");
        }
        Optional<DayOfWeek> day =
                Optional.ofNullable(weekday.choice(weekdays())).flatMap(choice -> choice);
        return Optional.of(new Until.Best(day.orElse(null)));
    }

    private Optional<Until> local() {
        if (isBest(reading.at("at"))) {
            return best();
        }
        LocalTime time = time(reading.at("at"));
        Integer days = reading.at("workingDays").number(1, MOST_DAYS);
        Optional<DayOfWeek> weekday =
                Optional.ofNullable(reading.at("weekday").choice(weekdays())).flatMap(choice -> choice);
        if (days != null) {
            return Optional.of(new Until.WorkingDays(days, time));
        }
        if (time == null) {
            return Optional.empty();
        }
        boolean workday = reading.at("weekday").isText()
                && WORKDAY.equals(reading.at("weekday").text());
        return Optional.of(workday ? new Until.OnWorkingDay(time) : new Until.Local(time, weekday.orElse(null)));
    }

    private static @Nullable LocalTime time(Place place) {
        String text = place.text();
        try {
            return text == null ? null : LocalTime.parse(text);
        } catch (DateTimeParseException e) {
            place.fault("must be a time of day such as \"10:00\", or \"best\"");
            return null;
        }
    }

    private static Map<String, Optional<DayOfWeek>> weekdays() {
        Map<String, Optional<DayOfWeek>> weekdays = new LinkedHashMap<>();
        for (DayOfWeek day : DayOfWeek.values()) {
            weekdays.put(day.name().toLowerCase(Locale.ROOT), Optional.of(day));
        }
        weekdays.put(WORKDAY, Optional.empty());
        return weekdays;
    }
}
