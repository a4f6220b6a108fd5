package dev.vestnik.sandbox.smpp;

import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;

/** Decodes the octets of a text by SMPP's data_coding (SMPP 3.4, 5.2.19; the GSM groups of 3GPP TS 23.038). */
final class DataCoding {
    static final int GSM7 = 0;
    static final int UCS2 = 8;

    private DataCoding() {}

    static String decode(int coding, byte[] octets) {
        return switch (coding) {
            case 0 -> Gsm7Alphabet.decode(octets);
            case 1 -> new String(octets, StandardCharsets.US_ASCII);
            case 2, 3, 4 -> new String(octets, StandardCharsets.ISO_8859_1);
            case 6 -> new String(octets, Charset.forName("ISO-8859-5"));
            case 7 -> new String(octets, Charset.forName("ISO-8859-8"));
            case UCS2 -> new String(octets, StandardCharsets.UTF_16BE);
            default -> gsmGroup(coding, octets);
        };
    }

    private static String gsmGroup(int coding, byte[] octets) {
        boolean classGroup = (coding & 0xf0) == 0xf0;
        boolean generalGroup = (coding & 0xc0) == 0 && coding >= 0x10;
        boolean waitingUcs2 = (coding & 0xf0) == 0xe0;
        int alphabet = classGroup ? coding & 0x04 : generalGroup ? coding & 0x0c : waitingUcs2 ? UCS2 : 0;
        return switch (alphabet) {
            case 0 -> Gsm7Alphabet.decode(octets);
            case UCS2 -> new String(octets, StandardCharsets.UTF_16BE);
            default -> new String(octets, StandardCharsets.ISO_8859_1);
        };
    }
}
