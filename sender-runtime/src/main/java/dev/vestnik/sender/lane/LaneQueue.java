package dev.vestnik.sender.lane;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Optional;

/** The records of a lane that wait for room at a gateway, in order; a record that could not be sent goes first once its pause is over. */
final class LaneQueue {
    private final Deque<PendingRecord> waiting = new ArrayDeque<>();
    private final List<PendingRecord> paused = new ArrayList<>();

    void addLast(PendingRecord pending) {
        waiting.addLast(pending);
    }

    void addFirst(PendingRecord pending) {
        waiting.addFirst(pending);
    }

    /** Holds a record back until {@link PendingRecord#mayGo} is true. */
    void pause(PendingRecord pending) {
        paused.add(pending);
    }

    /** The next record, left in the queue; drops records of partitions that were lost. */
    Optional<PendingRecord> peek() {
        while (!waiting.isEmpty() && !waiting.getFirst().ledger().isLive()) {
            waiting.removeFirst();
        }
        return Optional.ofNullable(waiting.peekFirst());
    }

    void removeFirst() {
        waiting.removeFirst();
    }

    void remove(PendingRecord pending) {
        waiting.remove(pending);
    }

    /** Moves records whose pause is over to the head of the queue. */
    void wake(long nanos) {
        paused.removeIf(pending -> {
            if (!pending.ledger().isLive()) {
                return true;
            }
            if (pending.mayGo(nanos)) {
                waiting.addFirst(pending);
                return true;
            }
            return false;
        });
    }

    /** The number of records that wait for room. */
    int waiting() {
        return waiting.size();
    }

    int size() {
        return waiting.size() + paused.size();
    }

    void dropLost() {
        waiting.removeIf(pending -> !pending.ledger().isLive());
        paused.removeIf(pending -> !pending.ledger().isLive());
    }
}
