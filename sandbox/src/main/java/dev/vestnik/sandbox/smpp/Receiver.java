package dev.vestnik.sandbox.smpp;

import java.io.IOException;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.jsmpp.InvalidResponseException;
import org.jsmpp.PDUException;
import org.jsmpp.extra.NegativeResponseException;
import org.jsmpp.extra.ResponseTimeoutException;
import org.jsmpp.session.SMPPServerSession;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** A session that takes receipts and texts. A wait for its acknowledgement ends with the session at the latest. */
final class Receiver {
    private static final Logger log = LoggerFactory.getLogger(Receiver.class);

    private final SMPPServerSession session;
    private final Set<Thread> waiting = ConcurrentHashMap.newKeySet();
    private volatile boolean gone;

    Receiver(SMPPServerSession session) {
        this.session = session;
    }

    boolean isGone() {
        return gone;
    }

    /** Sends a deliver_sm; true when it was acknowledged. */
    boolean tell(DeliverSm pdu) throws IOException {
        waiting.add(Thread.currentThread());
        try {
            if (gone) {
                return false;
            }
            pdu.sendTo(session);
            return true;
        } catch (NegativeResponseException | ResponseTimeoutException | InvalidResponseException e) {
            log.info("event=deliver-sm-not-acknowledged cause={}", e.getMessage());
            return false;
        } catch (PDUException e) {
            throw new IllegalStateException(e);
        } finally {
            waiting.remove(Thread.currentThread());
            Thread.interrupted();
        }
    }

    /** Ends the waits for acknowledgements; jsmpp would let them run to their time-out. */
    void gone() {
        gone = true;
        waiting.forEach(Thread::interrupt);
    }
}
