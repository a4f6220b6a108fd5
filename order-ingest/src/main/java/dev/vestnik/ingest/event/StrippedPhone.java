package dev.vestnik.ingest.event;

import java.util.regex.Pattern;

/** A phone number as people write it. Which one it is depends on the shop's country, which only the engine knows. */
final class StrippedPhone {
    private static final Pattern BETWEEN_DIGITS = Pattern.compile("[ \\u00a0\\u202f()\\-./]");

    /** The shortest numbers of small countries; the longest ones with a prefix for calls abroad. */
    private static final Pattern DIGITS = Pattern.compile("[0-9]{5,18}");

    private static final int LONGEST = 40;

    private StrippedPhone() {}

    static boolean isNumber(String text) {
        String plain = plain(text);
        return StringFormat.PHONE.fits(plain) || isNational(plain);
    }

    /** An international number without what people put between the digits, in E.164; another one as it is written. */
    static String kept(String text) {
        String plain = plain(text);
        return StringFormat.PHONE.fits(plain) ? plain : text;
    }

    /** Whether it has no country code of its own. */
    static boolean isNational(String text) {
        return DIGITS.matcher(plain(text)).matches();
    }

    private static String plain(String text) {
        return text.length() > LONGEST ? "" : BETWEEN_DIGITS.matcher(text).replaceAll("");
    }
}
