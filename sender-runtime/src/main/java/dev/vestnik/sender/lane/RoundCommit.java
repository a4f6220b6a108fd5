package dev.vestnik.sender.lane;

import dev.vestnik.sender.lane.Round.Begin;
import dev.vestnik.sender.lane.Round.End;
import dev.vestnik.sender.lane.Round.SetAside;
import dev.vestnik.sender.lane.Round.Step;
import dev.vestnik.sender.lane.Round.Withdraw;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.function.Supplier;
import org.apache.kafka.clients.consumer.ConsumerGroupMetadata;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Commits a round, then does what it says; or takes it back when the group is being rebalanced. */
final class RoundCommit {
    private static final Logger log = LoggerFactory.getLogger(RoundCommit.class);
    private static final long FIRST_PAUSE_NANOS = Duration.ofMillis(100).toNanos();
    private static final long LONGEST_PAUSE_NANOS = Duration.ofSeconds(5).toNanos();

    private final LaneContext context;
    private final LaneMemory memory;
    private final RoundWriter writer;
    private final LaneQueue queue;

    RoundCommit(LaneContext context, LaneMemory memory, RoundWriter writer, LaneQueue queue) {
        this.context = context;
        this.memory = memory;
        this.writer = writer;
        this.queue = queue;
    }

    /** False when the group is being rebalanced: everything is as it was before the round. */
    boolean commit(Round round, Supplier<ConsumerGroupMetadata> group) {
        if (round.isEmpty()) {
            return true;
        }
        long startBy = System.nanoTime() + context.settings().sessionTimeout().toNanos() / 2;
        List<Sending> beginning = round.steps().stream()
                .filter(Begin.class::isInstance)
                .map(step -> ((Begin) step).sending())
                .toList();
        beginning.forEach(memory.known()::add);
        boolean committed;
        boolean known = false;
        try {
            committed = writer.commit(round, group.get());
            known = true;
        } finally {
            if (!known) {
                beginning.forEach(Sending::neverRun);
            }
        }
        if (committed) {
            apply(round, startBy);
        } else {
            log.info(
                    "lane={} round=undone reason=rebalance steps={}",
                    context.lane(),
                    round.steps().size());
            round.steps().reversed().forEach(this::undo);
        }
        return committed;
    }

    /** Marks each sending that an error keeps from beginning as never begun: the next session begins it again. */
    private void apply(Round round, long startBy) {
        Deque<Step> left = new ArrayDeque<>(round.steps());
        try {
            while (!left.isEmpty()) {
                apply(left.getFirst(), startBy);
                left.removeFirst();
            }
        } finally {
            left.stream()
                    .filter(Begin.class::isInstance)
                    .forEach(step -> ((Begin) step).sending().neverRun());
        }
    }

    private void apply(Step step, long startBy) {
        switch (step) {
            case Begin(Tracked tracked, Sending sending) -> {
                tracked.sending(sending);
                memory.begun(tracked);
                memory.executor().execute(sending.ready(startBy, context.clock(), memory.finished()::add));
            }
            case Withdraw(Tracked tracked, Sending sending) -> {
                memory.known().forget(sending);
                tracked.sending(null);
                tracked.missed(System.nanoTime() + pauseNanos(tracked.misses()));
                queue.pause(tracked);
            }
            case End end -> ended(end);
            case SetAside(Tracked tracked, PoisonException poison, End end) -> {
                log.warn(
                        "lane={} partition={} offset={} dead-letter={}",
                        context.lane(),
                        tracked.ledger().partition().partition(),
                        tracked.offset(),
                        poison.reason());
                context.metrics().deadLetter(context.lane().messages().name(), poison.reason());
                if (end != null) {
                    ended(end);
                }
                tracked.dropContent();
            }
        }
    }

    private void ended(End end) {
        memory.count(end);
        if (end.sending() != null) {
            memory.known().forget(end.sending());
        }
        end.tracked().dropContent();
    }

    private static long pauseNanos(int misses) {
        return Math.min(LONGEST_PAUSE_NANOS, FIRST_PAUSE_NANOS << Math.min(misses, 10));
    }

    private void undo(Step step) {
        step.tracked().done(false);
        switch (step) {
            case Begin(Tracked tracked, Sending sending) -> {
                sending.neverRun();
                memory.known().forget(sending);
                queue.addFirst(tracked);
            }
            case Withdraw(Tracked _, Sending sending) -> memory.finished().add(sending);
            case End end -> undo(end);
            case SetAside(Tracked tracked, PoisonException _, End end) -> {
                if (end != null) {
                    undo(end);
                } else if (tracked.sending() != null) {
                    memory.finished().add(tracked.sending());
                } else {
                    queue.addFirst(tracked);
                }
            }
        }
    }

    private void undo(End end) {
        if (end.sending() == null) {
            queue.addFirst(end.tracked());
        } else {
            memory.finished().add(end.sending());
        }
    }
}
