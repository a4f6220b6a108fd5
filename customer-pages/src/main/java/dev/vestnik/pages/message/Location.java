package dev.vestnik.pages.message;

import java.nio.charset.StandardCharsets;
import java.util.HexFormat;

/** A web address as a header may have it (RFC 3986): what is no ASCII, and what an address must not have, is encoded. Linear. */
final class Location {
    private static final String FORBIDDEN = " \"<>\\^`{|}";
    private static final HexFormat HEX = HexFormat.of().withUpperCase();

    private Location() {}

    static String of(String target) {
        StringBuilder location = new StringBuilder(target.length());
        for (byte octet : target.getBytes(StandardCharsets.UTF_8)) {
            if (octet > ' ' && octet < 0x7f && FORBIDDEN.indexOf(octet) < 0) {
                location.append((char) octet);
            } else {
                location.append('%').append(HEX.toHexDigits(octet));
            }
        }
        return location.toString();
    }
}
