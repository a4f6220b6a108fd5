package dev.vestnik.sender.gateway;

import dev.vestnik.schemas.message.MessageClass;

/**
 * A window of which bulk may fill only a part, and all but codes only another part while codes are about, so that those before them always
 * find room. It may be narrowed while it is in use.
 */
final class Share {
    private final Shares shares;
    private int size;
    private boolean leavesRoomForCodes;
    private int used;
    private int usedByOthers;
    private int usedByBulk;
    private boolean closed;

    Share(int size, Shares shares) {
        this.size = size;
        this.shares = shares;
    }

    /** @param ahead the messages beyond the window that others than bulk may have ready */
    synchronized boolean tryAcquire(MessageClass messageClass, int ahead) {
        if (closed || isFull(messageClass, ahead)) {
            return false;
        }
        count(messageClass, 1);
        return true;
    }

    private boolean isFull(MessageClass messageClass, int ahead) {
        return switch (messageClass) {
            case codes -> used >= size + ahead;
            case service -> used >= size + ahead || usedByOthers >= others() + ahead;
            case marketing ->
                used >= size || usedByOthers >= others() || usedByBulk >= shares.most(MessageClass.marketing, size);
        };
    }

    private int others() {
        return leavesRoomForCodes ? shares.most(MessageClass.service, size) : size;
    }

    synchronized void release(MessageClass messageClass) {
        count(messageClass, -1);
    }

    private void count(MessageClass messageClass, int more) {
        used += more;
        usedByOthers += messageClass == MessageClass.codes ? 0 : more;
        usedByBulk += messageClass == MessageClass.marketing ? more : 0;
    }

    /** Gives no more room; messages on their way keep theirs. */
    synchronized void close() {
        closed = true;
    }

    /** The messages that have room: those on their way, and those about to go. */
    synchronized int used() {
        return used;
    }

    /** Sets the size, and whether codes are left their part; messages on their way keep their room. */
    synchronized void resize(int now, boolean forCodes) {
        size = now;
        leavesRoomForCodes = forCodes;
    }
}
