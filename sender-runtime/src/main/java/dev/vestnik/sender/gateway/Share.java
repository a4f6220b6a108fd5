package dev.vestnik.sender.gateway;

import dev.vestnik.schemas.message.MessageClass;

/** A window that bulk may fill only in part, so that the other lanes always find room. It may be narrowed while it is in use. */
final class Share {
    private final int bulkPercent;
    private int size;
    private int used;
    private int usedByBulk;
    private boolean closed;

    Share(int size, int bulkPercent) {
        this.size = size;
        this.bulkPercent = bulkPercent;
    }

    /** @param ahead the messages beyond the window that others than bulk may have ready */
    synchronized boolean tryAcquire(MessageClass messageClass, int ahead) {
        boolean bulk = messageClass == MessageClass.marketing;
        boolean full =
                bulk ? used >= size || usedByBulk >= Math.max(1, size * bulkPercent / 100) : used >= size + ahead;
        if (full || closed) {
            return false;
        }
        used++;
        usedByBulk += bulk ? 1 : 0;
        return true;
    }

    synchronized void release(MessageClass messageClass) {
        used--;
        usedByBulk -= messageClass == MessageClass.marketing ? 1 : 0;
    }

    /** Gives no more room; messages on their way keep theirs. */
    synchronized void close() {
        closed = true;
    }

    /** The messages that have room: those on their way, and those about to go. */
    synchronized int used() {
        return used;
    }

    /** Sets the size; messages on their way keep their room. */
    synchronized void resize(int now) {
        size = now;
    }
}
