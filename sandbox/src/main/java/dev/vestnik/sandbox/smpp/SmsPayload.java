package dev.vestnik.sandbox.smpp;

import dev.vestnik.sandbox.ledger.PartPosition;
import java.util.Arrays;
import org.jsmpp.SMPPConstant;
import org.jsmpp.bean.OptionalParameter;
import org.jsmpp.bean.SubmitSm;
import org.jsmpp.extra.ProcessRequestException;
import org.jspecify.annotations.Nullable;

/** The octets of a text without its user data header, with its place if it is one of several parts. */
record SmsPayload(byte[] octets, @Nullable PartPosition part) {
    private static final int CONCATENATED_8BIT = 0x00;
    private static final int CONCATENATED_16BIT = 0x08;
    private static final short MESSAGE_PAYLOAD = 0x0424;
    private static final short SAR_REFERENCE = 0x020c;
    private static final short SAR_TOTAL = 0x020e;
    private static final short SAR_NUMBER = 0x020f;

    static SmsPayload of(SubmitSm submit) throws ProcessRequestException {
        byte[] octets = submit.getShortMessage() == null ? new byte[0] : submit.getShortMessage();
        if (octets.length == 0
                && submit.getOptionalParameter(MESSAGE_PAYLOAD) instanceof OptionalParameter.OctetString all) {
            octets = all.getValue();
        }
        return submit.isUdhi() ? withHeader(octets) : new SmsPayload(octets, segment(submit));
    }

    private static SmsPayload withHeader(byte[] octets) throws ProcessRequestException {
        int length = octets.length == 0 ? 0 : 1 + (octets[0] & 0xff);
        if (length == 0 || length > octets.length) {
            throw refused("the user data header is longer than the message");
        }
        return new SmsPayload(Arrays.copyOfRange(octets, length, octets.length), concatenation(octets, length));
    }

    private static @Nullable PartPosition concatenation(byte[] octets, int end) throws ProcessRequestException {
        for (int i = 1; i + 1 < end; i += 2 + (octets[i + 1] & 0xff)) {
            int length = octets[i + 1] & 0xff;
            if (i + 2 + length > end) {
                throw refused("an element of the user data header is longer than the header");
            }
            if (octets[i] == CONCATENATED_8BIT && length == 3) {
                return part(octets[i + 2] & 0xff, octets[i + 3], octets[i + 4]);
            }
            if (octets[i] == CONCATENATED_16BIT && length == 4) {
                return part(((octets[i + 2] & 0xff) << 8) | (octets[i + 3] & 0xff), octets[i + 4], octets[i + 5]);
            }
        }
        return null;
    }

    private static @Nullable PartPosition segment(SubmitSm submit) throws ProcessRequestException {
        if (submit.getOptionalParameter(SAR_REFERENCE) instanceof OptionalParameter.Short reference
                && submit.getOptionalParameter(SAR_TOTAL) instanceof OptionalParameter.Byte total
                && submit.getOptionalParameter(SAR_NUMBER) instanceof OptionalParameter.Byte number) {
            return part(reference.getValue() & 0xffff, total.getValue(), number.getValue());
        }
        return null;
    }

    private static @Nullable PartPosition part(int reference, byte total, byte number) throws ProcessRequestException {
        PartPosition part = new PartPosition(reference, total & 0xff, number & 0xff);
        if (part.number() < 1 || part.number() > part.total()) {
            throw refused("part " + part.number() + " of " + part.total());
        }
        return part.total() == 1 ? null : part;
    }

    private static ProcessRequestException refused(String why) {
        return new ProcessRequestException(why, SMPPConstant.STAT_ESME_RSUBMITFAIL);
    }
}
