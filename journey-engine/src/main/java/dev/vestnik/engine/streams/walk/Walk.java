package dev.vestnik.engine.streams.walk;

import dev.vestnik.engine.definitions.DefinitionsSource;
import dev.vestnik.engine.streams.walk.PartReader.Part;
import dev.vestnik.rules.definition.Definitions;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.function.LongConsumer;
import java.util.function.Predicate;
import java.util.function.Supplier;
import org.apache.kafka.streams.processor.Cancellable;
import org.apache.kafka.streams.processor.PunctuationType;
import org.apache.kafka.streams.processor.api.ProcessorContext;
import org.jspecify.annotations.Nullable;

/**
 * Sees to it that a publication acts on everybody in a task who stands in an older version, or is to enter by the calendar, also on those to whom nothing happens. It
 * passes over all states until a pass finds nobody. That it has got there is kept with the task; until then it begins anew wherever the task goes on, which moves nobody twice.
 *
 * <p>While there is nothing to do it looks once a second: each look makes Kafka Streams commit, which costs the broker nothing where nothing has
 * changed.
 */
public final class Walk {
    private static final Duration LOOK = Duration.ofSeconds(1);
    private static final Duration WALKING = Duration.ofMillis(25);
    /** While versions are being compiled; twice as long each time. */
    private static final Duration FIRST_PAUSE = Duration.ofSeconds(20);

    private static final Duration LONGEST_PAUSE = Duration.ofMinutes(15);

    private final ProcessorContext<?, ?> context;
    private final Walks walks;
    private final Task task;
    private long reached;
    private Definitions looked = Definitions.EMPTY;
    private long target = Target.NOTHING;
    private @Nullable Pass pass;
    private @Nullable Cancellable scheduled;
    private boolean walking;
    private Duration pause = FIRST_PAUSE;
    private long notBefore = Long.MIN_VALUE;

    /**
     * The task as a walk sees it.
     *
     * @param states begins to read them
     * @param move moves a customer, by the bytes of the key; says whether anything came of it
     * @param reached keeps the target that has been reached
     */
    public record Task(
            DefinitionsSource definitions, Supplier<Scan> states, Predicate<byte[]> move, LongConsumer reached) {}

    /** @param reached the target that was reached last; 0 for none */
    public Walk(ProcessorContext<?, ?> context, Walks walks, Task task, long reached) {
        this.context = context;
        this.walks = walks;
        this.task = task;
        this.reached = reached;
    }

    /** To be called once. */
    public void open() {
        scheduled = context.schedule(LOOK, PunctuationType.WALL_CLOCK_TIME, this::look);
    }

    public void close() {
        pass = null;
        cancel();
        if (walking) {
            walking = false;
            walks.walking(false);
        }
    }

    private void cancel() {
        if (scheduled != null) {
            scheduled.cancel();
            scheduled = null;
        }
    }

    private void look(long now) {
        Pass current = pass;
        if (current == null) {
            begin(now);
        } else if (current.hasCustomers() || isRead(current, now)) {
            move(current);
            if (!current.hasCustomers()) {
                goOn(current, now);
            }
        }
    }

    private void begin(long now) {
        Definitions current = task.definitions().current();
        if (current != looked) {
            looked = current;
            target = Target.of(current);
            notBefore = Long.MIN_VALUE;
            pause = FIRST_PAUSE;
        }
        if (target != Target.NOTHING && target != reached && now >= notBefore) {
            pass = new Pass(target, current, task.states().get(), Instant.ofEpochMilli(now));
            walks.read(pass.reader());
            walking(true);
            return;
        }
        walking(false);
        if (target == Target.NOTHING && reached != Target.NOTHING) {
            reach(Target.NOTHING); // an archived journey may be taken up again, and everybody is to hear of it anew
        }
    }

    private void reach(long aim) {
        reached = aim;
        task.reached().accept(aim);
    }

    private boolean isRead(Pass current, long now) {
        return switch (current.taken()) {
            case null -> false;
            case Part.Read<List<byte[]>> read -> true;
            case Part.Lost<List<byte[]>> lost -> {
                end(now + LOOK.toMillis());
                yield false;
            }
        };
    }

    /** Some of those that have been read. */
    private void move(Pass current) {
        long since = System.nanoTime();
        long until = walks.mayWorkUntil();
        boolean worked = false;
        while (System.nanoTime() - until < 0) {
            byte[] customer = current.next();
            if (customer == null) {
                break;
            }
            worked = true;
            if (task.move().test(customer)) {
                current.moved();
                walks.moved();
            }
        }
        if (worked) {
            walks.worked(since);
        }
    }

    private void goOn(Pass current, long now) {
        if (!current.isOver()) {
            walks.read(current.reader());
        } else if (current.hasMoved()) {
            pass = null;
            begin(now); // looks whether that was all
        } else if (current.awaitsVersions()) {
            end(now + pause.toMillis());
            pause = pause.multipliedBy(2).compareTo(LONGEST_PAUSE) < 0 ? pause.multipliedBy(2) : LONGEST_PAUSE;
        } else {
            reach(current.target());
            end(now);
        }
    }

    private void end(long again) {
        pass = null;
        notBefore = again;
        walking(false);
    }

    private void walking(boolean is) {
        if (is != walking) {
            walking = is;
            cancel();
            scheduled = context.schedule(is ? WALKING : LOOK, PunctuationType.WALL_CLOCK_TIME, this::look);
            walks.walking(is);
        }
    }
}
