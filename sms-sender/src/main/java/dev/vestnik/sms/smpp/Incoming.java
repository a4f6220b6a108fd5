package dev.vestnik.sms.smpp;

import java.util.concurrent.CompletableFuture;

/** Keeps what a centre delivers. */
interface Incoming {

    /** Completes once the delivery is kept, and only then may the centre forget it. May block for a while. */
    CompletableFuture<Void> take(Delivery delivery);
}
