package dev.vestnik.sender.hook;

import java.util.concurrent.Semaphore;

/** Bounds the octets of all hooks under way: a slow Kafka or a flood of large bodies takes no more memory than this. */
final class HookRoom {
    /** Some 60,000 hooks with one report, or 64 of the largest. */
    static final int MOST_OCTETS = 64 << 20;

    /** The cost of a hook beside its body. */
    static final int OVERHEAD = 1024;

    private final Semaphore room;

    HookRoom(int mostOctets) {
        this.room = new Semaphore(mostOctets);
    }

    Share share() {
        return new Share();
    }

    /** The octets of one hook, given back together. */
    final class Share implements AutoCloseable {
        private int taken;
        private boolean closed;

        /** Takes room for more octets; false when there is none. */
        synchronized boolean tryTake(int octets) {
            if (closed || !room.tryAcquire(octets)) {
                return false;
            }
            taken += octets;
            return true;
        }

        @Override
        public synchronized void close() {
            closed = true;
            room.release(taken);
            taken = 0;
        }
    }
}
