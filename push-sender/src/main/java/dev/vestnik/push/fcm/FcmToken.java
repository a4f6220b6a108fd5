package dev.vestnik.push.fcm;

import java.util.regex.Pattern;

/** The syntax of registration tokens, which Google does not document: what it never gives out is known for certain. */
final class FcmToken {
    private static final Pattern PRINTABLE = Pattern.compile("[!-~]{1,4096}");

    /** Apple's tokens: at least 32 bytes in hexadecimal digits. */
    private static final Pattern APPLES = Pattern.compile("(?:[0-9a-fA-F]{2}){32,}");

    /** All that Google has given out so far: letters, digits and three signs, never short. */
    private static final Pattern GOOGLES = Pattern.compile("[A-Za-z0-9_:-]{100,}");

    private FcmToken() {}

    /** Whether Google may be asked about the token; one of Apple's is refused, since its device may be alive. */
    static boolean mayBeSent(String token) {
        return PRINTABLE.matcher(token).matches() && !APPLES.matcher(token).matches();
    }

    /** Whether Google may have given the token out. */
    static boolean isPlausible(String token) {
        return GOOGLES.matcher(token).matches();
    }
}
