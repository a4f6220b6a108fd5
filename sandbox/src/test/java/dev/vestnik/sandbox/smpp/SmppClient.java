package dev.vestnik.sandbox.smpp;

import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Predicate;
import org.jsmpp.bean.AlertNotification;
import org.jsmpp.bean.BindType;
import org.jsmpp.bean.DataSm;
import org.jsmpp.bean.DeliverSm;
import org.jsmpp.bean.ESMClass;
import org.jsmpp.bean.NumberingPlanIndicator;
import org.jsmpp.bean.OptionalParameter;
import org.jsmpp.bean.RawDataCoding;
import org.jsmpp.bean.RegisteredDelivery;
import org.jsmpp.bean.TypeOfNumber;
import org.jsmpp.extra.ProcessRequestException;
import org.jsmpp.session.BindParameter;
import org.jsmpp.session.DataSmResult;
import org.jsmpp.session.MessageReceiverListener;
import org.jsmpp.session.SMPPSession;
import org.jsmpp.session.Session;

/** An SMPP client as a sender would write it, on jsmpp's client side. */
public final class SmppClient implements AutoCloseable {
    private final SMPPSession session = new SMPPSession();
    final List<DeliverSm> delivered = new CopyOnWriteArrayList<>();
    private volatile Predicate<DeliverSm> acknowledges = ignored -> true;

    public SmppClient(int port, BindType type) throws IOException {
        this(port, type, "vestnik", "vestnik");
    }

    SmppClient(int port, BindType type, String systemId, String password) throws IOException {
        session.setMessageReceiverListener(new Listener());
        session.setTransactionTimer(10_000);
        session.connectAndBind(
                "127.0.0.1",
                port,
                new BindParameter(
                        type, systemId, password, "", TypeOfNumber.UNKNOWN, NumberingPlanIndicator.UNKNOWN, null),
                3_000);
    }

    SmppClient acknowledging(Predicate<DeliverSm> acknowledges) {
        this.acknowledges = acknowledges;
        return this;
    }

    /** Waits for the first delivery that a number sent: those of earlier messages to others may still come. */
    DeliverSm awaitFrom(String number) {
        Predicate<DeliverSm> fromNumber = pdu -> number.equals(pdu.getSourceAddr());
        await().until(() -> delivered.stream().anyMatch(fromNumber));
        return delivered.stream().filter(fromNumber).findFirst().orElseThrow();
    }

    /** The receipts of one message; others may come that earlier sessions did not acknowledge. */
    List<DeliverSm> receiptsOf(String id) {
        return delivered.stream()
                .filter(pdu ->
                        new String(pdu.getShortMessage(), StandardCharsets.US_ASCII).startsWith("id:" + id + " "))
                .toList();
    }

    SMPPSession session() {
        return session;
    }

    public String submit(String to, int dataCoding, byte[] octets, OptionalParameter... parameters) throws Exception {
        return submit(to, 0, dataCoding, null, octets, parameters);
    }

    String submit(
            String to, int esmClass, int dataCoding, String validity, byte[] octets, OptionalParameter... parameters)
            throws Exception {
        return session.submitShortMessage(
                        "",
                        TypeOfNumber.ALPHANUMERIC,
                        NumberingPlanIndicator.UNKNOWN,
                        "SHOP",
                        TypeOfNumber.INTERNATIONAL,
                        NumberingPlanIndicator.ISDN,
                        to,
                        new ESMClass(esmClass),
                        (byte) 0,
                        (byte) 0,
                        null,
                        validity,
                        new RegisteredDelivery(1),
                        (byte) 0,
                        new RawDataCoding((byte) dataCoding),
                        (byte) 0,
                        octets,
                        parameters)
                .getMessageId();
    }

    /** Closes with a short time-out: jsmpp may miss the answer to its unbind. */
    @Override
    public void close() {
        session.setTransactionTimer(300);
        session.unbindAndClose();
    }

    private final class Listener implements MessageReceiverListener {
        @Override
        public void onAcceptDeliverSm(DeliverSm deliver) throws ProcessRequestException {
            delivered.add(deliver);
            if (!acknowledges.test(deliver)) {
                throw new ProcessRequestException("not now", 0x64);
            }
        }

        @Override
        public void onAcceptAlertNotification(AlertNotification alert) {}

        @Override
        public DataSmResult onAcceptDataSm(DataSm data, Session source) throws ProcessRequestException {
            throw new ProcessRequestException("no data_sm", 3);
        }
    }
}
