package dev.vestnik.engine.streams.wakeup;

import dev.vestnik.engine.streams.wakeup.WakeupIndex.Due;
import dev.vestnik.rules.decide.Signal.WakeClass;
import java.time.Duration;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Consumer;
import java.util.function.LongConsumer;
import org.apache.kafka.streams.processor.Cancellable;
import org.apache.kafka.streams.processor.PunctuationType;
import org.apache.kafka.streams.processor.api.ProcessorContext;
import org.jspecify.annotations.Nullable;

/**
 * Lets a task's wake-ups fire when they are due, service first, housekeeping last. A punctuation is scheduled for the earliest one and for nothing
 * else, so a task with nothing due does not work (every punctuation makes Kafka Streams commit).
 */
public final class WakeupTicker {
    /** Between two ticks, at least: wake-ups that come due meanwhile are one batch. */
    private static final long TICK_MS = 5;
    /** A wake-up further off is looked for again then. */
    private static final long FARTHEST_MS = 3_600_000;

    private static final long LONGEST_HELD_MS = 100;

    private static final int BATCH = 256;

    private final ProcessorContext<?, ?> context;
    private final WakeupIndex index;
    private final WakeupSlices pace;
    private final Backlog backlog;
    private final Consumer<Due> fire;
    private final LongConsumer earliest;
    private @Nullable Cancellable scheduled;
    private long scheduledFor = Long.MAX_VALUE;
    private long lastTick;
    private boolean behind;
    /** A tick gets something done, however slow the disk is. */
    private boolean worked;
    /** The number of ticks in a row that found nothing but wake-ups that wait for the backlog. */
    private int held;

    private final Map<WakeClass, HeldSpan> spans = new EnumMap<>(WakeClass.class);

    /**
     * @param fire processes an entry and removes it from the index
     * @param earliest is told when the earliest wake-up is due, whenever that changes
     */
    public WakeupTicker(
            ProcessorContext<?, ?> context,
            WakeupIndex index,
            WakeupSlices pace,
            Backlog backlog,
            Consumer<Due> fire,
            LongConsumer earliest) {
        this.context = context;
        this.index = index;
        this.pace = pace;
        this.backlog = backlog;
        this.fire = fire;
        this.earliest = earliest;
        for (WakeClass wakeClass : WakeClass.values()) {
            spans.put(wakeClass, new HeldSpan());
        }
    }

    /** To be called after the index has changed. */
    public void schedule() {
        long due = index.earliest();
        if (due < scheduledFor) {
            at(due);
        }
    }

    public void close() {
        cancel();
        behind(false);
    }

    private void at(long due) {
        cancel();
        earliest.accept(held > 0 ? Long.MAX_VALUE : due); // what waits for the backlog is not stalled
        if (due == Long.MAX_VALUE) {
            return;
        }
        long now = context.currentSystemTimeMs();
        long notBefore = lastTick > now ? now : lastTick + pause(); // the clock may have been set back
        long wait = Math.clamp(Math.max(due, notBefore) - now, 1, FARTHEST_MS);
        scheduledFor = due;
        scheduled = context.schedule(Duration.ofMillis(wait), PunctuationType.WALL_CLOCK_TIME, this::tick);
    }

    private void cancel() {
        if (scheduled != null) {
            scheduled.cancel();
            scheduled = null;
        }
        scheduledFor = Long.MAX_VALUE;
    }

    /** Every tick asks the broker once. */
    private long pause() {
        return Math.min(TICK_MS << Math.clamp(held - 1L, 0, 10), LONGEST_HELD_MS);
    }

    private void tick(long time) {
        long now = context.currentSystemTimeMs();
        long until = System.nanoTime() + pace.sliceNanos();
        long readUpTo = Math.min(now, backlog.readUpTo());
        worked = false;
        boolean done = allDue(WakeClass.SERVICE, readUpTo, until)
                && allDue(WakeClass.MARKETING, readUpTo, until)
                && allDue(WakeClass.HOUSEKEEPING, readUpTo, until);
        behind(!done);
        index.saveCursors(now);
        lastTick = now;
        hold(readUpTo, now);
        at(index.earliest());
    }

    /** Asks where the backlog ends while a wake-up is due that it has not been read up to. */
    private void hold(long readUpTo, long now) {
        long latest = Long.MIN_VALUE;
        for (WakeClass wakeClass : WakeClass.values()) {
            long earliest = index.earliest(wakeClass);
            boolean waits = earliest > readUpTo && earliest <= now;
            Objects.requireNonNull(spans.get(wakeClass)).seen(waits, now);
            latest = waits ? Math.max(latest, earliest) : latest;
        }
        if (latest != Long.MIN_VALUE) {
            backlog.askFor(latest);
        }
        held = latest == Long.MIN_VALUE || worked ? 0 : held + 1;
    }

    /** The part of the time since it was due that a wake-up had to wait for the backlog, in milliseconds. */
    public long held(Due due, long now) {
        return Objects.requireNonNull(spans.get(due.wakeClass())).within(due.at(), now);
    }

    /** False when time ran out before all that is due had fired. */
    private boolean allDue(WakeClass wakeClass, long upTo, long until) {
        while (true) {
            List<Due> batch = index.due(wakeClass, upTo, BATCH);
            for (Due due : batch) {
                if (worked && System.nanoTime() > until) {
                    index.back(due);
                    return false;
                }
                fire.accept(due);
                worked = true;
            }
            if (batch.size() < BATCH) {
                return true;
            }
        }
    }

    private void behind(boolean is) {
        if (is != behind) {
            behind = is;
            if (is) {
                pace.behind();
            } else {
                pace.caughtUp();
            }
        }
    }
}
