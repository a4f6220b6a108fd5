package dev.vestnik.sender.lane;

import dev.vestnik.sender.gateway.GuardedGateway;
import dev.vestnik.sender.gateway.Way;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Collection;
import java.util.Comparator;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;

/**
 * The records of a lane that wait: for a first look, for their turn among their customer's, for room at a gateway of their way, or for the
 * end of a pause. Each way has a queue of its own, in the lane's order. Every step costs the logarithm of what waits, at most.
 */
final class LaneQueue {
    /**
     * The most records of a lane without an outcome: a way that is blocked for hours holds the lane's other ways only beyond that.
     */
    static final int MOST_WAITING = 50_000;

    /** The windows of a gateway that wait for it at most before the lane fetches no more: what is opened ahead, and one. */
    static final int WINDOWS = 5;

    /** More than one poll brings: beyond that nothing is polled before the lane has had its look. */
    private static final int MOST_NEW = 500;

    private static final Comparator<PendingRecord> IN_ORDER = Comparator.comparingLong(PendingRecord::sequence);

    private final Deque<PendingRecord> arrived = new ArrayDeque<>();
    private final CustomerLines lines = new CustomerLines();
    private final Map<Way, WayQueue> ways = new LinkedHashMap<>();
    private final TreeSet<PendingRecord> paused =
            new TreeSet<>(((Comparator<PendingRecord>) LaneQueue::byPause).thenComparing(IN_ORDER));
    private final TreeSet<PendingRecord> dated =
            new TreeSet<>(Comparator.comparing(PendingRecord::deliverBefore).thenComparing(IN_ORDER));
    private long sequence;

    /** The records of one way that have their customer's turn. */
    private static final class WayQueue {
        final TreeSet<PendingRecord> ready = new TreeSet<>(IN_ORDER);
        /** Without those that wait for a key: they may be many for an hour, while the gateway serves all others. */
        int paused;
    }

    private static int byPause(PendingRecord one, PendingRecord other) {
        return Long.signum(one.pauseEnd() - other.pauseEnd()); // times by nanoTime compare by their difference
    }

    /** Takes in a record as it was polled. */
    void arrive(PendingRecord pending) {
        pending.sequence(sequence++);
        arrived.addLast(pending);
    }

    /** The next record without a first look, left in the queue. */
    Optional<PendingRecord> peekArrived() {
        while (!arrived.isEmpty() && !arrived.getFirst().ledger().isLive()) {
            arrived.removeFirst();
        }
        return Optional.ofNullable(arrived.peekFirst());
    }

    void removeArrived() {
        arrived.removeFirst();
    }

    /** Puts a record in line behind its customer's earlier ones. */
    void enter(PendingRecord pending) {
        dated.add(pending);
        lines.enter(pending).ifPresent(this::ready);
    }

    /** Takes a record back that was on its way, or was about to be: it has its customer's turn and keeps its place. */
    void again(PendingRecord pending) {
        if (pending.isRouted()) {
            pending.reroute();
            lines.takeTurn(pending);
            dated.add(pending);
            ready(pending);
        } else {
            arrived.addFirst(pending);
        }
    }

    private void ready(PendingRecord pending) {
        pending.reroute(); // it stood behind another one while the rules changed, and no queue held its way
        way(pending).ready.add(pending);
    }

    private WayQueue way(PendingRecord pending) {
        return ways.computeIfAbsent(pending.way(), _ -> new WayQueue());
    }

    /** Gives a record the turn that is on its way already. */
    void onItsWay(PendingRecord pending) {
        lines.takeTurn(pending);
    }

    /** Lets the customer's next record go: this one has ended. */
    void over(PendingRecord pending) {
        lines.passTurn(pending).ifPresent(this::ready);
    }

    /** Holds a record back, and its customer's later ones with it if it has the turn. */
    void pause(PendingRecord pending, long until) {
        pending.reroute();
        pending.pauseEnd(until);
        paused.add(pending);
        if (pending.isRouted()) {
            dated.add(pending);
            way(pending).paused += countsAsPaused(pending) ? 1 : 0;
        }
    }

    /** A record is given a key, or loses it, only while it does not wait here. */
    private static boolean countsAsPaused(PendingRecord pending) {
        return pending.hasTurn() && !pending.isKeyed();
    }

    /** Holds a record back and lets its customer's later ones go. */
    void putOff(PendingRecord pending, long until) {
        over(pending);
        pending.reroute();
        pending.pauseEnd(until);
        paused.add(pending);
        dated.add(pending);
    }

