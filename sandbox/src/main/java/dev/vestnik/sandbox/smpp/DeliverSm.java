package dev.vestnik.sandbox.smpp;

import dev.vestnik.sandbox.behaviour.SmsBehaviour.ReceiptForm;
import dev.vestnik.sandbox.ledger.LedgerRecord.Inbound;
import dev.vestnik.sandbox.ledger.LedgerRecord.Received;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.jsmpp.InvalidResponseException;
import org.jsmpp.PDUException;
import org.jsmpp.bean.ESMClass;
import org.jsmpp.bean.OptionalParameter;
import org.jsmpp.bean.RawDataCoding;
import org.jsmpp.bean.RegisteredDelivery;
import org.jsmpp.extra.NegativeResponseException;
import org.jsmpp.extra.ResponseTimeoutException;
import org.jsmpp.session.SMPPServerSession;

/**
 * A deliver_sm to be sent.
 *
 * @param data whether it is sent as a data_sm
 */
record DeliverSm(
        PhoneAddress from,
        PhoneAddress to,
        int esmClass,
        int dataCoding,
        byte[] octets,
        List<OptionalParameter> parameters,
        boolean data) {
    private static final int RECEIPT = 0x04;
    private static final int WITH_HEADER = 0x40;
    private static final int SHORT_MESSAGE_MOST = 254;
    /** Octets of a part, an even number: each symbol of UCS-2 is in one part, though a pair of surrogates may be in two. */
    private static final int PART_MOST = 134;

    private static final int QUOTED = 20;
    private static final short MESSAGE_PAYLOAD = 0x0424;
    private static final short RECEIPTED_MESSAGE_ID = 0x001e;
    private static final short MESSAGE_STATE = 0x0427;

    /** A receipt as SMPP 3.4, appendix B, has it, in one of the forms that centres write. */
    static DeliverSm receipt(Received message, String id, ReceiptForm form) {
        Sms sms = Sms.of(message);
        byte[] usual = usual(sms, message, id).getBytes(StandardCharsets.US_ASCII);
        OptionalParameter named = new OptionalParameter.COctetString(RECEIPTED_MESSAGE_ID, id);
        List<OptionalParameter> parameters = List.of(
                named,
                new OptionalParameter.Byte(MESSAGE_STATE, sms.end().state().value()));
        return switch (form) {
            // The parameter knows nine states; a centre with a word of its own leaves it out.
            case USUAL -> receipt(sms, RECEIPT, usual, sms.word() == null ? parameters : List.of(named));
            case UNMARKED -> receipt(sms, 0, usual, List.of());
            case PAYLOAD ->
                receipt(sms, RECEIPT, new byte[0], List.of(new OptionalParameter.OctetString(MESSAGE_PAYLOAD, usual)));
            case PARAMETERS -> receipt(sms, RECEIPT, new byte[0], parameters);
            case BARE ->
                receipt(
                        sms,
                        RECEIPT,
                        ("id:" + id + " stat:" + sms.state()).getBytes(StandardCharsets.US_ASCII),
                        List.of());
            case DATA_SM -> receipt(sms, RECEIPT, new byte[0], parameters).asData();
        };
    }

    private static DeliverSm receipt(Sms sms, int esmClass, byte[] octets, List<OptionalParameter> parameters) {
        return new DeliverSm(sms.to(), sms.from(), esmClass, DataCoding.GSM7, octets, parameters, false);
    }

    private static String usual(Sms sms, Received message, String id) {
        return "id:" + id + " sub:001 dlvrd:" + (sms.end() == FinalState.DELIVRD ? "001" : "000")
                + " submit date:" + SmppTime.receiptDate(message.at())
                + " done date:" + SmppTime.receiptDate(sms.endsAt())
                + " stat:" + sms.state() + " err:" + sms.end().error() + " text:" + quote(sms, message.body());
    }

    private DeliverSm asData() {
        return new DeliverSm(from, to, esmClass, dataCoding, octets, parameters, true);
    }

    /** The beginning of the text, in the characters that ASCII and the default alphabet share. */
    private static String quote(Sms sms, byte[] body) {
        String text = DataCoding.decode(sms.dataCoding(), body);
        String start = text.substring(0, Math.min(QUOTED, text.length()));
        return start.chars().allMatch(c -> c == ' ' || (Character.isLetterOrDigit(c) && c < 0x80)) ? start : "";
    }

    static DeliverSm text(Inbound inbound) {
        Written written = Written.of(inbound);
        if (written.octets().length <= SHORT_MESSAGE_MOST) {
            return text(inbound, 0, written.coding(), written.octets(), List.of());
        }
        OptionalParameter payload = new OptionalParameter.OctetString(MESSAGE_PAYLOAD, written.octets());
        return text(inbound, 0, written.coding(), new byte[0], List.of(payload));
    }

    /** The parts of a long text as phones send them; a text that is not long alone. */
    static List<DeliverSm> parts(Inbound inbound, int reference) {
        Written written = Written.of(inbound);
        int length = written.octets().length;
        if (length <= PART_MOST) {
            return List.of(text(inbound));
        }
        int total = (length + PART_MOST - 1) / PART_MOST;
        List<DeliverSm> parts = new ArrayList<>();
        for (int start = 0; start < length; start += PART_MOST) {
            ByteArrayOutputStream part = new ByteArrayOutputStream();
            part.writeBytes(new byte[] {5, 0, 3, (byte) reference, (byte) total, (byte) (parts.size() + 1)});
            part.write(written.octets(), start, Math.min(PART_MOST, length - start));
            parts.add(text(inbound, WITH_HEADER, written.coding(), part.toByteArray(), List.of()));
        }
        return parts;
    }

    private static DeliverSm text(
            Inbound inbound, int esmClass, int coding, byte[] octets, List<OptionalParameter> parameters) {
        PhoneAddress from = PhoneAddress.ofShown(inbound.from());
        PhoneAddress to = PhoneAddress.ofShown(inbound.to());
        return new DeliverSm(from, to, esmClass, coding, octets, parameters, false);
    }

    /** A text in an alphabet that has its characters. */
    private record Written(int coding, byte[] octets) {
        static Written of(Inbound inbound) {
            return Gsm7Alphabet.encode(inbound.text())
                    .map(septets -> new Written(DataCoding.GSM7, septets))
                    .orElseGet(() -> new Written(DataCoding.UCS2, inbound.text().getBytes(StandardCharsets.UTF_16BE)));
        }
    }

    void sendTo(SMPPServerSession session)
            throws PDUException, ResponseTimeoutException, InvalidResponseException, NegativeResponseException,
                    IOException {
        if (data) {
            session.dataShortMessage(
                    "",
                    from.typeOfNumber(),
                    from.numberingPlan(),
                    from.address(),
                    to.typeOfNumber(),
                    to.numberingPlan(),
                    to.address(),
                    new ESMClass(esmClass),
                    new RegisteredDelivery(0),
                    new RawDataCoding((byte) dataCoding),
                    parameters.toArray(OptionalParameter[]::new));
            return;
        }
        session.deliverShortMessage(
                "",
                from.typeOfNumber(),
                from.numberingPlan(),
                from.address(),
                to.typeOfNumber(),
                to.numberingPlan(),
                to.address(),
                new ESMClass(esmClass),
                (byte) 0,
                (byte) 0,
                new RegisteredDelivery(0),
                new RawDataCoding((byte) dataCoding),
                octets,
                parameters.toArray(OptionalParameter[]::new));
    }
}
