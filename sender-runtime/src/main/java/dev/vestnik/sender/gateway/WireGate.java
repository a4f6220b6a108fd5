package dev.vestnik.sender.gateway;

import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;

/**
 * The door to the wire, in the order of coming: lets no more messages through at once than the gateway's window has room for. More attempts
 * than that may be open, so that the next message is at hand when an answer comes.
 */
final class WireGate {
    /** The longest wait at the gate: a message that waits longer gives its place back and is opened again later. */
    private static final long PATIENCE_MS = 1_000;

    private static final class Places extends Semaphore {
        private static final long serialVersionUID = 1L;

        Places(int size) {
            super(size, true);
        }

        void remove(int places) {
            reducePermits(places);
        }
    }

    private final Places places;
    private int size;

    WireGate(int size) {
        this.size = size;
        this.places = new Places(size);
    }

    /** Waits for a place; false when none becomes free in time. */
    boolean enter() {
        try {
            return places.tryAcquire(PATIENCE_MS, TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    void leave() {
        places.release();
    }

    /** Sets the number of places; messages inside keep theirs. */
    synchronized void resize(int now) {
        if (now > size) {
            places.release(now - size);
        } else if (now < size) {
            places.remove(size - now);
        }
        size = now;
    }
}
