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

/** A session that can be told something. Who waits for its acknowledgement waits no longer than the session lives. */
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

    /** Whether it was acknowledged. */
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

    /** jsmpp would let those who wait for an acknowledgement sit out their time. */
    void gone() {
        gone = true;
        waiting.forEach(Thread::interrupt);
    }
}