    /** Lets records go whose pause is over: one that was put off goes behind all that wait, or newcomers would wait for each of its tries. */
    void wake(long now) {
        if (ways.keySet().stream().anyMatch(Way::isOver)) {
            reroute();
        }
        while (!paused.isEmpty() && now - paused.getFirst().pauseEnd() >= 0) {
            PendingRecord pending = paused.removeFirst();
            if (!pending.ledger().isLive()) {
                continue;
            }
            if (!pending.isRouted()) {
                arrived.addFirst(pending);
            } else if (pending.hasTurn()) {
                way(pending).paused -= countsAsPaused(pending) ? 1 : 0;
                ready(pending);
            } else {
                toTheEnd(pending);
                lines.enter(pending).ifPresent(this::ready);
            }
        }
    }

    /** Puts all that waits onto the ways that the rules choose now: gateways or rules have changed. Each keeps its place. */
    private void reroute() {
        ways.clear();
        for (PendingRecord pending : dated) {
            pending.reroute();
            if (pending.hasTurn() && paused.contains(pending)) {
                way(pending).paused += countsAsPaused(pending) ? 1 : 0;
            } else if (pending.hasTurn()) {
                ready(pending);
            }
        }
    }

    private void toTheEnd(PendingRecord pending) {
        dated.remove(pending); // it is ordered by the sequence too
        pending.sequence(sequence++);
        dated.add(pending);
    }

    /** Whether any record waits that has an end. */
    boolean mayExpire() {
        return !dated.isEmpty();
    }

    /** Takes out a record that waits beyond its end, wherever it waits. */
    Optional<PendingRecord> pollExpired(Instant now) {
        while (!dated.isEmpty() && !now.isBefore(dated.getFirst().deliverBefore())) {
            PendingRecord pending = dated.getFirst();
            remove(pending);
            if (pending.ledger().isLive()) {
                return Optional.of(pending);
            }
        }
        return Optional.empty();
    }

    /** Takes a record out, wherever it waits; it keeps its customer's turn if it has it. */
    void remove(PendingRecord pending) {
        if (!pending.isRouted()) {
            arrived.remove(pending);
            return;
        }
        dated.remove(pending);
        WayQueue way = way(pending);
        if (paused.remove(pending)) {
            way.paused -= countsAsPaused(pending) ? 1 : 0;
        } else if (pending.hasTurn()) {
            way.ready.remove(pending);
        } else {
            lines.leave(pending);
        }
    }

    /** The ways for which records are ready. */
    List<Way> ways() {
        return ways.entrySet().stream()
                .filter(entry -> !entry.getValue().ready.isEmpty())
                .map(Map.Entry::getKey)
                .toList();
    }

    /** The next record of a way, left in the queue. */
    Optional<PendingRecord> peek(Way way) {
        WayQueue queue = ways.get(way);
        return queue == null || queue.ready.isEmpty() ? Optional.empty() : Optional.of(queue.ready.getFirst());
    }

    /** Whether more records are wanted: one of the gateways has little waiting. */
    boolean isHungry(Collection<GuardedGateway> gateways) {
        return arrived.size() < MOST_NEW && gateways.stream().anyMatch(this::isHungry);
    }

    private boolean isHungry(GuardedGateway gateway) {
        int waiting = 0;
        for (Map.Entry<Way, WayQueue> entry : ways.entrySet()) {
            if (entry.getKey().gateways().contains(gateway)) {
                waiting += entry.getValue().ready.size() + entry.getValue().paused;
            }
        }
        return waiting < WINDOWS * gateway.gateway().limits().window();
    }

    /** Whether records wait for room at a gateway. */
    boolean isPressed() {
        return ways.values().stream().anyMatch(queue -> !queue.ready.isEmpty());
    }

    /** Whether a record might go now. */
    boolean isReady() {
        return !arrived.isEmpty() || isPressed();
    }

    /** The number of records that wait. */
    int size() {
        return arrived.size()
                + (int) paused.stream().filter(pending -> !pending.isRouted()).count()
                + dated.size();
    }

    void dropLost() {
        arrived.removeIf(LaneQueue::isLost);
        paused.removeIf(LaneQueue::isLost);
        dated.removeIf(LaneQueue::isLost);
        lines.dropLost();
        ways.forEach((_, queue) -> {
            queue.ready.removeIf(LaneQueue::isLost);
            queue.paused = 0;
        });
        paused.stream()
                .filter(pending -> pending.isRouted() && countsAsPaused(pending))
                .forEach(pending -> way(pending).paused++);
    }

    private static boolean isLost(PendingRecord pending) {
        return !pending.ledger().isLive();
    }
}
