package dev.vestnik.sms.text;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * A text cut into the segments that are sent and charged: GSM-7 when the default alphabet has all of its characters (160 septets, or 153
 * a part; those of the extension table count twice), else Latin-1 where the gateway knows it (140 characters, or 134 a part), else UCS-2
 * (70 characters, or 67 a part). A cut never divides a surrogate pair or an escape sequence.
 *
 * @param segments the octets of each segment, without the header that joins them
 */
public record SmsText(Alphabet alphabet, List<byte[]> segments) {

    /** Alphabets of a text; sizes are in octets as SMPP carries them. */
    public enum Alphabet {
        GSM7(160, 153, 0x00),
        LATIN1(140, 134, 0x03),
        UCS2(140, 134, 0x08);

        private final int alone;
        private final int joined;
        private final int dataCoding;

        Alphabet(int alone, int joined, int dataCoding) {
            this.alone = alone;
            this.joined = joined;
            this.dataCoding = dataCoding;
        }

        /** SMPP's data_coding. */
        public int dataCoding() {
            return dataCoding;
        }
    }

    public SmsText {
        segments = List.copyOf(segments);
    }

    /**
     * Cuts a text.
     *
     * @param latin1 whether the gateway knows Latin-1
     */
    public static SmsText of(String text, boolean latin1) {
        byte[] septets = Gsm7.encode(text);
        if (septets != null) {
            return new SmsText(Alphabet.GSM7, cut(Alphabet.GSM7, septets));
        }
        return latin1 && text.chars().allMatch(SmsText::isLatin1)
                ? new SmsText(Alphabet.LATIN1, cut(Alphabet.LATIN1, text.getBytes(StandardCharsets.ISO_8859_1)))
                : new SmsText(Alphabet.UCS2, cut(Alphabet.UCS2, text.getBytes(StandardCharsets.UTF_16BE)));
    }

    private static boolean isLatin1(int character) {
        return character <= 0xFF && !(character >= 0x80 && character < 0xA0);
    }

    private static List<byte[]> cut(Alphabet alphabet, byte[] octets) {
        if (octets.length <= alphabet.alone) {
            return List.of(octets);
        }
        List<byte[]> segments = new ArrayList<>();
        int start = 0;
        while (start < octets.length) {
            int end = end(alphabet, octets, Math.min(octets.length, start + alphabet.joined));
            segments.add(Arrays.copyOfRange(octets, start, end));
            start = end;
        }
        return segments;
    }

    private static int end(Alphabet alphabet, byte[] octets, int end) {
        return switch (alphabet) {
            case GSM7 -> Gsm7.isEscaped(octets, end) ? end - 1 : end;
            case LATIN1 -> end;
            case UCS2 -> end < octets.length && isLowSurrogate(octets, end) ? end - 2 : end;
        };
    }

    private static boolean isLowSurrogate(byte[] octets, int position) {
        return (octets[position] & 0xFC) == 0xDC;
    }
}
