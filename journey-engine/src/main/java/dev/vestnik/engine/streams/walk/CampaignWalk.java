package dev.vestnik.engine.streams.walk;

import dev.vestnik.engine.definitions.DefinitionsSource;
import dev.vestnik.engine.streams.codec.CursorCodec.Stage;
import dev.vestnik.engine.streams.codec.CursorCodec.Stored;
import dev.vestnik.engine.streams.wakeup.WakeupSlices;
import dev.vestnik.rules.campaign.Launch;
import dev.vestnik.rules.definition.Definitions;
import dev.vestnik.rules.definition.Definitions.Published;
import dev.vestnik.rules.definition.Definitions.Status;
import dev.vestnik.rules.journey.JourneyId;
import dev.vestnik.rules.journey.Segment;
import java.time.Duration;
import java.util.HashMap;
import java.util.Iterator;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import org.apache.kafka.streams.processor.Cancellable;
import org.apache.kafka.streams.processor.PunctuationType;
import org.apache.kafka.streams.processor.api.ProcessorContext;
import org.jspecify.annotations.Nullable;

/**
 * Brings launches of campaigns to the customers of a task, in the order of the store, in slices between which events and wake-ups have their
 * turn. How far it has come is stored with the states that it changed, in their transaction, so that wherever the task goes on nobody is
 * left out, and nobody reached twice.
 *
 * <p>While nothing was launched it looks once a second: each look makes Kafka Streams commit.
 */
public final class CampaignWalk {
    private static final Duration LOOK = Duration.ofSeconds(1);
    private static final Duration WALKING = Duration.ofMillis(5);
    /** While no launch has more than a customer for each such look. */
    private static final Duration STROLLING = Duration.ofMillis(100);

    private static final double FASTEST = 1e9;
    private static final byte[] BEGINNING = {};

    private final ProcessorContext<?, ?> context;
    private final Walks walks;
    private final WakeupSlices pace;
    private final Task task;
    private final Map<JourneyId, Stride> strides = new HashMap<>();
    private @Nullable Cancellable scheduled;
    private Duration pause = LOOK;
    private boolean walking;
    private boolean behind;

    /**
     * The task as a campaign sees it.
     *
     * @param states begins to read them, from a key of the store on
     * @param reaching of one customer
     * @param cancelled takes back what is on its way of a launch
     * @param partitions among which a campaign's speed is shared
     */
    public record Task(
            DefinitionsSource definitions,
            Function<byte[], Scan> states,
            Cursors cursors,
            Judging judging,
            Reaching reaching,
            Cancelling cancelled,
            int partitions) {}

    /** Keeps with the task how far launches have come. */
    public interface Cursors {
        @Nullable
        Stored of(JourneyId campaign);

        void put(JourneyId campaign, Stored cursor);
    }

    /** Asks the rules whether a launch is meant for a customer; on another thread than the task's. */
    public interface Judging extends Meant.Judging {}

    /** Lets a launch reach a customer. */
    public interface Reaching extends Stride.Reaching {}

    /** Takes back what is on its way of a launch. */
    public interface Cancelling {
        void cancel(Launch launch);
    }

    public CampaignWalk(ProcessorContext<?, ?> context, Walks walks, WakeupSlices pace, Task task) {
        this.context = context;
        this.walks = walks;
        this.pace = pace;
        this.task = task;
        scheduled = context.schedule(pause, PunctuationType.WALL_CLOCK_TIME, this::look);
    }

    public void close() {
        strides.clear();
        if (scheduled != null) {
            scheduled.cancel();
            scheduled = null;
        }
        walking(false);
        behind(false);
    }

    private void look(long now) {
        Definitions definitions = task.definitions().current();
        for (Launch launch : definitions.audiences().launches().values()) {
            Published published = definitions.journey(launch.journey());
            if (published != null) {
                look(launch, published.status(), definitions, now);
            }
        }
        advance(definitions);
        walking(!strides.isEmpty());
        pause(pace());
        behind(strides.values().stream().anyMatch(Stride::isReady));
    }

    private void look(Launch launch, Status status, Definitions definitions, long now) {
        Stride stride = strides.get(launch.journey());
        if (stride != null && (status != Status.LIVE || !stride.isOf(launch, segment(launch, definitions)))) {
            strides.remove(launch.journey());
            stride = null;
        }
        if (stride != null || now < launch.from().toEpochMilli()) {
            return;
        }
        Stored stored = task.cursors().of(launch.journey());
        boolean begun = stored != null && stored.run() == launch.run();
        Stored cursor = begun && stored != null ? stored : new Stored(launch.run(), Stage.WALKING, BEGINNING, Map.of());
        if (status == Status.LIVE && cursor.stage() == Stage.WALKING) {
            begin(launch, cursor, definitions);
        } else if (status == Status.ARCHIVED && begun && cursor.stage() != Stage.CANCELLED) {
            task.cancelled().cancel(launch);
            task.cursors()
                    .put(launch.journey(), new Stored(cursor.run(), Stage.CANCELLED, cursor.next(), cursor.counts()));
        }
    }

    private void begin(Launch launch, Stored cursor, Definitions definitions) {
        Meant meant = new Meant(launch, definitions, task.judging());
        Reading reading = new Reading(task.states().apply(cursor.next()), meant, walks);
        double perSecond = launch.perSecond() == 0 ? FASTEST : (double) launch.perSecond() / task.partitions();
        Stride.Aim aim = new Stride.Aim(launch, segment(launch, definitions), perSecond);
        strides.put(launch.journey(), new Stride(aim, cursor, reading, task.reaching()));
    }

    private static @Nullable Segment segment(Launch launch, Definitions definitions) {
        return launch.segment() == null ? null : definitions.audiences().segment(launch.segment());
    }

    /** Each in its turn has the same part of the slice. */
    private void advance(Definitions definitions) {
        long from = System.nanoTime();
        int turn = 0;
        int all = strides.size();
        for (Iterator<Stride> each = strides.values().iterator(); each.hasNext(); ) {
            Stride stride = each.next();
            turn++;
            boolean sound = stride.advance(definitions, from + pace.sliceNanos() * turn / all);
            Stored moved = stride.moved();
            if (moved != null) {
                task.cursors().put(stride.launch().journey(), moved);
            }
            if (!sound || stride.isOver()) {
                each.remove();
            }
        }
    }

    private void walking(boolean is) {
        if (is != walking) {
            walking = is;
            walks.launching(is);
        }
    }

    private Duration pace() {
        if (strides.isEmpty()) {
            return LOOK;
        }
        double fastest =
                strides.values().stream().mapToDouble(Stride::perSecond).max().orElse(0);
        return fastest * STROLLING.toMillis() > TimeUnit.SECONDS.toMillis(1) ? WALKING : STROLLING;
    }

    private void pause(Duration other) {
        if (!other.equals(pause) && scheduled != null) {
            pause = other;
            scheduled.cancel();
            scheduled = context.schedule(pause, PunctuationType.WALL_CLOCK_TIME, this::look);
        }
    }

    /** While it could go on at once, the thread does not wait for events. */
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
