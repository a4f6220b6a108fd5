package dev.vestnik.sms.smpp;

import dev.vestnik.sender.Dispatch;
import dev.vestnik.sms.text.SmsText;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.jsmpp.bean.OptionalParameter;

/**
 * One submit_sm of a text.
 *
 * @param esmClass 0x40 when the octets begin with a header
 * @param octets with the concatenation header of 3GPP TS 23.040, 9.2.3.24.1, where there are several
 */
record Part(int esmClass, int dataCoding, byte[] octets) {
    private static final int WITH_HEADER = 0x40;
    private static final int HEADER = 6;
    private static final int MOST_PARTS = 255;
    /** Vestnik's own parameters, in the vendors' range of SMPP 3.4. */
    private static final short MESSAGE_ID = 0x1400;

    private static final short TEMPLATE = 0x1401;
    private static final short ATTEMPT = 0x1402;

    /** Empty when the text has more parts than a header can count. */
    static List<Part> of(SmsText text, int reference) {
        int count = text.segments().size();
        if (count > MOST_PARTS) {
            return List.of();
        }
        if (count == 1) {
            return List.of(
                    new Part(0, text.alphabet().dataCoding(), text.segments().getFirst()));
        }
        List<Part> parts = new ArrayList<>();
        for (byte[] segment : text.segments()) {
            byte[] octets = new byte[HEADER + segment.length];
            byte[] header = {5, 0, 3, (byte) reference, (byte) count, (byte) (parts.size() + 1)};
            System.arraycopy(header, 0, octets, 0, HEADER);
            System.arraycopy(segment, 0, octets, HEADER, segment.length);
            parts.add(new Part(WITH_HEADER, text.alphabet().dataCoding(), octets));
        }
        return parts;
    }

    static OptionalParameter[] tags(Dispatch dispatch) {
        return new OptionalParameter[] {
            octets(MESSAGE_ID, dispatch.attempt().messageId().toString()),
            octets(TEMPLATE, dispatch.origin().template()),
            octets(ATTEMPT, String.valueOf(dispatch.attempt().number()))
        };
    }

    private static OptionalParameter octets(short tag, String value) {
        return new OptionalParameter.OctetString(tag, value.getBytes(StandardCharsets.UTF_8));
    }
}
