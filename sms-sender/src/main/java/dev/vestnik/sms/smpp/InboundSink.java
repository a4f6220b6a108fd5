package dev.vestnik.sms.smpp;

import java.util.concurrent.CompletableFuture;

/** Keeps what a centre delivers. */
interface InboundSink {

    /**
     * Takes the octets of a deliver_sm or data_sm. Completes once they are kept, and only then may the centre forget them. May block for a
     * while.
     */
    CompletableFuture<Void> take(byte[] pdu);
}
