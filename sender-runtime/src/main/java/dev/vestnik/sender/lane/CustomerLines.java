package dev.vestnik.sender.lane;

import dev.vestnik.schemas.CustomerKey;
import java.util.Comparator;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;

/**
 * The order among each customer's records: one of them has the turn, the others wait in line. The turn passes on when the record that has
 * it ends or is put off.
 */
final class CustomerLines {
    private static final Comparator<PendingRecord> IN_ORDER = Comparator.comparingLong(PendingRecord::offset);

    private static final class Line {
        final TreeSet<PendingRecord> waiting = new TreeSet<>(IN_ORDER);
        /** The records with the turn; more than one only after a restart, when several are on their way. */
        int turns;
    }

    /** A customer's records are in one partition. */
    private final Map<PartitionLedger, Map<CustomerKey, Line>> lines = new HashMap<>();

    /** Puts a record in line; the result has the turn now. */
    Optional<PendingRecord> enter(PendingRecord pending) {
        Line line = line(pending);
        line.waiting.add(pending);
        return next(line);
    }

    /** Gives a record the turn beside those that have it. */
    void takeTurn(PendingRecord pending) {
        if (!pending.hasTurn()) {
            line(pending).turns++;
            pending.hasTurn(true);
        }
    }

    /** Takes the turn from a record; the result has it now. */
    Optional<PendingRecord> passTurn(PendingRecord pending) {
        if (!pending.hasTurn() || !pending.ledger().isLive()) {
            return Optional.empty();
        }
        pending.hasTurn(false);
        Line line = line(pending);
        line.turns--;
        Optional<PendingRecord> next = next(line);
        if (line.turns == 0 && line.waiting.isEmpty()) {
            lines.getOrDefault(pending.ledger(), new HashMap<>()).remove(pending.customer());
        }
        return next;
    }

    /** Takes a record out that waits in line. */
    void leave(PendingRecord pending) {
        line(pending).waiting.remove(pending);
    }

    private Optional<PendingRecord> next(Line line) {
        if (line.turns > 0 || line.waiting.isEmpty()) {
            return Optional.empty();
        }
        PendingRecord next = line.waiting.removeFirst();
        line.turns = 1;
        next.hasTurn(true);
        return Optional.of(next);
    }

    private Line line(PendingRecord pending) {
        return lines.computeIfAbsent(pending.ledger(), _ -> new HashMap<>())
                .computeIfAbsent(pending.customer(), _ -> new Line());
    }

    void dropLost() {
        lines.keySet().removeIf(ledger -> !ledger.isLive());
    }
}
