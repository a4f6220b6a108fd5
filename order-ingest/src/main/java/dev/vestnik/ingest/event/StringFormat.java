package dev.vestnik.ingest.event;

import java.net.URI;
import java.net.URISyntaxException;
import java.time.ZoneId;
import java.util.Currency;
import java.util.IllformedLocaleException;
import java.util.Locale;
import java.util.Set;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** The schemas' {@code format} of a string: the form that it must have beyond being a string. */
enum StringFormat {
    ID("an id of 1 to 256 characters without control characters", StringFormat::isId),
    CURRENCY("an ISO 4217 currency code, for example RUB", StringFormat::isCurrency),
    URL("an absolute URL, for example https://shop.example/cart", StringFormat::isUrl),
    PHONE("a phone number in E.164, for example +74956460054", Patterns.E164.asMatchPredicate()),
    WRITTEN_PHONE(
            "a phone number: in E.164, for example +74956460054, or as people of the shop's country write it, for"
                    + " example 8 495 646-00-54",
            StrippedPhone::isNumber),
    EMAIL("an e-mail address", StringFormat::isEmail),
    LOCALE("a BCP 47 language tag, for example ru or pt-BR", StringFormat::isLocale),
    TIMEZONE("an IANA time zone, for example Europe/Moscow", Patterns.ZONES::contains);

    private static final int LONGEST_ID = 256;
    private static final int LONGEST_URL = 8_192;
    /** RFC 5646 asks for room for 35; extensions may need more. */
    private static final int LONGEST_LOCALE = 100;

    private static final int LONGEST_EMAIL = 254;
    private static final Set<String> ACTIVE_CONTENT = Set.of("javascript", "data", "vbscript", "file", "blob");

    private final String expected;
    private final Predicate<String> fits;

    StringFormat(String expected, Predicate<String> fits) {
        this.expected = expected;
        this.fits = fits;
    }

    /** Enum constants cannot use their own class's static fields while they are made. */
    private static final class Patterns {
        static final Pattern E164 = Pattern.compile("\\+[1-9][0-9]{6,14}");
        static final Pattern EMAIL = Pattern.compile(
                "[^\\s\\p{Cntrl}@\"<>()\\[\\],;:\\\\]{1,64}@([\\p{L}\\p{N}]([\\p{L}\\p{N}-]{0,61}[\\p{L}\\p{N}])?\\.)+[\\p{L}\\p{N}-]{2,63}");
        static final Set<String> ZONES = Set.copyOf(ZoneId.getAvailableZoneIds());
        static final Set<String> CURRENCIES = Currency.getAvailableCurrencies().stream()
                .map(Currency::getCurrencyCode)
                .collect(Collectors.toUnmodifiableSet());
    }

    /** The format that a schema names. */
    static StringFormat named(String format) {
        return valueOf(format.toUpperCase(Locale.ROOT).replace('-', '_'));
    }

    boolean fits(String value) {
        return fits.test(value);
    }

    String expected() {
        return expected;
    }

    private static boolean isId(String value) {
        return !value.isBlank() && value.length() <= LONGEST_ID && value.chars().noneMatch(Character::isISOControl);
    }

    private static boolean isCurrency(String value) {
        return Patterns.CURRENCIES.contains(value);
    }

    private static boolean isUrl(String value) {
        try {
            URI uri = new URI(value);
            return value.length() <= LONGEST_URL
                    && uri.getScheme() != null
                    && uri.getRawAuthority() != null
                    && !ACTIVE_CONTENT.contains(uri.getScheme().toLowerCase(Locale.ROOT));
        } catch (URISyntaxException e) {
            return false;
        }
    }

    private static boolean isEmail(String value) {
        return value.length() <= LONGEST_EMAIL && Patterns.EMAIL.matcher(value).matches();
    }

    private static boolean isLocale(String value) {
        try {
            return value.length() <= LONGEST_LOCALE
                    && !new Locale.Builder()
                            .setLanguageTag(value)
                            .build()
                            .getLanguage()
                            .isEmpty();
        } catch (IllformedLocaleException e) {
            return false;
        }
    }
}
