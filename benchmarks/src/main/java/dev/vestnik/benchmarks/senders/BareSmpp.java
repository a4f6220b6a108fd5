package dev.vestnik.benchmarks.senders;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import org.jsmpp.bean.AlertNotification;
import org.jsmpp.bean.Alphabet;
import org.jsmpp.bean.BindType;
import org.jsmpp.bean.DataSm;
import org.jsmpp.bean.DeliverSm;
import org.jsmpp.bean.ESMClass;
import org.jsmpp.bean.GeneralDataCoding;
import org.jsmpp.bean.NumberingPlanIndicator;
import org.jsmpp.bean.RegisteredDelivery;
import org.jsmpp.bean.SMSCDeliveryReceipt;
import org.jsmpp.bean.TypeOfNumber;
import org.jsmpp.session.BindParameter;
import org.jsmpp.session.DataSmResult;
import org.jsmpp.session.MessageReceiverListener;
import org.jsmpp.session.SMPPSession;
import org.jsmpp.session.Session;

/** One session of jsmpp, with receipts, which it acknowledges at once. */
final class BareSmpp implements BareClient {
    private static final int ANSWER_MS = 60_000;
    private static final byte[] TEXT =
            "Your order is on its way, the courier will call an hour before".getBytes(StandardCharsets.US_ASCII);

    private final SMPPSession session = new SMPPSession();

    BareSmpp(int port) throws IOException {
        session.setTransactionTimer(ANSWER_MS);
        session.setMessageReceiverListener(new Acknowledging());
        session.connectAndBind("127.0.0.1", port, bind());
    }

    private static BindParameter bind() {
        return new BindParameter(
                BindType.BIND_TRX,
                "vestnik",
                "vestnik",
                "",
                TypeOfNumber.UNKNOWN,
                NumberingPlanIndicator.UNKNOWN,
                null);
    }

    @Override
    public void send(int place, int number) throws Exception {
        session.submitShortMessage(
                "",
                TypeOfNumber.ALPHANUMERIC,
                NumberingPlanIndicator.UNKNOWN,
                "shop",
                TypeOfNumber.INTERNATIONAL,
                NumberingPlanIndicator.ISDN,
                "7495" + (6_000_000 + number % 1_000_000),
                new ESMClass(),
                (byte) 0,
                (byte) 0,
                null,
                null,
                new RegisteredDelivery(SMSCDeliveryReceipt.SUCCESS_FAILURE),
                (byte) 0,
                new GeneralDataCoding(Alphabet.ALPHA_DEFAULT),
                (byte) 0,
                TEXT);
    }

    private static final class Acknowledging implements MessageReceiverListener {
        @Override
        public void onAcceptDeliverSm(DeliverSm deliverSm) {}

        @Override
        public void onAcceptAlertNotification(AlertNotification alertNotification) {}

        @Override
        public DataSmResult onAcceptDataSm(DataSm dataSm, Session source) {
            throw new UnsupportedOperationException("the sandbox sends receipts as deliver_sm");
        }
    }

    @Override
    public void close() {
        session.unbindAndClose();
    }
}
