package dev.vestnik.sms.text;

import java.nio.charset.StandardCharsets;

/** Decodes octets by SMPP's data_coding (SMPP 3.4, 5.2.19). */
public final class DataCoding {
    private static final int ALPHABET = 0x0F;

    private DataCoding() {}

    /** The text of a whole delivery, or of several parts one after the other. */
    public static String decode(int dataCoding, byte[] octets) {
        return switch (dataCoding & ALPHABET) {
            case 0x08 -> new String(octets, StandardCharsets.UTF_16BE);
            case 0x01, 0x03 -> new String(octets, StandardCharsets.ISO_8859_1);
            default -> Gsm7.decode(octets);
        };
    }
}
