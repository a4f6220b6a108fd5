package dev.vestnik.sms.smpp;

import dev.vestnik.sms.text.SmsText;
import java.util.ArrayList;
import java.util.List;

/**
 * A part of a text, submitted by one submit_sm.
 *
 * @param esmClass 0x40 when the octets begin with a header, else 0
 * @param octets the text, behind the concatenation header of 3GPP TS 23.040, 9.2.3.24.1, when it has several parts
 */
record SmsPart(int esmClass, int dataCoding, byte[] octets) {
    private static final int WITH_HEADER = 0x40;
    private static final int HEADER = 6;

    /** Makes the parts of a text; of at most 255, since a header counts no more. */
    static List<SmsPart> of(SmsText text, int reference) {
        int count = text.segments().size();
        if (count == 1) {
            return List.of(
                    new SmsPart(0, text.alphabet().dataCoding(), text.segments().getFirst()));
        }
        List<SmsPart> parts = new ArrayList<>();
        for (byte[] segment : text.segments()) {
            byte[] octets = new byte[HEADER + segment.length];
            byte[] header = {5, 0, 3, (byte) reference, (byte) count, (byte) (parts.size() + 1)};
            System.arraycopy(header, 0, octets, 0, HEADER);
            System.arraycopy(segment, 0, octets, HEADER, segment.length);
            parts.add(new SmsPart(WITH_HEADER, text.alphabet().dataCoding(), octets));
        }
        return parts;
    }
}
