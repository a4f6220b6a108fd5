package dev.vestnik.sms.text;

import java.io.ByteArrayOutputStream;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The GSM default alphabet with its extension table (3GPP TS 23.038), one septet an octet as SMPP wants it. */
public final class Gsm7 {
    private static final byte ESCAPE = 0x1B;
    private static final String BASIC = "@£$¥èéùìòÇ\nØø\rÅåΔ_ΦΓΛΩΠΨΣΘΞ\u001bÆæßÉ !\"#¤%&'()*+,-./0123456789:;<=>?"
            + "¡ABCDEFGHIJKLMNOPQRSTUVWXYZÄÖÑÜ§¿abcdefghijklmnopqrstuvwxyzäöñüà";
    private static final Map<Character, Byte> SEPTETS = new HashMap<>();
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
    private static final Map<Character, Byte> EXTENSIONS = new HashMap<>();

    static {
        for (int i = 0; i < BASIC.length(); i++) {
            if (i != ESCAPE) {
                SEPTETS.put(BASIC.charAt(i), (byte) i);
            }
        }
        EXTENDED.forEach((septet, character) -> EXTENSIONS.put(character, septet));
    }

    private Gsm7() {}

    /** The one or two septets of a character; null when the alphabet does not have it. */
    static byte @Nullable [] septets(char character) {
        Byte basic = SEPTETS.get(character);
        if (basic != null) {
            return new byte[] {basic};
        }
        Byte extension = EXTENSIONS.get(character);
        return extension == null ? null : new byte[] {ESCAPE, extension};
    }

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

    static byte @Nullable [] encode(String text) {
        ByteArrayOutputStream octets = new ByteArrayOutputStream(text.length());
        for (int i = 0; i < text.length(); i++) {
            byte[] septets = septets(text.charAt(i));
            if (septets == null) {
                return null;
            }
            octets.writeBytes(septets);
        }
        return octets.toByteArray();
    }

    /** Whether a cut before this position would fall between an escape and its character. */
    static boolean isEscaped(byte[] octets, int position) {
        return position > 0 && position < octets.length && octets[position - 1] == ESCAPE;
    }
}
