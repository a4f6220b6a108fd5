package dev.vestnik.sms.smpp;

import java.util.Optional;
import org.jsmpp.bean.OptionalParameter;

/** The place of a delivery among the parts of a long text (3GPP TS 23.040, 9.2.3.24.1 and 9.2.3.24.8; SMPP 3.4, 5.3.2.22-24). */
record PartPosition(int reference, int total, int number) {
    private static final int REFERENCE_OF_8_BITS = 0x00;
    private static final int REFERENCE_OF_16_BITS = 0x08;
    private static final short SAR_REFERENCE = 0x020C;
    private static final short SAR_TOTAL = 0x020E;
    private static final short SAR_NUMBER = 0x020F;

    /** Reads the place from the user data header or from the sar parameters; empty for a text of its own. */
    static Optional<PartPosition> of(DeliveredMessage delivery) {
        Optional<PartPosition> position = delivery.hasHeader() ? inHeader(delivery.octets()) : inParameters(delivery);
        return position.filter(place -> place.total() > 1 && place.number() >= 1 && place.number() <= place.total());
    }

    /** Looks at one information element after the other; an element that is longer than the header ends the search. */
    private static Optional<PartPosition> inHeader(byte[] octets) {
        int end = Math.min(octets.length, 1 + at(octets, 0));
        for (int i = 1; i + 1 < end; i += 2 + at(octets, i + 1)) {
            int length = at(octets, i + 1);
            if (i + 2 + length > end) {
                return Optional.empty();
            }
            if (at(octets, i) == REFERENCE_OF_8_BITS && length == 3) {
                return Optional.of(new PartPosition(at(octets, i + 2), at(octets, i + 3), at(octets, i + 4)));
            }
            if (at(octets, i) == REFERENCE_OF_16_BITS && length == 4) {
                int reference = at(octets, i + 2) << 8 | at(octets, i + 3);
                return Optional.of(new PartPosition(reference, at(octets, i + 4), at(octets, i + 5)));
            }
        }
        return Optional.empty();
    }

    private static int at(byte[] octets, int index) {
        return Byte.toUnsignedInt(octets[index]);
    }

    private static Optional<PartPosition> inParameters(DeliveredMessage delivery) {
        return delivery.parameter(SAR_REFERENCE) instanceof OptionalParameter.Short reference
                        && delivery.parameter(SAR_TOTAL) instanceof OptionalParameter.Byte total
                        && delivery.parameter(SAR_NUMBER) instanceof OptionalParameter.Byte number
                ? Optional.of(new PartPosition(
                        Short.toUnsignedInt(reference.getValue()),
                        Byte.toUnsignedInt(total.getValue()),
                        Byte.toUnsignedInt(number.getValue())))
                : Optional.empty();
    }
}
