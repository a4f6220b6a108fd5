package dev.vestnik.sender.lane;

import dev.vestnik.sender.ClosingRecord;
import dev.vestnik.sender.Outcome;
import dev.vestnik.sender.gateway.GuardedGateway;
import dev.vestnik.sender.gateway.Permit;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One opened attempt on its way, or one in doubt that is asked about. Runs on a virtual thread; everything but {@link #run} belongs to
 * the lane's thread. It outlives the loss of its partition, so that what this process knows is not forgotten.
 */
final class Sending implements Runnable {
    private static final Logger log = LoggerFactory.getLogger(Sending.class);

    private enum Stage {
        READY,
        ON_WIRE,
        CANCELLED
    }

    private final long token;
    private final Letter letter;
    private final GuardedGateway gateway;
    private final @Nullable Permit permit;
    private final long startedAt = System.nanoTime();
    private final AtomicReference<Stage> stage = new AtomicReference<>(Stage.READY);
    private Tracked tracked;
    private long startBy;
    private @Nullable InstantSource clock;
    private volatile @Nullable Outcome outcome;
    private @Nullable Instant answeredAt;
    private List<ClosingRecord> closing = List.of();
    private @Nullable Consumer<Sending> finished;

    private Sending(long token, Tracked tracked, Letter letter, GuardedGateway gateway, @Nullable Permit permit) {
        this.token = token;
        this.tracked = tracked;
        this.letter = letter;
        this.gateway = gateway;
        this.permit = permit;
    }

    /** A message to be handed over. */
    static Sending of(long token, Tracked tracked, Letter letter, Permit permit) {
        return new Sending(token, tracked, letter, permit.gateway(), permit);
    }

    /** A question about an attempt that somebody opened with that token. */
    static Sending question(long token, Tracked tracked, Letter letter, GuardedGateway gateway) {
        return new Sending(token, tracked, letter, gateway, null);
    }

    /**
     * What it needs to run.
     *
     * @param startBy nanoTime after which it does not go to the wire any more
     */
    Sending ready(long startBy, InstantSource clock, Consumer<Sending> finished) {
        this.startBy = startBy;
        this.clock = clock;
        this.finished = finished;
        return this;
    }

    @Override
    public void run() {
        try {
            Outcome answer = permit == null ? gateway.lookUp(letter.dispatch()) : send(permit);
            closing = gateway.gateway().closingRecords(letter.dispatch(), answer);
            answeredAt = Objects.requireNonNull(clock).instant();
            outcome = answer;
        } catch (Throwable e) {
            log.error("gateway={} attempt={} outcome=unknown", gateway.gateway().name(), letter.attempt(), e);
            outcome = new Outcome.Unknown(e.getClass().getSimpleName());
        } finally {
            Objects.requireNonNull(finished).accept(this);
        }
    }

    private Outcome send(Permit room) {
        Outcome answer = gateway.send(letter.dispatch(), room, this::mayStart);
        return answer instanceof Outcome.Unknown ? gateway.lookUp(letter.dispatch()) : answer;
    }

    private boolean mayStart() {
        boolean inTime = System.nanoTime() - startBy < 0
                && !letter.isExpired(Objects.requireNonNull(clock).instant());
        return inTime && (stage.compareAndSet(Stage.READY, Stage.ON_WIRE) || stage.get() == Stage.ON_WIRE);
    }

    /** Keeps it from the wire if it has not reached it yet; it then ends as not sent. */
    void cancel() {
        stage.compareAndSet(Stage.READY, Stage.CANCELLED);
    }

    /** It is not run, ever: its opening was not committed, or nobody knows. */
    void neverRun() {
        if (permit != null) {
            permit.giveBack();
        }
        outcome = new Outcome.NotSent("never begun");
    }

    /** The answer; null while it is on its way. */
    @Nullable
    Outcome outcome() {
        return outcome;
    }

    /** What the gateway wants written with the end; to be read once there is an outcome. */
    List<ClosingRecord> closing() {
        return closing;
    }

    /** From the event to the answer; zero while there is none. */
    Duration eventToAnswer() {
        return answeredAt == null ? Duration.ZERO : Duration.between(letter.causedAt(), answeredAt);
    }

    long token() {
        return token;
    }

    Letter letter() {
        return letter;
    }

    String gatewayName() {
        return gateway.gateway().name();
    }

    Tracked tracked() {
        return tracked;
    }

    /** This process owns the record again, under a new ledger. */
    void adoptedBy(Tracked now) {
        tracked = now;
    }

    /** Whether its answer still belongs to a record of ours. */
    boolean isOwned() {
        return tracked.ledger().isLive() && tracked.sending() == this;
    }

    long ageNanos() {
        return System.nanoTime() - startedAt;
    }
}
