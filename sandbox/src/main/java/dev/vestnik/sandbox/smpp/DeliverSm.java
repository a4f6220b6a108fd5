package dev.vestnik.sandbox.smpp;

import dev.vestnik.sandbox.ledger.LedgerRecord.Inbound;
import dev.vestnik.sandbox.ledger.LedgerRecord.Received;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import org.jsmpp.InvalidResponseException;
import org.jsmpp.PDUException;
import org.jsmpp.bean.ESMClass;
import org.jsmpp.bean.OptionalParameter;
import org.jsmpp.bean.RawDataCoding;
import org.jsmpp.bean.RegisteredDelivery;
import org.jsmpp.extra.NegativeResponseException;
import org.jsmpp.extra.ResponseTimeoutException;
import org.jsmpp.session.SMPPServerSession;

/** A deliver_sm to be sent. */
record DeliverSm(
        PhoneAddress from,
        PhoneAddress to,
        int esmClass,
        int dataCoding,
        byte[] octets,
        List<OptionalParameter> parameters) {
    private static final int RECEIPT = 0x04;
    private static final int SHORT_MESSAGE_MOST = 254;
    private static final int QUOTED = 20;
    private static final short MESSAGE_PAYLOAD = 0x0424;
    private static final short RECEIPTED_MESSAGE_ID = 0x001e;
    private static final short MESSAGE_STATE = 0x0427;

    /** A receipt with the usual text of SMPP 3.4, appendix B, and the two parameters that say the same. */
    static DeliverSm receipt(Received message, String id) {
        Sms sms = Sms.of(message);
        String text = "id:" + id + " sub:001 dlvrd:" + (sms.end() == FinalState.DELIVRD ? "001" : "000")
                + " submit date:" + SmppTime.receiptDate(message.at())
                + " done date:" + SmppTime.receiptDate(sms.endsAt())
                + " stat:" + sms.end() + " err:" + sms.end().error() + " text:" + quote(sms, message.body());
        return new DeliverSm(
                sms.to(),
                sms.from(),
                RECEIPT,
                DataCoding.GSM7,
                text.getBytes(StandardCharsets.US_ASCII),
                List.of(
                        new OptionalParameter.COctetString(RECEIPTED_MESSAGE_ID, id),
                        new OptionalParameter.Byte(
                                MESSAGE_STATE, sms.end().state().value())));
    }

    /** The beginning of the text, in the characters that ASCII and the default alphabet share. */
    private static String quote(Sms sms, byte[] body) {
        String text = DataCoding.decode(sms.dataCoding(), body);
        String start = text.substring(0, Math.min(QUOTED, text.length()));
        return start.chars().allMatch(c -> c == ' ' || (Character.isLetterOrDigit(c) && c < 0x80)) ? start : "";
    }

    static DeliverSm text(Inbound inbound) {
        Optional<byte[]> septets = Gsm7Alphabet.encode(inbound.text());
        byte[] octets = septets.orElseGet(() -> inbound.text().getBytes(StandardCharsets.UTF_16BE));
        int coding = septets.isPresent() ? DataCoding.GSM7 : DataCoding.UCS2;
        PhoneAddress from = PhoneAddress.ofShown(inbound.from());
        PhoneAddress to = PhoneAddress.ofShown(inbound.to());
        if (octets.length <= SHORT_MESSAGE_MOST) {
            return new DeliverSm(from, to, 0, coding, octets, List.of());
        }
        OptionalParameter payload = new OptionalParameter.OctetString(MESSAGE_PAYLOAD, octets);
        return new DeliverSm(from, to, 0, coding, new byte[0], List.of(payload));
    }

    void sendTo(SMPPServerSession session)
            throws PDUException, ResponseTimeoutException, InvalidResponseException, NegativeResponseException,
                    IOException {
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
