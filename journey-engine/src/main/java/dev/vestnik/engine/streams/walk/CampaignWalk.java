package dev.vestnik.engine.streams.walk;

import dev.vestnik.engine.definitions.DefinitionsSource;
import dev.vestnik.engine.streams.codec.CursorCodec.Stage;
import dev.vestnik.engine.streams.codec.CursorCodec.StoredCursor;
import dev.vestnik.engine.streams.wakeup.WakeupSlices;
import dev.vestnik.rules.campaign.Launch;
import dev.vestnik.rules.definition.Definitions;
import dev.vestnik.rules.definition.Definitions.InFlight;
import dev.vestnik.rules.definition.Definitions.Status;
import dev.vestnik.rules.definition.Published;
import dev.vestnik.rules.journey.JourneyId;
import dev.vestnik.rules.journey.Segment;
import java.time.Duration;
import java.util.HashMap;
import java.util.Iterator;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import java.util.stream.IntStream;
import org.apache.kafka.streams.processor.Cancellable;
import org.apache.kafka.streams.processor.PunctuationType;
import org.apache.kafka.streams.processor.api.ProcessorContext;
import org.jspecify.annotations.Nullable;

/**
 * Brings launches of campaigns to the customers of a task, in the order of the store, in slices between which events and wake-ups have their
 * turn. How far it has come is stored with the states that it changed, in their transaction, so that wherever the task goes on nobody is
 * left out, and nobody reached twice.
 *
 * <p>While nothing was launched it looks once a second: each look makes Kafka Streams commit, which costs the broker nothing where nothing has
 * changed.
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
    private final Map<JourneyId, Seen> settled = new HashMap<>();
    private @Nullable Cancellable scheduled;
    private Duration pause = LOOK;
    private boolean walking;
    private boolean behind;

    /**
     * The task as a campaign sees it.
     *
     * @param states begins to read them, from a key of the store on
     * @param reaching of one customer
     * @param cancelled takes back what is on its way of a run of a campaign
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
        StoredCursor of(JourneyId campaign);

        void put(JourneyId campaign, StoredCursor cursor);
    }

    /** Asks the rules whether a launch is meant for a customer; on another thread than the task's. */
    public interface Judging extends Meant.Judging {}

    /** Lets a launch reach a customer. */
    public interface Reaching extends Stride.Reaching {}

    /** Takes back what is on its way of a run of a campaign. */
    public interface Cancelling {
        void cancel(JourneyId campaign, int run);
    }

    /**
     * A launch as a task sees it: while that is the same, and there was nothing to do for it, its cursor is not read again.
     *
     * @param ready whether its time has come and its segment can be used
     */
    private record Seen(Launch launch, Status status, boolean ready) {
        boolean mayWalk() {
            return status == Status.LIVE && ready;
        }
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
        settled.clear();
        if (scheduled != null) {
            scheduled.cancel();
            scheduled = null;
        }
        walking(false);
        behind(false);
    }

    private void look(long now) {
        Definitions definitions = task.definitions().current();
        Map<JourneyId, Launch> launches = definitions.audiences().launches();
        strides.keySet().removeIf(campaign -> !launches.containsKey(campaign) || definitions.journey(campaign) == null);
        for (Launch launch : launches.values()) {
            Published published = definitions.journey(launch.journey());
            if (published != null) {
                look(launch, published, definitions, now);
            }
        }
        advance(definitions);
        walking(!strides.isEmpty());
        pause(pace());
        behind(strides.values().stream().anyMatch(Stride::isReady));
    }

    private void look(Launch launch, Published published, Definitions definitions, long now) {
        Seen seen = new Seen(launch, published.status(), isDue(launch, now) && isSegmentThere(launch, definitions));
        Stride stride = strides.get(launch.journey());
        if (stride != null && !(seen.mayWalk() && stride.isOf(launch, segment(launch, definitions)))) {
            strides.remove(launch.journey());
            stride = null;
        }
        if (stride == null && !seen.equals(settled.get(launch.journey()))) {
            StoredCursor stored = task.cursors().of(launch.journey());
            takeBackEarlier(stored, launch, published);
            look(seen, stored, definitions);
        }
    }

    private void look(Seen seen, @Nullable StoredCursor stored, Definitions definitions) {
        Launch launch = seen.launch();
        int run = stored == null ? 0 : stored.run();
        StoredCursor cursor = stored == null || run < launch.run()
                ? new StoredCursor(launch.run(), Stage.WALKING, BEGINNING, Map.of())
                : stored;
        boolean overtaken = run > launch.run(); // these definitions are not the newest
        if (seen.mayWalk() && cursor.stage() == Stage.WALKING && !overtaken) {
            begin(launch, cursor, definitions);
            return;
        }
        if (seen.status() == Status.ARCHIVED && run == launch.run() && cursor.stage() != Stage.CANCELLED) {
            takeBack(launch.journey(), cursor);
        }
        settled.put(launch.journey(), seen);
    }

    /** A run that was cancelled, with the next one launched before this task saw it. */
    private void takeBackEarlier(@Nullable StoredCursor stored, Launch launch, Published published) {
        if (stored != null
                && stored.run() < launch.run()
                && stored.stage() != Stage.CANCELLED
                && isCancelled(stored.run(), launch.run(), published)) {
            takeBack(launch.journey(), stored);
        }
    }

    /** A launch after a cancellation takes people out of those before it. */
    private static boolean isCancelled(int run, int later, Published published) {
        return IntStream.rangeClosed(run + 1, later)
                .anyMatch(number -> published.inFlight().get(number) == InFlight.EXIT);
    }

    private void takeBack(JourneyId campaign, StoredCursor cursor) {
        task.cancelled().cancel(campaign, cursor.run());
        task.cursors().put(campaign, new StoredCursor(cursor.run(), Stage.CANCELLED, cursor.next(), cursor.counts()));
    }

    private static boolean isDue(Launch launch, long now) {
        return now >= launch.from().toEpochMilli();
    }

    /** A segment that cannot be used now, as one that is not compiled yet, is waited for: a walk without it would pass everybody by. */
    private static boolean isSegmentThere(Launch launch, Definitions definitions) {
        return launch.segment() == null || segment(launch, definitions) != null;
    }

    private void begin(Launch launch, StoredCursor cursor, Definitions definitions) {
        double perSecond = launch.perSecond() == 0 ? FASTEST : (double) launch.perSecond() / task.partitions();
        int aSecondsWorth = (int) Math.max(1, perSecond);
        Meant meant = new Meant(launch, definitions, task.judging(), aSecondsWorth);
        Reading reading = new Reading(task.states().apply(cursor.next()), meant, walks);
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
            StoredCursor moved = stride.moved();
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
