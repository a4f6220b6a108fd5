package dev.vestnik.sender.gateway;

import dev.vestnik.schemas.message.MessageClass;
import dev.vestnik.sender.Dispatch;
import dev.vestnik.sender.Gateway;
import dev.vestnik.sender.NotSentException;
import dev.vestnik.sender.Outcome;
import dev.vestnik.sender.SenderMetrics;
import dev.vestnik.sender.SenderSettings;
import io.github.resilience4j.circuitbreaker.CircuitBreaker;
import io.github.resilience4j.circuitbreaker.CircuitBreakerConfig;
import java.io.IOException;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** A gateway within its limits, shared by the lanes of its channel. */
public final class GuardedGateway {
    private static final Logger log = LoggerFactory.getLogger(GuardedGateway.class);
    private static final long[] FAST_RETRIES_MS = {50, 200};
    private static final long YIELD_NANOS = TimeUnit.MILLISECONDS.toNanos(50);

    /** The calls by which the circuit judges a gateway. */
    private static final int CALLS = 20;

    /** A pause of a gateway that the next gateway of a way need not wait for. */
    private static final Duration SHORT_PAUSE = Duration.ofSeconds(5);

    /** Longer than a text of 255 parts takes at a centre whose every answer times out. */
    private static final Duration LONGEST_CALL = Duration.ofMinutes(45);

    private final Gateway gateway;
    private final CallTimeout timeout;
    private final Throttle throttle;
    private final Share window;
    private final Rate rate;
    private final CircuitBreaker circuit;
    private final SenderMetrics metrics;
    private final InstantSource clock = InstantSource.system();
    private volatile long priorityWaitedAt = System.nanoTime() - YIELD_NANOS;
    private volatile @Nullable Trouble trouble;

    public GuardedGateway(Gateway gateway, SenderSettings settings, SenderMetrics metrics) {
        this(gateway, settings, metrics, LONGEST_CALL);
    }

    GuardedGateway(Gateway gateway, SenderSettings settings, SenderMetrics metrics, Duration longestCall) {
        this.gateway = gateway;
        this.timeout = new CallTimeout(longestCall);
        this.throttle = new Throttle(gateway.limits().window());
        this.window = new Share(gateway.limits().window(), settings.bulkShare());
        this.rate = new Rate(gateway.limits().rate(), settings.bulkShare());
        this.circuit = CircuitBreaker.of(gateway.name(), circuitConfig(settings.circuitOpen()));
        this.metrics = metrics;
        circuit.getEventPublisher()
                .onStateTransition(event -> log.warn(
                        "gateway={} circuit={}",
                        gateway.name(),
                        event.getStateTransition().getToState()));
        metrics.circuit(gateway.name(), () -> circuitState().ordinal());
        metrics.window(gateway.name(), throttle::window);
    }

    private static CircuitBreakerConfig circuitConfig(Duration open) {
        return CircuitBreakerConfig.custom()
                .slidingWindowSize(CALLS)
                .minimumNumberOfCalls(10)
                .failureRateThreshold(50)
                .waitDurationInOpenState(open)
                .permittedNumberOfCallsInHalfOpenState(3)
                .maxWaitDurationInHalfOpenState(Duration.ofMinutes(1))
                .build();
    }

    /** The gateway itself. */
    public Gateway gateway() {
        return gateway;
    }

    /**
     * A permit for one message, if there is room now; bulk gets none while another lane waits for room.
     *
     * @param units what the message will be charged as
     */
    public Optional<Permit> tryAcquire(MessageClass messageClass, int units) {
        boolean bulk = messageClass == MessageClass.marketing;
        long now = System.nanoTime();
        if (throttle.pauseNanos(now) > 0 || bulk && now - priorityWaitedAt < YIELD_NANOS) {
            return Optional.empty();
        }
        if (!window.tryAcquire(messageClass)) {
            return refused(bulk);
        }
        if (!circuit.tryAcquirePermission()) {
            window.release(messageClass);
            return Optional.empty();
        }
        if (!rate.tryAcquire(messageClass, units, now)) {
            circuit.releasePermission();
            window.release(messageClass);
            return refused(bulk);
        }
        return Optional.of(new Permit(this, () -> window.release(messageClass), () -> {
            rate.giveBack(messageClass, units);
            window.release(messageClass);
        }));
    }

    private Optional<Permit> refused(boolean bulk) {
        if (!bulk) {
            priorityWaitedAt = System.nanoTime();
        }
        return Optional.empty();
    }

