package dev.vestnik.sender;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.BooleanSupplier;
import java.util.stream.Collectors;

/** A provider in this process that records its messages and answers as a test says. */
public final class RecordingGateway implements Gateway {
    private final String name;
    private final GatewayLimits limits;
    private final List<Dispatch> received = new CopyOnWriteArrayList<>();
    private final Map<Attempt, AtomicInteger> counts = new ConcurrentHashMap<>();
    private final AtomicInteger onTheWay = new AtomicInteger();
    private final AtomicInteger most = new AtomicInteger();
    private volatile Answer answer = dispatch -> Outcome.accepted("id-" + dispatch.attempt());
    private volatile Answer lookUp = _ -> null;
    private volatile boolean keep = true;
    private volatile boolean asks;
    private volatile Runnable connecting = () -> {};
    private volatile boolean leavesBehind;
    private volatile boolean closed;
    private volatile int instances;
    private volatile Duration keyLife = Duration.ZERO;

    /** The answer to a recorded message. */
    @FunctionalInterface
    public interface Answer {
        Outcome to(Dispatch dispatch) throws Exception;
    }

    public RecordingGateway(String name, int window, int rate) {
        this(name, new GatewayLimits(window, rate));
    }

    public RecordingGateway(String name, GatewayLimits limits) {
        this.name = name;
        this.limits = limits;
    }

    public RecordingGateway answers(Answer next) {
        answer = next;
        return this;
    }

    public RecordingGateway answersLookUps(Answer next) {
        lookUp = next;
        return this;
    }

    /** Asks whether there is still time, as a gateway does that takes time to connect. */
    public RecordingGateway asksOnceConnected() {
        asks = true;
        return this;
    }

    /** Does this before it asks whether there is still time. */
    public RecordingGateway connects(Runnable meanwhile) {
        connecting = meanwhile;
        return this;
    }

    /** Is said to have something on its way beside its sends. */
    public void leavesBehind(boolean now) {
        leavesBehind = now;
    }

    /** Is said to know a message again for so long. */
    public RecordingGateway takesKeys(Duration life) {
        keyLife = life;
        return this;
    }

    /** Only counts messages, for tests with many. */
    public RecordingGateway countingOnly() {
        keep = false;
        return this;
    }

    @Override
    public String name() {
        return name;
    }

    @Override
    public GatewayLimits limits() {
        return limits;
    }

    @Override
    public void share(int among) {
        instances = among;
    }

    /** The number of instances that it was told; 0 for none. */
    public int instances() {
        return instances;
    }

    @Override
    public Duration keyLife() {
        return keyLife;
    }

    @Override
    public boolean isAnswered(Outcome.Unknown outcome) {
        return outcome.cause().equals("duplicate");
    }

    @Override
    public boolean isIdle() {
        return !leavesBehind;
    }

    @Override
    public Outcome send(Dispatch dispatch, BooleanSupplier mayStart) throws Exception {
        connecting.run();
        if (asks && !mayStart.getAsBoolean()) {
            return new Outcome.NotSent("too late");
        }
        most.accumulateAndGet(onTheWay.incrementAndGet(), Math::max);
        try {
            if (keep) {
                received.add(dispatch);
            }
            counts.computeIfAbsent(dispatch.attempt(), _ -> new AtomicInteger()).incrementAndGet();
            return answer.to(dispatch);
        } finally {
            onTheWay.decrementAndGet();
        }
    }

    @Override
    public Optional<Outcome> lookUp(Dispatch dispatch) throws Exception {
        return Optional.ofNullable(lookUp.to(dispatch));
    }

    public List<Dispatch> received() {
        return List.copyOf(received);
    }

    /** The number of times that each attempt came. */
    public Map<Attempt, Integer> counts() {
        return counts.entrySet().stream()
                .collect(Collectors.toMap(
                        Map.Entry::getKey, entry -> entry.getValue().get()));
    }

    /** The most messages that were on their way at the same time. */
    public int most() {
        return most.get();
    }

    @Override
    public void close() {
        closed = true;
    }

    public boolean isClosed() {
        return closed;
    }
}
