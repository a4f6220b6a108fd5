package dev.vestnik.ingest.intake;

import dev.vestnik.service.access.Caller;
import java.util.HashMap;
import java.util.Map;

/**
 * The memory that all bodies together may take while they are read: documents as a whole, lines one at a time. A client that lets us
 * wait keeps what it has, so no caller has more than three quarters of it.
 */
final class BodyMemory {
    private static final int KIB = 1024;

    private final Map<Caller, Integer> taken = new HashMap<>();
    private final int most;
    private final int share;
    private int all;

    BodyMemory(IngestSettings settings) {
        most = (int) settings.documentMemory().toKilobytes();
        int largest = kib((int) settings.maxDocument().toBytes()) + 1;
        share = Math.max(most / 4 * 3, largest);
    }

    Room room(Caller caller) {
        return new Room(caller);
    }

    private synchronized boolean take(Caller caller, int kib) {
        int its = taken.getOrDefault(caller, 0) + kib;
        if (kib > 0 && (all + kib > most || its > share)) {
            return false;
        }
        all += kib;
        taken.put(caller, its);
        taken.remove(caller, 0);
        return true;
    }

    /** The memory of one body, until it is closed. */
    final class Room implements AutoCloseable {
        private final Caller caller;
        private int kib;

        private Room(Caller caller) {
            this.caller = caller;
        }

        /** @throws BodyException when there is no room for that many bytes now; it is as large as before then */
        void resize(int bytes) throws BodyException {
            if (!take(caller, kib(bytes) - kib)) {
                throw new BodyException(BodyException.Kind.NO_ROOM, "too many large bodies at a time");
            }
            kib = kib(bytes);
        }

        @Override
        public void close() {
            take(caller, -kib);
            kib = 0;
        }
    }

    private static int kib(int bytes) {
        return (bytes + KIB - 1) / KIB;
    }
}