    /**
     * Sends a message, with a few fast tries as long as nothing was written; keeps it back when the gateway has become busy since the permit
     * was given. Never throws.
     *
     * @param mayStart whether there is still time; asked before each try, and by the gateway right before the provider could take the
     *     message
     */
    public Outcome send(Dispatch dispatch, Permit permit, BooleanSupplier mayStart) {
        if (isPaused()) {
            permit.giveBack();
            return Outcome.busy("held-back");
        }
        if (!mayStart.getAsBoolean()) {
            permit.giveBack();
            return new Outcome.NotSent("too late for this attempt");
        }
        AtomicBoolean tooLate = new AtomicBoolean();
        long start = System.nanoTime();
        Outcome outcome = tries(dispatch, mayStart, () -> {
            tooLate.set(!mayStart.getAsBoolean());
            return !tooLate.get();
        });
        long now = System.nanoTime();
        if (outcome instanceof Outcome.NotSent && tooLate.get()) {
            circuit.releasePermission(); // the lane's time was over: says nothing about the gateway
        } else {
            learn(outcome, permit.takenAt(), now);
        }
        permit.used();
        metrics.answered(gateway.name(), outcome, Duration.ofNanos(now - start));
        return outcome;
    }

    private void learn(Outcome outcome, long permittedAt, long now) {
        switch (outcome) {
            case Outcome.Accepted _, Outcome.Rejected _ -> served();
            case Outcome.Busy busy -> {
                metrics.busy(gateway.name(), busy);
                if (busy.scope() == Outcome.Busy.Scope.ADDRESS) {
                    served();
                } else {
                    throttle.busy(busy.retryAfter(), permittedAt, now);
                    inTrouble(busy.code());
                    refused(now);
                }
            }
            case Outcome.NotSent(String cause) -> failed(cause, new NotSentException(cause), now);
            case Outcome.Unknown(String cause) -> failed(cause, new IOException(cause), now);
        }
        window.resize(throttle.window());
    }

    private void served() {
        throttle.served();
        trouble = null;
        circuit.onSuccess(0, TimeUnit.NANOSECONDS);
    }

    private void failed(String cause, IOException failure, long now) {
        throttle.failed(now);
        inTrouble(cause);
        circuit.onError(0, TimeUnit.NANOSECONDS, failure);
    }

    /** Opens the circuit of a gateway that refuses everybody; one that is throttled and takes messages now and then keeps it closed. */
    private void refused(long now) {
        if (!throttle.refusesEverybody(now)) {
            circuit.releasePermission();
            return;
        }
        IOException failure = new NotSentException("it refuses everybody");
        circuit.onError(0, TimeUnit.NANOSECONDS, failure);
        for (int i = 1; i < CALLS && circuit.getState() == CircuitBreaker.State.CLOSED; i++) {
            circuit.onError(0, TimeUnit.NANOSECONDS, failure);
        }
    }

    private void inTrouble(String code) {
        Trouble before = trouble;
        trouble = new Trouble(code, before == null ? clock.instant() : before.since());
    }

    /** @param asked the gateway's own question for time; a gateway that cannot be reached until the time is over has failed nevertheless */
    private Outcome tries(Dispatch dispatch, BooleanSupplier mayStart, BooleanSupplier asked) {
        Outcome outcome = once(dispatch, asked);
        for (int i = 0; i < FAST_RETRIES_MS.length && outcome instanceof Outcome.NotSent; i++) {
            if (!paused(FAST_RETRIES_MS[i]) || !mayStart.getAsBoolean()) {
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
        try {
            return timeout.call(() -> gateway.lookUp(dispatch)).orElse(new Outcome.Unknown("the provider cannot tell"));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return new Outcome.Unknown("interrupted");
        } catch (Exception e) {
            return new Outcome.Unknown("look-up failed: " + e.getClass().getSimpleName());
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

    /** Whether the next gateway of a way should be used: the circuit is not closed, or the gateway has been busy, or will be, for long. */
    boolean isOutOfUse() {
        long now = System.nanoTime();
        long pause = throttle.pauseNanos(now);
        return circuitState() != CircuitState.CLOSED
                || pause > SHORT_PAUSE.toNanos()
                || pause > 0 && throttle.servedNobodyFor(SHORT_PAUSE, now);
    }

    /** Whether the gateway is left alone because it was busy. */
    public boolean isPaused() {
        return throttle.pauseNanos(System.nanoTime()) > 0;
    }

    /** The messages that may be on their way at once as things are: the configured window, or less while the gateway is busy. */
    public int window() {
        return throttle.window();
    }

    /** The fault of a gateway that serves nobody now; null while it does. */
    public @Nullable Trouble trouble() {
        return trouble;
    }

    void share(int instances) {
        rate.share(instances);
    }

    CircuitBreaker circuit() {
        return circuit;
    }

    /** The circuit's state now. */
    public CircuitState circuitState() {
        return switch (circuit.getState()) {
            case OPEN, FORCED_OPEN -> CircuitState.OPEN;
            case HALF_OPEN -> CircuitState.HALF_OPEN;
            case CLOSED, DISABLED, METRICS_ONLY -> CircuitState.CLOSED;
        };
    }
}
