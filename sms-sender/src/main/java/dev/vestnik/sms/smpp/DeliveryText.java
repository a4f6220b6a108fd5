package dev.vestnik.sms.smpp;

import dev.vestnik.sms.text.Gsm7;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/** Reads the text of a delivery; for a part of a longer text, the text of that part. */
final class DeliveryText {
    private DeliveryText() {}

    static String of(Delivery delivery) {
        return decoded(delivery.dataCoding(), withoutHeader(delivery));
    }

    static byte[] withoutHeader(Delivery delivery) {
        byte[] octets = delivery.octets();
        if (!delivery.hasHeader()) {
            return octets;
        }
        int header = Byte.toUnsignedInt(octets[0]) + 1;
        return Arrays.copyOfRange(octets, Math.min(header, octets.length), octets.length);
    }

    static String decoded(int dataCoding, byte[] octets) {
        return switch (dataCoding & 0x0F) {
            case 0x08 -> new String(octets, StandardCharsets.UTF_16BE);
            case 0x01, 0x03 -> new String(octets, StandardCharsets.ISO_8859_1);
            default -> Gsm7.decode(octets);
        };
    }
}
