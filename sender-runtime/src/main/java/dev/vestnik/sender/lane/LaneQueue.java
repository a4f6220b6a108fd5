package dev.vestnik.sender.lane;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Optional;

/** The records of a lane that wait for room at a gateway, in order; those that could not be sent go first once their pause is over. */
final class LaneQueue {
    private final Deque<Tracked> waiting = new ArrayDeque<>();
    private final List<Tracked> paused = new ArrayList<>();

    void addLast(Tracked tracked) {
        waiting.addLast(tracked);
    }

    void addFirst(Tracked tracked) {
        waiting.addFirst(tracked);
    }

    /** Comes back when {@link Tracked#mayGo} says so. */
    void pause(Tracked tracked) {
        paused.add(tracked);
    }

    /** The next one, still in the queue; records of partitions that were lost are dropped on the way. */
    Optional<Tracked> peek() {
        while (!waiting.isEmpty() && !waiting.getFirst().ledger().isLive()) {
            waiting.removeFirst();
        }
        return Optional.ofNullable(waiting.peekFirst());
    }

    void removeFirst() {
        waiting.removeFirst();
    }

    void remove(Tracked tracked) {
        waiting.remove(tracked);
    }

    /** Lets those whose pause is over go first. */
    void wake(long nanos) {
        paused.removeIf(tracked -> {
            if (!tracked.ledger().isLive()) {
                return true;
            }
            if (tracked.mayGo(nanos)) {
                waiting.addFirst(tracked);
                return true;
            }
            return false;
        });
    }

    /** Those that wait for room. */
    int waiting() {
        return waiting.size();
    }

    int size() {
        return waiting.size() + paused.size();
    }

    void dropLost() {
        waiting.removeIf(tracked -> !tracked.ledger().isLive());
        paused.removeIf(tracked -> !tracked.ledger().isLive());
    }
}
