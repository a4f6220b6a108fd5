package dev.vestnik.sender.gateway;

import dev.vestnik.schemas.message.MessageClass;
import dev.vestnik.sender.Dispatch;
import dev.vestnik.sender.Gateway;
import dev.vestnik.sender.GatewayLimits;
import dev.vestnik.sender.NotSentException;
import dev.vestnik.sender.Outcome;
import dev.vestnik.sender.SenderMetrics;
import dev.vestnik.sender.SenderSettings;
import io.github.resilience4j.circuitbreaker.CircuitBreaker;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** A gateway within its limits, shared by the lanes of its channel. */
public final class GuardedGateway {
    private static final Logger log = LoggerFactory.getLogger(GuardedGateway.class);
    private static final long[] FAST_RETRIES_MS = {50, 200};
    /** Not a gateway's failure, by which a message would go around it. */
    private static final Outcome TOO_LATE = Outcome.busy("too-late");

    /** Longer than a text of 255 parts takes at a centre whose every answer times out. */
    private static final Duration LONGEST_CALL = Duration.ofMinutes(45);

    private final Gateway gateway;
    private final CallTimeout timeout;
    private final GatewayState state;
    private final SharedRoom room;
    private final Ahead ahead = new Ahead();
    private final SenderMetrics metrics;
    private final AtomicInteger lookUps = new AtomicInteger();
    private volatile GatewayLimits limits;
    private volatile int instances = 1;

    public GuardedGateway(Gateway gateway, SenderSettings settings, SenderMetrics metrics) {
        this(gateway, settings, metrics, LONGEST_CALL);
    }

    GuardedGateway(Gateway gateway, SenderSettings settings, SenderMetrics metrics, Duration longestCall) {
        this.gateway = gateway;
        this.timeout = new CallTimeout(longestCall);
        this.state = new GatewayState(gateway, settings.circuitOpen(), metrics);
        this.room = new SharedRoom(gateway.limits(), Shares.of(settings));
        this.metrics = metrics;
        this.limits = gateway.limits();
    }

    /** The gateway itself. */
    public Gateway gateway() {
        return gateway;
    }

    /** Its name and the account behind it. */
    public GatewayAccount account() {
        return new GatewayAccount(gateway.name(), gateway.account());
    }

    /** Shows its window and circuit as those of its name, now that it is in force: one that was made in vain must not hide the other. */
    public void measure() {
        state.measure();
        metrics.limit(gateway.name(), () -> limits.rate());
        metrics.inFlight(gateway.name(), room::used);
    }

    /** The bounds of its use now: those that it was made with, with the rate of the settings in force. */
    public GatewayLimits limits() {
        return limits;
    }

    /** Sets the rate of the contract while messages flow: the connection need not be made anew for it. */
    public void rate(int perSecond) {
        limits = limits.withRate(perSecond);
        room.rate(perSecond);
    }

    /** Takes no more messages; those that have room already go out. */
    public void retire() {
        room.close();
    }

    /** Whether no message, no question and nothing that a message has left behind is on its way. */
    public boolean isIdle() {
        return room.used() == 0 && lookUps.get() == 0 && gateway.isIdle();
    }

    /**
     * A permit for one message, if there is room now: service messages get none while codes wait for room, marketing while either waits.
     *
     * @param units what the message will be charged as
     */
    public Optional<Permit> tryAcquire(MessageClass messageClass, int units) {
        long now = System.nanoTime();
        if (messageClass == MessageClass.codes && room.codeAsks(now)) {
            resize();
        }
        if (state.isPaused()
                || room.yields(messageClass, now)
                || !room.tryAcquire(messageClass, units, ahead.of(state.window(), now), now)) {
            return Optional.empty();
        }
        if (!state.circuit().tryAcquirePermission()) {
            room.giveBack(messageClass, units);
            return Optional.empty();
        }
        return Optional.of(
                new Permit(this, () -> room.release(messageClass), () -> room.giveBack(messageClass, units)));
    }

    /**
     * The time for which a lane that has more messages than there is room may gather answers before its next transaction: the messages that
     * are open already keep the gateway at work. 0 for a gateway that has nothing to do.
     */
    public long gatherNanos(MessageClass messageClass) {
        return ahead.gatherNanos(messageClass, state.window(), System.nanoTime());
    }

    /** The same for a caller to whom a message that waits in its gateway is as good as on the wire. */
    public Outcome send(Dispatch dispatch, Permit permit, BooleanSupplier mayStart) {
        return send(dispatch, permit, mayStart, mayStart);
    }

    /**
     * Sends a message, with a few fast tries as long as nothing was written; keeps it back when the gateway has become busy since the permit
     * was given. Never throws.
     *
     * @param isTime whether there is still time; asked before each try
     * @param mayStart whether the message may go; asked by the gateway right before the provider could take it, after a wait for a connection
     *     or a token
     */
    public Outcome send(Dispatch dispatch, Permit permit, BooleanSupplier isTime, BooleanSupplier mayStart) {
        ahead.opened(System.nanoTime() - permit.takenAt());
        if (isPaused() || !room.enter(dispatch.messageClass())) {
            return heldBack(permit);
        }
        try {
            return isPaused() ? heldBack(permit) : sent(dispatch, permit, isTime, mayStart);
        } finally {
            room.leave(dispatch.messageClass());
        }
    }

