package dev.vestnik.sender.lane;

import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Set;

/** Makes the addresses in a message fit for headers and requests, as a browser's address bar does. Linear in its input. */
final class Link {
    private static final int LONGEST = 2_048;
    private static final Set<String> SCRIPTS = Set.of("javascript", "vbscript", "data");
    private static final String ENCODED = " \"<>\\^`{|}";
    private static final String HEX = "0123456789ABCDEF";

    private Link() {}

    /** Without line breaks and other control characters, in ASCII: what an address cannot hold is percent-encoded. */
    static String clean(String address) {
        StringBuilder clean = new StringBuilder(Math.min(address.length(), LONGEST) + 16);
        address.strip().codePoints().forEach(c -> append(c, clean));
        return clean.toString();
    }

    private static void append(int c, StringBuilder clean) {
        if (c < ' ' || c == 0x7F || Character.getType(c) == Character.SURROGATE) {
            return;
        }
        if (c < 0x7F && ENCODED.indexOf(c) < 0) {
            clean.append((char) c);
            return;
        }
        for (byte b : Character.toString(c).getBytes(StandardCharsets.UTF_8)) {
            clean.append('%').append(HEX.charAt((b >> 4) & 15)).append(HEX.charAt(b & 15));
        }
    }

    /** Whether a device may be told to open it: no script, and not too long for a notification. */
    static boolean mayBeOpened(String address) {
        int colon = address.indexOf(':');
        String scheme = colon < 0 ? "" : address.substring(0, colon).toLowerCase(Locale.ROOT);
        return !address.isEmpty() && address.length() <= LONGEST && !SCRIPTS.contains(scheme);
    }
}
