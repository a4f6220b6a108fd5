package dev.vestnik.engine.journey;

import java.util.regex.Pattern;

/**
 * The id of a journey.
 *
 * @param value 1-100 characters: small letters, digits, dots, dashes
 */
public record JourneyId(String value) {
    private static final Pattern SHAPE = Pattern.compile("[a-z0-9][a-z0-9.-]{0,99}");

    public JourneyId {
        if (!isValid(value)) {
            throw new IllegalArgumentException("an id is 1-100 small letters, digits, dots and dashes: " + value);
        }
    }

    public static boolean isValid(String value) {
        return SHAPE.matcher(value).matches();
    }

    @Override
    public String toString() {
        return value;
    }
}
