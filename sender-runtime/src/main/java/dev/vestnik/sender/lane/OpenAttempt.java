package dev.vestnik.sender.lane;

import dev.vestnik.sender.ClosingRecord;
import dev.vestnik.sender.Dispatch;
import dev.vestnik.sender.Outcome;
import dev.vestnik.sender.gateway.GatewayAccount;
import dev.vestnik.sender.gateway.GuardedGateway;
import dev.vestnik.sender.gateway.Permit;
import dev.vestnik.sender.tracking.Tracking;
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
 * An attempt from its opening to its end in the attempts topic: it sends the message, or asks the provider about one in doubt. Runs on a
 * virtual thread; every method but {@link #run} belongs to the lane's thread. Outlives the loss of its partition, so that this process does
 * not forget an answer.
 */
final class OpenAttempt implements Runnable {
    private static final Logger log = LoggerFactory.getLogger(OpenAttempt.class);

    private enum Stage {
        READY,
        ON_WIRE,
        CANCELLED
    }

    private final long token;
    private final LaneMessage message;
    private final GuardedGateway gateway;
    private final @Nullable Permit permit;
    private final AtomicReference<Stage> stage = new AtomicReference<>(Stage.READY);
    private PendingRecord pending;
    private long startBy;
    private @Nullable InstantSource clock;
    private volatile long endedAt;
    private volatile @Nullable Outcome outcome;
    private @Nullable Instant answeredAt;
    private List<ClosingRecord> closing = List.of();
    private @Nullable Consumer<OpenAttempt> finished;

    private Tracking tracking = Tracking.NONE;

    private OpenAttempt(
            long token, PendingRecord pending, LaneMessage message, GuardedGateway gateway, @Nullable Permit permit) {
        this.token = token;
        this.pending = pending;
        this.message = message;
        this.gateway = gateway;
        this.permit = permit;
    }

    /** An attempt that hands its message over to the permit's gateway. */
    static OpenAttempt toSend(long token, PendingRecord pending, LaneMessage message, Permit permit) {
        return new OpenAttempt(token, pending, message, permit.gateway(), permit);
    }

    /** An attempt in doubt, opened with this token by another process or an earlier run: it asks the gateway for the outcome. */
    static OpenAttempt inDoubt(long token, PendingRecord pending, LaneMessage message, GuardedGateway gateway) {
        return new OpenAttempt(token, pending, message, gateway, null);
    }

    /**
     * Gives the attempt its clock and its end.
     *
     * @param startBy the nanoTime after which the attempt does not go to the wire any more
     * @param finished takes the attempt once it has an outcome
     */
    OpenAttempt ready(long startBy, InstantSource clock, Consumer<OpenAttempt> finished) {
        this.startBy = startBy;
        this.clock = clock;
        this.finished = finished;
        return this;
    }

    /** Gives the message's links their form right before it goes out. */
    OpenAttempt with(Tracking wanted) {
        this.tracking = wanted;
        return this;
    }

    @Override
    public void run() {
        try {
            Outcome answer = permit == null ? gateway.lookUp(message.dispatch()) : send(permit);
            closing = gateway.gateway().closingRecords(message.dispatch(), answer);
            answeredAt = Objects.requireNonNull(clock).instant();
            endedAt = System.nanoTime();
            outcome = answer;
        } catch (Throwable e) {
            log.error("gateway={} attempt={} outcome=unknown", gateway.gateway().name(), message.attempt(), e);
            endedAt = System.nanoTime();
            outcome = new Outcome.Unknown(e.getClass().getSimpleName());
        } finally {
            Objects.requireNonNull(finished).accept(this);
        }
    }

    private Outcome send(Permit room) {
        Dispatch dispatch = message.tracked()
                ? tracking.in(message.dispatch(), Objects.requireNonNull(clock).instant())
                : message.dispatch();
        Outcome answer = gateway.send(dispatch, room, this::isTime, this::mayStart);
        return answer instanceof Outcome.Unknown ? gateway.lookUp(message.dispatch()) : answer;
    }

    private boolean isTime() {
        return System.nanoTime() - startBy < 0
                && !message.isExpired(Objects.requireNonNull(clock).instant())
                && stage.get() != Stage.CANCELLED;
    }

    /** Takes a message that reaches the wire as on its way from then on: of a customer's devices, the first takes the others along. */
    private boolean mayStart() {
        return isTime() && (stage.compareAndSet(Stage.READY, Stage.ON_WIRE) || stage.get() == Stage.ON_WIRE);
    }

    /**
     * Keeps the message from the wire if it has not reached it yet, as while its gateway waits for a connection or a token; the attempt then ends
     * as kept back. A gateway that waits for neither never asks, and its answer counts.
     */
    void cancel() {
        stage.compareAndSet(Stage.READY, Stage.CANCELLED);
    }

    /** Ends an attempt that is never run, because its opening was not committed or may not have been. */
    void neverRun() {
        if (permit != null) {
            permit.giveBack();
        }
        endedAt = System.nanoTime();
        outcome = Outcome.busy("never-begun");
    }

    /** The gateway's answer; null while it is outstanding. */
    @Nullable
    Outcome outcome() {
        return outcome;
    }

    /** The records that the gateway wants to be written with the end; complete once there is an outcome. */
    List<ClosingRecord> closing() {
        return closing;
    }

    /** The time from the event to the answer; zero while there is no answer. */
    Duration eventToAnswer() {
        return answeredAt == null ? Duration.ZERO : Duration.between(message.causedAt(), answeredAt);
    }

    long token() {
        return token;
    }

    LaneMessage message() {
        return message;
    }

    GuardedGateway gateway() {
        return gateway;
    }

    GatewayAccount account() {
        return gateway.account();
    }

    String gatewayName() {
        return gateway.gateway().name();
    }

    PendingRecord pending() {
        return pending;
    }

    /** Moves the attempt to its record's new ledger, after this process has got the partition back. */
    void adoptedBy(PendingRecord now) {
        pending = now;
    }

    /** Whether its record is in a partition of this process and waits for this attempt. */
    boolean isOwned() {
        return pending.ledger().isLive() && pending.openAttempt() == this;
    }

    /** The time since it has an outcome; zero while it has none: a provider may take many minutes. */
    long endedNanos(long now) {
        return outcome == null ? 0 : now - endedAt;
    }
}
