package dev.vestnik.sms.smpp;

import dev.vestnik.sms.text.Gsm7;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import org.jsmpp.bean.DeliverSm;
import org.jsmpp.bean.OptionalParameter;

/** Reads the text of a deliver_sm; for a part of a longer text, the text of that part. */
final class DeliverSmText {
    private static final int WITH_HEADER = 0x40;
    private static final short MESSAGE_PAYLOAD = 0x0424;

    private DeliverSmText() {}

    static String of(DeliverSm delivered) {
        byte[] octets = octets(delivered);
        if ((delivered.getEsmClass() & WITH_HEADER) != 0 && octets.length > 0) {
            int header = Byte.toUnsignedInt(octets[0]) + 1;
            octets = Arrays.copyOfRange(octets, Math.min(header, octets.length), octets.length);
        }
        return switch (delivered.getDataCoding() & 0x0F) {
            case 0x08 -> new String(octets, StandardCharsets.UTF_16BE);
            case 0x01, 0x03 -> new String(octets, StandardCharsets.ISO_8859_1);
            default -> Gsm7.decode(octets);
        };
    }

    private static byte[] octets(DeliverSm delivered) {
        byte[] octets = delivered.getShortMessage();
        if (octets != null && octets.length > 0) {
            return octets;
        }
        return delivered.getOptionalParameter(MESSAGE_PAYLOAD) instanceof OptionalParameter.OctetString payload
                ? payload.getValue()
                : new byte[0];
    }
}
