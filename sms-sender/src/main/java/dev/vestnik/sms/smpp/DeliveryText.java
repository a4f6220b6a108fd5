package dev.vestnik.sms.smpp;

import dev.vestnik.sms.text.DataCoding;
import java.util.Arrays;

/** Reads the text of a delivery; for a part of a longer text, the text of that part. */
final class DeliveryText {
    private DeliveryText() {}

    static String of(DeliveredMessage delivery) {
        return DataCoding.decode(delivery.dataCoding(), withoutHeader(delivery));
    }

    static byte[] withoutHeader(DeliveredMessage delivery) {
        byte[] octets = delivery.octets();
        if (!delivery.hasHeader()) {
            return octets;
        }
        int header = Byte.toUnsignedInt(octets[0]) + 1;
        return Arrays.copyOfRange(octets, Math.min(header, octets.length), octets.length);
    }
}
