package dev.vestnik.ingest.http;

import dev.vestnik.ingest.intake.RequestTurn;
import dev.vestnik.service.access.Caller;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/**
 * Room for requests that are worked on. No caller has more than three quarters of it. A request whose client lets us wait takes none
 * meanwhile; of those, {@link #ASIDE} times as many may be open.
 */
final class Slots {
    static final int ASIDE = 16;

    private final ReentrantLock lock = new ReentrantLock();
    private final Condition freed = lock.newCondition();
    private final Share working;
    private final Share present;
    private final long patience;

    /** @param patience how long a request waits for room after its client went on */
    Slots(int most, Duration patience) {
        this.working = new Share(most);
        this.present = new Share(most * ASIDE);
        this.patience = patience.toNanos();
    }

    /** The slots in all, of which one caller may have three quarters. */
    private static final class Share {
        private final Map<Caller, Integer> taken = new HashMap<>();
        private final int most;
        private int all;

        Share(int most) {
            this.most = most;
        }

        boolean hasRoomFor(Caller caller) {
            return all < most && taken.getOrDefault(caller, 0) < Math.max(1, most * 3 / 4);
        }

        void take(Caller caller) {
            all++;
            taken.merge(caller, 1, Integer::sum);
        }

        void giveBack(Caller caller) {
            all--;
            taken.computeIfPresent(caller, (same, count) -> count == 1 ? null : count - 1);
        }
    }

    /** Null: there is no room. */
    @Nullable
    Seat take(Caller caller) {
        lock.lock();
        try {
            if (!working.hasRoomFor(caller) || !present.hasRoomFor(caller)) {
                return null;
            }
            working.take(caller);
            present.take(caller);
            return new Seat(caller);
        } finally {
            lock.unlock();
        }
    }

    /** One request's room, until it is closed. */
    final class Seat implements RequestTurn, AutoCloseable {
        private final Caller caller;
        private boolean aside;
        private boolean closed;

        private Seat(Caller caller) {
            this.caller = caller;
        }

        @Override
        public void stepAside() {
            lock.lock();
            try {
                if (!closed && !aside) {
                    aside = true;
                    working.giveBack(caller);
                    freed.signalAll();
                }
            } finally {
                lock.unlock();
            }
        }

        @Override
        public boolean goOn() throws InterruptedException {
            lock.lock();
            try {
                long left = patience;
                while (!closed && aside && !working.hasRoomFor(caller) && left > 0) {
                    left = freed.awaitNanos(left);
                }
                if (!closed && aside && working.hasRoomFor(caller)) {
                    aside = false;
                    working.take(caller);
                }
                return !aside;
            } finally {
                lock.unlock();
            }
        }

        @Override
        public void close() {
            lock.lock();
            try {
                if (!closed) {
                    closed = true;
                    present.giveBack(caller);
                    if (!aside) {
                        working.giveBack(caller);
                    }
                    freed.signalAll();
                }
            } finally {
                lock.unlock();
            }
        }
    }
}
