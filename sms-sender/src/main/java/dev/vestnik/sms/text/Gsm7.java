package dev.vestnik.sms.text;

import java.util.Arrays;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The GSM default alphabet with its extension table (3GPP TS 23.038), one septet an octet as SMPP wants it. */
public final class Gsm7 {
    private static final byte ESCAPE = 0x1B;
    private static final String BASIC = "@£$¥èéùìòÇ\nØø\rÅåΔ_ΦΓΛΩΠΨΣΘΞ\u001bÆæßÉ !\"#¤%&'()*+,-./0123456789:;<=>?"
            + "¡ABCDEFGHIJKLMNOPQRSTUVWXYZÄÖÑÜ§¿abcdefghijklmnopqrstuvwxyzäöñüà";
    private static final Map<Byte, Character> EXTENDED = Map.of(
            (byte) 0x0A,
            '\f',
            (byte) 0x14,
            '^',
            (byte) 0x28,
            '{',
            (byte) 0x29,
            '}',
            (byte) 0x2F,
            '\\',
            (byte) 0x3C,
            '[',
            (byte) 0x3D,
            '~',
            (byte) 0x3E,
            ']',
            (byte) 0x40,
            '|',
            (byte) 0x65,
            '€');
    /** By character: its septet, that of the extension table with {@link #EXTENSION} added, or {@link #NONE}. */
    private static final short[] SEPTETS = new short['€' + 1];

    private static final short NONE = -1;
    private static final int EXTENSION = 0x100;

    static {
        Arrays.fill(SEPTETS, NONE);
        for (int i = 0; i < BASIC.length(); i++) {
            if (i != ESCAPE) {
                SEPTETS[BASIC.charAt(i)] = (short) i;
            }
        }
        EXTENDED.forEach((septet, character) -> SEPTETS[character] = (short) (EXTENSION + septet));
    }

    private Gsm7() {}

    /** Decodes unpacked septets; leaves octets out that are none. */
    public static String decode(byte[] octets) {
        StringBuilder text = new StringBuilder(octets.length);
        for (int i = 0; i < octets.length; i++) {
            if (octets[i] == ESCAPE && i + 1 < octets.length) {
                i++;
                text.append(EXTENDED.getOrDefault(octets[i], ' '));
            } else if (octets[i] >= 0 && octets[i] != ESCAPE) {
                text.append(BASIC.charAt(octets[i]));
            }
        }
        return text.toString();
    }

    /** The septets of a text; null when the alphabet does not have all of its characters. */
    static byte @Nullable [] encode(String text) {
        byte[] octets = new byte[2 * text.length()];
        int length = 0;
        for (int i = 0; i < text.length(); i++) {
            char character = text.charAt(i);
            short septet = character < SEPTETS.length ? SEPTETS[character] : NONE;
            if (septet == NONE) {
                return null;
            }
            if (septet >= EXTENSION) {
                octets[length++] = ESCAPE;
            }
            octets[length++] = (byte) septet;
        }
        return Arrays.copyOf(octets, length);
    }

    /** Whether a cut before this position would fall between an escape and its character. */
    static boolean isEscaped(byte[] octets, int position) {
        return position > 0 && position < octets.length && octets[position - 1] == ESCAPE;
    }
}
