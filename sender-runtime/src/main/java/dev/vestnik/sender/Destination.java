package dev.vestnik.sender;

import com.google.i18n.phonenumbers.NumberParseException;
import com.google.i18n.phonenumbers.PhoneNumberUtil;
import com.google.i18n.phonenumbers.Phonenumber.PhoneNumber;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The phone number that a message goes to, as rules look at it; its country is worked out when a rule asks for one. Not thread-safe. */
final class Destination {
    private static final PhoneNumberUtil NUMBERS = PhoneNumberUtil.getInstance();
    private static final String NOWHERE = "";

    private final String number;
    private @Nullable String country;

    /** @param number in E.164; empty for a message that goes to none */
    Destination(String number) {
        this.number = number;
    }

    static Destination of(Dispatch dispatch) {
        return new Destination(dispatch.content() instanceof Content.Sms sms ? sms.to() : NOWHERE);
    }

    /** Whether numbers of a country of these two letters can be told. */
    static boolean isCountry(String code) {
        return NUMBERS.getSupportedRegions().contains(code);
    }

    boolean beginsWithOneOf(List<String> prefixes) {
        return prefixes.stream().anyMatch(number::startsWith);
    }

    boolean isInOneOf(List<String> countries) {
        if (country == null) {
            country = countryOf(number);
        }
        return countries.contains(country);
    }

    /** The country by the ranges of numbers, which +7 and +1 have several of; the largest one of the calling code for a range that is not known yet. */
    private static String countryOf(String number) {
        try {
            PhoneNumber parsed = NUMBERS.parse(number, null);
            String country = NUMBERS.getRegionCodeForNumber(parsed);
            return country == null ? NUMBERS.getRegionCodeForCountryCode(parsed.getCountryCode()) : country;
        } catch (NumberParseException e) {
            return NOWHERE;
        }
    }
}
