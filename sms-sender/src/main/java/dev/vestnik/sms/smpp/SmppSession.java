package dev.vestnik.sms.smpp;

import dev.vestnik.sender.Outcome;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.io.OutputStream;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import org.jsmpp.DefaultPDUSender;
import org.jsmpp.PDUException;
import org.jsmpp.PDUSender;
import org.jsmpp.PDUStringException;
import org.jsmpp.SMPPConstant;
import org.jsmpp.bean.Command;
import org.jsmpp.extra.SessionState;
import org.jsmpp.session.SMPPSession;
import org.jsmpp.session.connection.ConnectionFactory;
import org.jsmpp.util.DefaultComposer;

/**
 * A session whose answers and deliveries do not wait for each other: the reader hands each straight to whom it is for. Binding, unbinding
 * and enquire_link are jsmpp's.
 */
final class SmppSession extends SMPPSession implements PduInlet.Taker {
    private final OpenSubmits submits = new OpenSubmits();
    private volatile int bindStatus;
    private final Deliveries deliveries;

    private SmppSession(PduInlet inlet, ConnectionFactory connections, Deliveries deliveries) {
        super(new DefaultPDUSender(new DefaultComposer()), inlet, connections);
        this.deliveries = deliveries;
    }

    static SmppSession of(ConnectionFactory connections, Deliveries deliveries) {
        PduInlet inlet = new PduInlet();
        SmppSession session = new SmppSession(inlet, connections, deliveries);
        inlet.to(session);
        session.addSessionStateListener((now, _, _) -> {
            if (now == SessionState.CLOSED) {
                session.submits.end();
            }
        });
        return session;
    }

    /** Writes a submit. */
    interface Write {
        void to(PDUSender sender, OutputStream out, int sequence) throws PDUException, IOException;
    }

    /**
     * Submits and waits for the answer until the grace is over or the connection is lost.
     *
     * @return {@link Outcome.NotSent} when nothing was written
     */
    Outcome submit(Write write, Duration grace) {
        if (!getSessionState().isTransmittable()) {
            return new Outcome.NotSent("not bound");
        }
        int sequence = sequence().nextValue();
        CompletableFuture<Outcome> answer = submits.open(sequence);
        GatheringOutput.Said said = output().submit();
        try {
            write.to(pduSender(), said, sequence);
        } catch (PDUException e) {
            submits.forget(sequence);
            return Outcome.permanent("smpp-invalid");
        } catch (InterruptedIOException e) {
            submits.forget(sequence);
            return new Outcome.NotSent("interrupted");
        } catch (IOException e) {
            submits.forget(sequence);
            close();
            return lost(
                    said, new Outcome.Unknown("connection lost: " + e.getClass().getSimpleName()));
        }
        return lost(said, submits.await(sequence, answer, grace));
    }

    /** A text in doubt that never got to the wire was not sent. It does not go there later either. */
    private static Outcome lost(GatheringOutput.Said said, Outcome outcome) {
        boolean unsent = outcome instanceof Outcome.Unknown && said.withdraw();
        return unsent ? new Outcome.NotSent("not written") : outcome;
    }

    private GatheringOutput output() {
        return (GatheringOutput) connection().getOutputStream();
    }

    /** The status of the centre's answer to our bind, 0 for a yes and before; jsmpp misses a no that a hang-up follows at once. */
    int bindStatus() {
        return bindStatus;
    }

    @Override
    public boolean wants(Command header) {
        return switch (header.getCommandId()) {
            case SMPPConstant.CID_SUBMIT_SM_RESP,
                    SMPPConstant.CID_DELIVER_SM,
                    SMPPConstant.CID_DATA_SM,
                    SMPPConstant.CID_ALERT_NOTIFICATION -> true;
            case SMPPConstant.CID_GENERIC_NACK -> submits.contains(header.getSequenceNumber());
            case SMPPConstant.CID_BIND_TRANSCEIVER_RESP,
                    SMPPConstant.CID_BIND_TRANSMITTER_RESP,
                    SMPPConstant.CID_BIND_RECEIVER_RESP -> {
                bindStatus = header.getCommandStatus();
                yield false;
            }
            default -> false;
        };
    }

    /** Drops an alert_notification: a phone is back, and the centre tries again by itself. */
    @Override
    public void take(Command header, byte[] pdu) {
        switch (header.getCommandId()) {
            case SMPPConstant.CID_DELIVER_SM ->
                deliveries.take(pdu, status -> answerDeliverSm(status, header.getSequenceNumber()));
            case SMPPConstant.CID_DATA_SM ->
                deliveries.take(pdu, status -> answerDataSm(status, header.getSequenceNumber()));
            case SMPPConstant.CID_SUBMIT_SM_RESP, SMPPConstant.CID_GENERIC_NACK -> submits.answered(header, pdu);
            default -> {}
        }
    }

    private void answerDeliverSm(int status, int sequence) throws IOException {
        answer(out -> pduSender().sendDeliverSmResp(out, status, sequence, ""));
    }

    private void answerDataSm(int status, int sequence) throws IOException {
        answer(out -> pduSender().sendDataSmResp(out, status, sequence, ""));
    }

    private interface Answer {
        void to(OutputStream out) throws PDUStringException, IOException;
    }

    /** Ends the session by an answer that fails: its thread may have written for submits too. */
    private void answer(Answer answer) throws IOException {
        try {
            answer.to(connection().getOutputStream());
        } catch (PDUStringException e) {
            throw new IllegalStateException("an empty id is valid", e);
        } catch (IOException e) {
            close();
            throw e;
        }
    }
}
