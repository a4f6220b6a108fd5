package dev.vestnik.sender.gateway;

import dev.vestnik.sender.Gateway;
import dev.vestnik.sender.NotSentException;
import dev.vestnik.sender.Outcome;
import dev.vestnik.sender.SenderMetrics;
import io.github.resilience4j.circuitbreaker.CircuitBreaker;
import io.github.resilience4j.circuitbreaker.CircuitBreakerConfig;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneOffset;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The state of a gateway as its answers show it: its throttle, its circuit, its trouble. */
final class GatewayState {
    private static final Logger log = LoggerFactory.getLogger(GatewayState.class);

    /** The calls by which the circuit judges a gateway. */
    private static final int CALLS = 20;

    /** A pause of a gateway that the next gateway of a way need not wait for. */
    private static final Duration SHORT_PAUSE = Duration.ofSeconds(5);

    private final Gateway gateway;
    private final String name;
    private final Throttle throttle;
    private final CircuitBreaker circuit;
    private final SenderMetrics metrics;
    private final InstantSource clock = InstantSource.system();
    private final LongSupplier nanoTime;
    private volatile @Nullable Trouble trouble;

    GatewayState(Gateway gateway, Duration circuitOpen, SenderMetrics metrics) {
        this(gateway, circuitOpen, metrics, System::nanoTime);
    }

    /** @param nanoTime the time by which pauses and the open circuit end */
    GatewayState(Gateway gateway, Duration circuitOpen, SenderMetrics metrics, LongSupplier nanoTime) {
        this.gateway = gateway;
        this.name = gateway.name();
        this.throttle = new Throttle(gateway.limits().window());
        this.circuit = CircuitBreaker.of(name, circuitConfig(circuitOpen, nanoTime));
        this.metrics = metrics;
        this.nanoTime = nanoTime;
        circuit.getEventPublisher()
                .onStateTransition(event -> log.warn(
                        "gateway={} circuit={}",
                        name,
                        event.getStateTransition().getToState()));
    }

    /** Shows this gateway as the one of its name. */
    void measure() {
        metrics.circuit(name, () -> circuitState().ordinal());
        metrics.window(name, throttle::window);
    }

    private static CircuitBreakerConfig circuitConfig(Duration open, LongSupplier nanoTime) {
        InstantSource steady = () -> Instant.EPOCH.plusNanos(nanoTime.getAsLong());
        return CircuitBreakerConfig.custom()
                .clock(steady.withZone(ZoneOffset.UTC)) // one that is set back would keep the circuit open for as long
                .slidingWindowSize(CALLS)
                .minimumNumberOfCalls(10)
                .failureRateThreshold(50)
                .waitDurationInOpenState(open)
                .permittedNumberOfCallsInHalfOpenState(3)
                .maxWaitDurationInHalfOpenState(Duration.ofMinutes(1))
                .build();
    }

    /**
     * Learns from the outcome of a message that the provider was asked to take.
     *
     * @param permittedAt the time of the message's permit, by the same time as {@code now}
     */
    void learn(Outcome outcome, long permittedAt, long now) {
        switch (outcome) {
            case Outcome.Accepted _, Outcome.Rejected _ -> served();
            case Outcome.Busy busy -> {
                metrics.busy(name, busy);
                switch (busy.scope()) {
                    case ADDRESS -> circuit.releasePermission(); // says nothing about the gateway's other recipients
                    case GATEWAY -> busy(busy, permittedAt, now);
                    case HELD -> throw new IllegalArgumentException("The provider was not asked");
                }
            }
            case Outcome.NotSent(String cause) -> failed(cause, new NotSentException(cause), now);
            case Outcome.Unknown unknown when gateway.isAnswered(unknown) -> served();
            case Outcome.Unknown(String cause) -> failed(cause, new IOException(cause), now);
        }
    }

    private void busy(Outcome.Busy busy, long permittedAt, long now) {
        throttle.busy(busy.retryAfter(), permittedAt, now);
        inTrouble(busy.code());
        refused(now);
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

    /** Whether the next gateway of a way should be used: the circuit is not closed, or the gateway has been busy, or will be, for long. */
    boolean isOutOfUse() {
        long now = nanoTime.getAsLong();
        long pause = throttle.pauseNanos(now);
        return circuitState() != CircuitState.CLOSED
                || pause > SHORT_PAUSE.toNanos()
                || pause > 0 && throttle.servedNobodyFor(SHORT_PAUSE, now);
    }

    /** Whether the gateway is left alone because it was busy. */
    boolean isPaused() {
        return throttle.pauseNanos(nanoTime.getAsLong()) > 0;
    }

    /** Sets the widest window: the account's, divided among other instances than before. */
    void widest(int now) {
        throttle.widest(now);
    }

    /** The messages that may be on their way at once as things are. */
    int window() {
        return throttle.window();
    }

    /** The fault of a gateway that serves nobody now; null while it does. */
    @Nullable
    Trouble trouble() {
        return trouble;
    }

    CircuitBreaker circuit() {
        return circuit;
    }

    /** The circuit's state now. */
    CircuitState circuitState() {
        return switch (circuit.getState()) {
            case OPEN, FORCED_OPEN -> CircuitState.OPEN;
            case HALF_OPEN -> CircuitState.HALF_OPEN;
            case CLOSED, DISABLED, METRICS_ONLY -> CircuitState.CLOSED;
        };
    }
}
