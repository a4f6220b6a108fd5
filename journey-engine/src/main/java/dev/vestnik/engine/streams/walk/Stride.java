package dev.vestnik.engine.streams.walk;

import dev.vestnik.engine.streams.codec.CursorCodec.Stage;
import dev.vestnik.engine.streams.codec.CursorCodec.StoredCursor;
import dev.vestnik.engine.streams.codec.StoreKeys;
import dev.vestnik.engine.streams.walk.Meant.Passed;
import dev.vestnik.engine.streams.walk.PartReader.Part;
import dev.vestnik.engine.streams.walk.Reading.Portion;
import dev.vestnik.rules.campaign.Launch;
import dev.vestnik.rules.definition.Definitions;
import dev.vestnik.rules.journey.Segment;
import java.util.Arrays;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** Brings a launch to one customer of a task after the other. For the task's thread. */
final class Stride {
    /** The time for which unused speed is kept. */
    private static final double MOST_SECONDS = 1;

    static final String CUSTOMERS = "customers";
    static final String UNKNOWN = "unknown";
    static final String REACHED = "reached";

    private final Aim aim;
    private final Reaching reaching;
    private final Reading reading;
    private final Map<String, Long> counts;
    private byte[] next;
    private Stage stage = Stage.WALKING;
    private @Nullable Portion part;
    private int done;
    private double allowed;
    private long lastLook = System.nanoTime();
    private boolean changed;

    /** Lets a launch reach a customer, by the bytes of the key; counts what becomes of them. */
    interface Reaching {
        void reach(Launch launch, byte[] customer, Definitions definitions, Map<String, Long> counts);
    }

    /**
     * @param segment that was read for; null: there is none
     * @param perSecond customers of this task
     */
    record Aim(Launch launch, @Nullable Segment segment, double perSecond) {}

    Stride(Aim aim, StoredCursor cursor, Reading reading, Reaching reaching) {
        this.aim = aim;
        this.reading = reading;
        this.reaching = reaching;
        this.next = cursor.next();
        this.counts = new TreeMap<>(cursor.counts());
    }

    Launch launch() {
        return aim.launch();
    }

    double perSecond() {
        return aim.perSecond();
    }

    /** Whether it is the stride of this launch to this segment: what was read for another one is read again. */
    boolean isOf(Launch launch, @Nullable Segment segment) {
        return aim.launch().equals(launch) && Objects.equals(aim.segment(), segment);
    }

    /** Whether it could go on at once. */
    boolean isReady() {
        return part != null && stage == Stage.WALKING && allowed >= 1;
    }

    boolean isOver() {
        return stage != Stage.WALKING;
    }

    /**
     * Goes on until that time.
     *
     * @return false where the states could not be read: it is to begin anew at its cursor
     */
    boolean advance(Definitions definitions, long until) {
        look();
        boolean first = true;
        while (stage == Stage.WALKING && (first || System.nanoTime() - until < 0)) {
            first = false;
            Portion current = part;
            if (current == null) {
                switch (reading.taken()) {
                    case null -> {
                        return true;
                    }
                    case Part.Lost<Portion> lost -> {
                        return false;
                    }
                    case Part.Read<Portion>(Portion read) -> {
                        part = read;
                        done = 0;
                    }
                }
            } else if (done == current.customers().size()) {
                finish(current);
            } else if (allowed < 1) {
                return true;
            } else {
                reach(current, definitions);
            }
        }
        return true;
    }

    private void look() {
        long now = System.nanoTime();
        double passed = (now - lastLook) / (double) TimeUnit.SECONDS.toNanos(1);
        lastLook = now;
        allowed = Math.min(allowed + passed * aim.perSecond(), Math.max(1, MOST_SECONDS * aim.perSecond()));
    }

    private void reach(Portion current, Definitions definitions) {
        byte[] customer = current.customers().get(done);
        count(current.before().get(done));
        done++;
        allowed -= 1;
        counts.merge(CUSTOMERS, 1L, Long::sum);
        reaching.reach(aim.launch(), customer, definitions, counts);
        next = behind(customer);
        changed = true;
    }

    private void finish(Portion current) {
        count(current.rest());
        next = current.next();
        stage = current.last() ? Stage.DONE : Stage.WALKING;
        part = null;
        changed = true;
    }

    private void count(Passed passed) {
        if (passed.customers() > 0) {
            counts.merge(CUSTOMERS, (long) passed.customers(), Long::sum);
        }
        if (passed.unknown() > 0) {
            counts.merge(UNKNOWN, (long) passed.unknown(), Long::sum);
        }
    }

    private static byte[] behind(byte[] customer) {
        byte[] key = StoreKeys.state(customer);
        return Arrays.copyOf(key, key.length + 1);
    }

    /** The progress since the last question; null where there is none. */
    @Nullable
    StoredCursor moved() {
        if (!changed) {
            return null;
        }
        changed = false;
        return new StoredCursor(aim.launch().run(), stage, next, counts);
    }
}
