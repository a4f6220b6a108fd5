package dev.vestnik.sender.gateway;

import dev.vestnik.schemas.message.MessageClass;
import java.util.concurrent.Semaphore;

/** A window that bulk may fill only in part, so that the other lanes always find room. */
final class Share {
    private final Semaphore all;
    private final Semaphore bulk;

    Share(int window, int bulkPercent) {
        all = new Semaphore(window);
        bulk = new Semaphore(Math.max(1, window * bulkPercent / 100));
    }

    boolean tryAcquire(MessageClass messageClass) {
        if (messageClass != MessageClass.marketing) {
            return all.tryAcquire();
        }
        if (!bulk.tryAcquire()) {
            return false;
        }
        if (all.tryAcquire()) {
            return true;
        }
        bulk.release();
        return false;
    }

    void release(MessageClass messageClass) {
        all.release();
        if (messageClass == MessageClass.marketing) {
            bulk.release();
        }
    }
}