    private static Outcome heldBack(Permit permit) {
        permit.giveBack();
        return Outcome.busy("held-back");
    }

    private Outcome sent(Dispatch dispatch, Permit permit, BooleanSupplier isTime, BooleanSupplier mayStart) {
        if (!isTime.getAsBoolean()) {
            permit.giveBack();
            return TOO_LATE;
        }
        try {
            return tried(dispatch, permit, isTime, mayStart);
        } finally {
            permit.used();
        }
    }

    private Outcome tried(Dispatch dispatch, Permit permit, BooleanSupplier isTime, BooleanSupplier mayStart) {
        AtomicBoolean tooLate = new AtomicBoolean();
        long start = System.nanoTime();
        Outcome outcome = tries(dispatch, isTime, () -> {
            tooLate.set(!mayStart.getAsBoolean());
            return !tooLate.get();
        });
        if (outcome instanceof Outcome.Busy busy && busy.scope() == Outcome.Busy.Scope.HELD) {
            permit.giveBack(); // the provider was not asked: says nothing about it and costs nothing
            metrics.busy(gateway.name(), busy);
            return outcome;
        }
        long now = System.nanoTime();
        boolean isLate = outcome instanceof Outcome.NotSent && tooLate.get();
        if (isLate) {
            state.circuit().releasePermission(); // the lane's time was over: says nothing about the gateway
        } else {
            state.learn(outcome, permit.takenAt(), now);
            resize();
            ahead.answered(now);
        }
        metrics.answered(gateway.name(), outcome, Duration.ofNanos(now - start));
        return isLate ? TOO_LATE : outcome;
    }

    /** @param asked the gateway's own question for time; a gateway that cannot be reached until the time is over has failed nevertheless */
    private Outcome tries(Dispatch dispatch, BooleanSupplier isTime, BooleanSupplier asked) {
        Outcome outcome = once(dispatch, asked);
        for (int i = 0; i < FAST_RETRIES_MS.length && outcome instanceof Outcome.NotSent; i++) {
            if (!paused(FAST_RETRIES_MS[i]) || !isTime.getAsBoolean()) {
                return outcome;
            }
            outcome = once(dispatch, asked);
        }
        return outcome;
    }

    private Outcome once(Dispatch dispatch, BooleanSupplier mayStart) {
        try {
            return timeout.call(() -> gateway.send(dispatch, mayStart));
        } catch (NotSentException e) {
            return new Outcome.NotSent(String.valueOf(e.getMessage()));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return new Outcome.Unknown("interrupted");
        } catch (Throwable e) { // an Error leaves the attempt in doubt just as well
            log.warn(
                    "gateway={} attempt={} outcome=unknown cause={}",
                    gateway.name(),
                    dispatch.attempt(),
                    e.getClass().getName());
            return new Outcome.Unknown(e.getClass().getSimpleName());
        }
    }

    /** The provider's answer about an attempt in doubt; {@code Unknown} when it cannot tell. Never throws. */
    public Outcome lookUp(Dispatch dispatch) {
        lookUps.incrementAndGet();
        try {
            return timeout.call(() -> gateway.lookUp(dispatch)).orElse(new Outcome.Unknown("the provider cannot tell"));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return new Outcome.Unknown("interrupted");
        } catch (Exception e) {
            return new Outcome.Unknown("look-up failed: " + e.getClass().getSimpleName());
        } finally {
            lookUps.decrementAndGet();
        }
    }

    /** Pauses the caller's virtual thread; false when it was interrupted. */
    private static boolean paused(long millis) {
        try {
            Thread.sleep(millis);
            return true;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    /** Whether the next gateway of a way should be used. */
    boolean isOutOfUse() {
        return state.isOutOfUse();
    }

    /** Whether the gateway is left alone because it was busy. */
    public boolean isPaused() {
        return state.isPaused();
    }

    /** The messages that may be on their way at once as things are: the configured window, or less while the gateway is busy. */
    public int window() {
        return state.window();
    }

    /** The fault of a gateway that serves nobody now; null while it does. */
    public @Nullable Trouble trouble() {
        return state.trouble();
    }

    /** Takes this instance's part of the account's limits. */
    void share(int among) {
        instances = Math.max(1, among);
        state.widest(limits.windowAmong(instances));
        room.share(instances);
        gateway.share(instances);
        resize();
    }

    /** The live instances that divide the account's limits. */
    public int instances() {
        return instances;
    }

    private synchronized void resize() { // the last one to come sets what is newest
        room.resize(state.window(), System.nanoTime());
    }

    CircuitBreaker circuit() {
        return state.circuit();
    }

    /** The circuit's state now. */
    public CircuitState circuitState() {
        return state.circuitState();
    }
}
