package dev.vestnik.sms.smpp;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.jsmpp.PDUStringException;
import org.jsmpp.SMPPConstant;
import org.jsmpp.bean.DataSm;
import org.jsmpp.bean.DeliverSm;
import org.jsmpp.bean.OptionalParameter;
import org.jsmpp.util.DefaultDecomposer;
import org.jspecify.annotations.Nullable;

/**
 * A deliver_sm or data_sm.
 *
 * @param from as the rest of Vestnik writes it; may be empty
 * @param octets of the text, from the field or from the parameter message_payload
 */
record DeliveredMessage(
        int esmClass, int dataCoding, String from, String to, byte[] octets, List<OptionalParameter> parameters) {
    private static final int WITH_HEADER = 0x40;
    private static final int MESSAGE_TYPE = 0x3C;
    private static final int RECEIPT = 0x04;
    private static final int INTERMEDIATE = 0x20;
    private static final short MESSAGE_PAYLOAD = 0x0424;
    private static final int COMMAND = 4;

    DeliveredMessage {
        parameters = List.copyOf(parameters);
    }

    /** @throws MalformedException for octets that are none */
    static DeliveredMessage of(byte[] pdu) throws MalformedException {
        try {
            return ByteBuffer.wrap(pdu).getInt(COMMAND) == SMPPConstant.CID_DATA_SM
                    ? of(DefaultDecomposer.getInstance().dataSm(pdu))
                    : of(DefaultDecomposer.getInstance().deliverSm(pdu));
        } catch (PDUStringException | RuntimeException e) {
            throw new MalformedException(e);
        }
    }

    private static DeliveredMessage of(DeliverSm message) {
        byte[] octets = message.getShortMessage();
        List<OptionalParameter> parameters = parameters(message.getOptionalParameters());
        return new DeliveredMessage(
                message.getEsmClass(),
                message.getDataCoding(),
                Address.shown(message.getSourceAddrTon(), message.getSourceAddr()),
                Address.shown(message.getDestAddrTon(), message.getDestAddress()),
                octets == null || octets.length == 0 ? payload(parameters) : octets,
                parameters);
    }

    private static DeliveredMessage of(DataSm message) {
        List<OptionalParameter> parameters = parameters(message.getOptionalParameters());
        return new DeliveredMessage(
                message.getEsmClass(),
                message.getDataCoding(),
                Address.shown(message.getSourceAddrTon(), message.getSourceAddr()),
                Address.shown(message.getDestAddrTon(), message.getDestAddress()),
                payload(parameters),
                parameters);
    }

    private static List<OptionalParameter> parameters(OptionalParameter @Nullable [] given) {
        return given == null ? List.of() : List.of(given);
    }

    private static byte[] payload(List<OptionalParameter> parameters) {
        return parameter(parameters, MESSAGE_PAYLOAD) instanceof OptionalParameter.OctetString payload
                ? payload.getValue()
                : new byte[0];
    }

    @Nullable
    OptionalParameter parameter(short tag) {
        return parameter(parameters, tag);
    }

    private static @Nullable OptionalParameter parameter(List<OptionalParameter> parameters, short tag) {
        return parameters.stream()
                .filter(parameter -> parameter.tag == tag)
                .findFirst()
                .orElse(null);
    }

    /** A parameter's text; null where there is none. */
    @Nullable
    String text(short tag) {
        return parameter(tag) instanceof OptionalParameter.OctetString octets
                ? new String(octets.getValue(), StandardCharsets.ISO_8859_1)
                        .replace("\0", "")
                        .strip()
                : null;
    }

    boolean isMarkedAsReceipt() {
        int type = esmClass & MESSAGE_TYPE;
        return type == RECEIPT || type == INTERMEDIATE;
    }

    /** Whether the octets begin with a user data header. */
    boolean hasHeader() {
        return (esmClass & WITH_HEADER) != 0 && octets.length > 0;
    }

    /** Octets that no rule of SMPP explains. */
    static final class MalformedException extends Exception {
        private static final long serialVersionUID = 1L;

        MalformedException(Exception cause) {
            super(cause);
        }
    }
}
