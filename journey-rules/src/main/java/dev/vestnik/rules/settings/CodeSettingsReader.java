package dev.vestnik.rules.settings;

import dev.vestnik.rules.document.Place;
import java.time.Duration;
import java.util.List;

/** Reads {@code codes}: {@code {length, lifetime, tries, again, perAddress, perCountry, perHour}}. */
final class CodeSettingsReader {
    /** A code is in no topic for longer. */
    private static final Duration LONGEST = Duration.ofMinutes(15);

    private static final int MOST = 1_000_000;

    private CodeSettingsReader() {}

    static CodeSettings read(Place place, CodeSettings otherwise) {
        if (!place.present() || !place.map()) {
            return otherwise;
        }
        place.only(List.of("length", "lifetime", "tries", "again", "perAddress", "perCountry", "perHour"));
        return new CodeSettings(
                number(place.at("length"), 4, 10, otherwise.length()),
                duration(place.at("lifetime"), otherwise.lifetime()),
                number(place.at("tries"), 1, 10, otherwise.tries()),
                duration(place.at("again"), otherwise.again()),
                number(place.at("perAddress"), 1, 20, otherwise.perAddress()),
                number(place.at("perCountry"), 0, MOST, otherwise.perCountry()),
                number(place.at("perHour"), 0, MOST, otherwise.perHour()));
    }

    private static int number(Place place, int least, int most, int otherwise) {
        Integer number = place.number(least, most);
        return number == null ? otherwise : number;
    }

    private static Duration duration(Place place, Duration otherwise) {
        Duration duration = place.duration();
        if (duration != null && duration.compareTo(LONGEST) > 0) {
            place.fault("must be at most PT15M");
        }
        return duration == null ? otherwise : duration;
    }
}
