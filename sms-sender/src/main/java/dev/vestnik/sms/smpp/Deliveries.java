package dev.vestnik.sms.smpp;

import dev.vestnik.sms.metrics.SmsMetrics;
import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import org.jsmpp.SMPPConstant;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Takes what a gateway's centre delivers and acknowledges it once it is kept, without a thread that waits. Holds a bounded number of
 * octets: what does not fit is refused for now, and the centre delivers it again.
 */
final class Deliveries {
    private static final Logger log = LoggerFactory.getLogger(Deliveries.class);
    /** The octets of deliveries under way: some 13,000 receipts. */
    private static final int MOST_OCTETS = 16 << 20;

    /** The cost of a delivery beside its octets. */
    private static final int OVERHEAD = 1024;

    /** Refusals under way at once; a centre that reads none of them gets no more. */
    private static final int MOST_REFUSALS = 1_000;

    /** Shorter than the time for which centres wait for an acknowledgement. */
    private static final Duration KEPT_WITHIN = Duration.ofSeconds(10);

    private final String gateway;
    private final InboundSink incoming;
    private final SmsMetrics metrics;
    private final Semaphore room;
    private final Semaphore refusals = new Semaphore(MOST_REFUSALS);

    Deliveries(String gateway, InboundSink incoming, SmsMetrics metrics) {
        this(gateway, incoming, metrics, MOST_OCTETS);
    }

    Deliveries(String gateway, InboundSink incoming, SmsMetrics metrics, int mostOctets) {
        this.gateway = gateway;
        this.incoming = incoming;
        this.metrics = metrics;
        this.room = new Semaphore(mostOctets);
    }

    /** Sends the answer to a delivery, with an SMPP status. May block. */
    interface Answer {
        void send(int status) throws IOException;
    }

    /** Takes a PDU; never blocks. */
    void take(byte[] pdu, Answer answer) {
        int cost = pdu.length + OVERHEAD;
        if (room.tryAcquire(cost)) {
            Thread.ofVirtual().name("smpp-delivery").start(() -> keep(pdu, answer, cost));
        } else if (refusals.tryAcquire()) {
            Thread.ofVirtual().name("smpp-refusal").start(() -> refuse(answer));
        } else {
            metrics.delivery(gateway, "silent");
        }
    }

    private void keep(byte[] pdu, Answer answer, int cost) {
        try {
            incoming.take(pdu)
                    .copy()
                    .orTimeout(KEPT_WITHIN.toMillis(), TimeUnit.MILLISECONDS)
                    .whenComplete((_, failure) -> Thread.ofVirtual()
                            .name("smpp-acknowledgement")
                            .start(() -> {
                                kept(answer, failure == null);
                                room.release(cost);
                            }));
        } catch (RuntimeException e) {
            log.warn("gateway={} delivery=not-kept cause={}", gateway, e.toString());
            kept(answer, false);
            room.release(cost);
        }
    }

    private void kept(Answer answer, boolean kept) {
        metrics.delivery(gateway, kept ? "taken" : "not_stored");
        send(answer, kept ? SMPPConstant.STAT_ESME_ROK : SMPPConstant.STAT_ESME_RX_T_APPN);
    }

    private void refuse(Answer answer) {
        metrics.delivery(gateway, "busy");
        send(answer, SMPPConstant.STAT_ESME_RX_T_APPN);
        refusals.release();
    }

    private void send(Answer answer, int status) {
        try {
            answer.send(status);
        } catch (IOException e) {
            log.info("gateway={} delivery=not-acknowledged cause=\"{}\"", gateway, e.getMessage());
        }
    }
}
