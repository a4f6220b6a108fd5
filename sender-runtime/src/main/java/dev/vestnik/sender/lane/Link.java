package dev.vestnik.sender.lane;

import dev.vestnik.sender.DomainName;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Set;

/** Makes the web addresses in a message fit for headers and requests, as a browser's address bar does. Linear in its input. */
final class Link {
    private static final int LONGEST = 2_048;
    private static final Set<String> SCRIPTS = Set.of("javascript", "vbscript", "data");
    private static final String ENCODED = " \"<>\\^`{|}";
    private static final String AUTHORITY_ENDS = "/?#\\";
    private static final String HOST_ENDS = AUTHORITY_ENDS + ":";
    private static final String HEX = "0123456789ABCDEF";

    private Link() {}

    /** The address in ASCII without line breaks and other control characters; percent-encodes characters that an address cannot hold. */
    static String clean(String address) {
        StringBuilder clean = new StringBuilder(Math.min(address.length(), LONGEST) + 16);
        inAscii(address.strip()).codePoints().forEach(c -> append(c, clean));
        return clean.toString();
    }

    /** Writes the host of a web address in ASCII ({@link DomainName}); leaves an address as it is whose host cannot be written so. */
    private static String inAscii(String address) {
        int begin = hostBegin(address);
        int end = hostEnd(address, begin);
        String host = address.substring(begin, end);
        if (host.chars().allMatch(c -> c < 0x80)) {
            return address;
        }
        return DomainName.ascii(host)
                .map(ascii -> address.substring(0, begin) + ascii + address.substring(end))
                .orElse(address); // percent-encoded: the gateway refuses it if it cannot use it
    }

    private static int hostEnd(String address, int begin) {
        int end = begin;
        while (end < address.length() && HOST_ENDS.indexOf(address.charAt(end)) < 0) {
            end++;
        }
        return end;
    }

    /** The index behind scheme and user; the end of the text when it is no web address. */
    private static int hostBegin(String address) {
        String scheme = address.substring(0, Math.min(address.length(), 8)).toLowerCase(Locale.ROOT);
        int begin = scheme.startsWith("https://") ? 8 : scheme.startsWith("http://") ? 7 : address.length();
        int end = begin;
        while (end < address.length() && AUTHORITY_ENDS.indexOf(address.charAt(end)) < 0) {
            end++;
        }
        return Math.max(begin, address.lastIndexOf('@', end - 1) + 1);
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

    /** Whether a notification may make a device open the address: it is no script and not too long. */
    static boolean mayBeOpened(String address) {
        int colon = address.indexOf(':');
        String scheme = colon < 0 ? "" : address.substring(0, colon).toLowerCase(Locale.ROOT);
        return !address.isEmpty() && address.length() <= LONGEST && !SCRIPTS.contains(scheme);
    }
}
