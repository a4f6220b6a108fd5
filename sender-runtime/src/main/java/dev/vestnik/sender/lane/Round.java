package dev.vestnik.sender.lane;

import dev.vestnik.sender.Attempt;
import dev.vestnik.sender.lane.AttemptEntry.Closed;
import dev.vestnik.sender.lane.AttemptEntry.Opened;
import dev.vestnik.sender.lane.AttemptEntry.Opening;
import dev.vestnik.sender.lane.AttemptEntry.Withdrawn;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/** What one transaction of a lane says: which messages end, which attempts begin. */
final class Round {

    /** One record's part of the round. */
    sealed interface Step {
        Tracked tracked();

        AttemptEntry entry();
    }

    /** @param sending whose answer it is; null when no gateway was asked */
    record End(
            Tracked tracked,
            Letter letter,
            Verdict verdict,
            @Nullable Sending sending) implements Step {
        @Override
        public AttemptEntry entry() {
            return new Closed(tracked.offset(), letter.attempt());
        }
    }

    record Begin(Tracked tracked, Sending sending) implements Step {
        @Override
        public AttemptEntry entry() {
            Attempt attempt = sending.letter().attempt();
            return new Opened(
                    tracked.offset(), attempt, new Opening(sending.token(), tracked.doubts(), sending.gatewayName()));
        }
    }

    /** Of a message that was in doubt before, the doubt stays: its opening does not end. */
    record Withdraw(Tracked tracked, Sending sending) implements Step {
        @Override
        public AttemptEntry entry() {
            Attempt attempt = sending.letter().attempt();
            return tracked.doubts() == 0
                    ? new Withdrawn(tracked.offset(), attempt)
                    : new Opened(
                            tracked.offset(),
                            attempt,
                            new Opening(sending.token(), tracked.doubts(), sending.gatewayName()));
        }
    }

    /** @param end with its receipt, where it is known which message the record is; its closing records are not written */
    record SetAside(
            Tracked tracked,
            PoisonException poison,
            @Nullable End end) implements Step {
        @Override
        public AttemptEntry entry() {
            return end == null ? new Closed(tracked.offset(), AttemptEntry.NONE) : end.entry();
        }
    }

    private final List<Step> steps = new ArrayList<>();
    private final Set<PartitionLedger> ledgers = new LinkedHashSet<>();
    private final List<Sending> questions = new ArrayList<>();

    void add(Step step) {
        steps.add(step);
        ledgers.add(step.tracked().ledger());
        if (step instanceof End || step instanceof SetAside) {
            step.tracked().done(true);
        }
    }

    /** Lets each step become the one that can be written. */
    void replaceSteps(UnaryOperator<Step> writable) {
        steps.replaceAll(writable);
    }

    /** Only tells the group how far this partition is. */
    void touch(PartitionLedger ledger) {
        ledgers.add(ledger);
    }

    /** Asks a provider about an attempt in doubt; needs no transaction. */
    void ask(Sending question) {
        questions.add(question);
    }

    List<Sending> questions() {
        return questions;
    }

    /** Whether there is nothing to commit. */
    boolean isEmpty() {
        return ledgers.isEmpty();
    }

    List<Step> steps() {
        return steps;
    }

    Set<PartitionLedger> ledgers() {
        return ledgers;
    }

    Map<PartitionLedger, List<AttemptEntry>> entries() {
        Map<PartitionLedger, List<AttemptEntry>> entries = new LinkedHashMap<>();
        steps.forEach(step -> entries.computeIfAbsent(step.tracked().ledger(), _ -> new ArrayList<>())
                .add(step.entry()));
        return entries;
    }
}
