package dev.vestnik.sender;

import dev.vestnik.service.settings.SettingFault;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The phone numbers that a rule or a price is about. A condition that is absent matches every number.
 *
 * @param countries ISO 3166
 * @param prefixes beginnings of numbers, with plus and country code: {@code +7}, {@code +7916}
 */
record Numbers(@Nullable List<String> countries, @Nullable List<String> prefixes) {
    private static final Pattern PREFIX = Pattern.compile("\\+[0-9]{1,15}");

    boolean contains(Destination to) {
        return (countries == null || to.isInOneOf(countries)) && (prefixes == null || to.beginsWithOneOf(prefixes));
    }

    boolean areAll() {
        return countries == null && prefixes == null;
    }

    /** Whether a condition is there that no number can fulfil. */
    boolean isEmpty() {
        return countries != null && countries.isEmpty() || prefixes != null && prefixes.isEmpty();
    }

    /** The faults, by the end of the setting's name. */
    List<SettingFault> faults() {
        List<SettingFault> faults = new ArrayList<>();
        Stream.ofNullable(countries)
                .flatMap(List::stream)
                .filter(country -> !Destination.isCountry(country))
                .forEach(country -> faults.add(new SettingFault(
                        ".countries", ": " + country + " is no country's two letters such as RU (or \"NO\", quoted)")));
        Stream.ofNullable(prefixes)
                .flatMap(List::stream)
                .filter(prefix -> !PREFIX.matcher(prefix).matches())
                .forEach(prefix -> faults.add(
                        new SettingFault(".prefixes", ": " + prefix + " is no beginning of a number such as +7916")));
        return faults;
    }
}
