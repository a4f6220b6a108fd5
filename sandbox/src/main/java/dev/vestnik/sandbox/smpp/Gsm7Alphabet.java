package dev.vestnik.sandbox.smpp;

import java.io.ByteArrayOutputStream;
import java.util.Optional;

/**
 * The GSM default alphabet with its extension table (3GPP TS 23.038, 6.2.1), one septet in each octet as SMPP carries it. Written apart
 * from the sender's own alphabet, so that a fault in one shows against the other.
 */
public final class Gsm7Alphabet {
    private static final char ESCAPE = '\u001b';
    private static final String BASIC = "@£$¥èéùìòÇ\nØø\rÅåΔ_ΦΓΛΩΠΨΣΘΞ\u001bÆæßÉ !\"#¤%&'()*+,-./0123456789:;<=>?"
            + "¡ABCDEFGHIJKLMNOPQRSTUVWXYZÄÖÑÜ§¿abcdefghijklmnopqrstuvwxyzäöñüà";
    private static final String EXTENDED = "\f^{}\\[~]|€";
    private static final byte[] EXTENDED_CODES = {0x0a, 0x14, 0x28, 0x29, 0x2f, 0x3c, 0x3d, 0x3e, 0x40, 0x65};

    private Gsm7Alphabet() {}

    static String decode(byte[] septets) {
        StringBuilder text = new StringBuilder(septets.length);
        for (int i = 0; i < septets.length; i++) {
            char symbol = BASIC.charAt(septets[i] & 0x7f);
            if (symbol == ESCAPE && i + 1 < septets.length) {
                symbol = extended(septets[++i]);
            }
            text.append(symbol == ESCAPE ? ' ' : symbol);
        }
        return text.toString();
    }

    /** The extension of a code; a code without one is shown as the basic symbol, as phones do. */
    private static char extended(byte code) {
        for (int i = 0; i < EXTENDED_CODES.length; i++) {
            if (EXTENDED_CODES[i] == code) {
                return EXTENDED.charAt(i);
            }
        }
        return BASIC.charAt(code & 0x7f);
    }

    /** Encodes a text; empty when a symbol is not in the alphabet. */
    public static Optional<byte[]> encode(String text) {
        ByteArrayOutputStream septets = new ByteArrayOutputStream(text.length());
        for (int i = 0; i < text.length(); i++) {
            char symbol = text.charAt(i);
            int basic = symbol == ESCAPE ? -1 : BASIC.indexOf(symbol);
            int extended = EXTENDED.indexOf(symbol);
            if (basic >= 0) {
                septets.write(basic);
            } else if (extended >= 0) {
                septets.write(ESCAPE);
                septets.write(EXTENDED_CODES[extended]);
            } else {
                return Optional.empty();
            }
        }
        return Optional.of(septets.toByteArray());
    }
}
