package dev.vestnik.benchmarks.core;

import dev.vestnik.engine.streams.codec.StateCodec;
import dev.vestnik.rules.customer.Armed;
import dev.vestnik.rules.customer.CustomerState;
import dev.vestnik.rules.decide.Decided;
import dev.vestnik.rules.decide.Effect;
import dev.vestnik.rules.decide.Signal;
import dev.vestnik.schemas.shop.ShopEvent;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/** One decision of each kind with the five sample journeys published. Public because JMH calls it. */
@State(Scope.Thread)
@BenchmarkMode(Mode.Throughput)
@OutputTimeUnit(TimeUnit.SECONDS)
@Fork(1)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 3, time = 1)
public class Rules {
    private final Scenes scenes = new Scenes();
    private final StateCodec codec = new StateCodec();
    private final byte[] stored = codec.write(scenes.running, null);
    private final ShopEvent cart = Events.cartRecord(2, Scenes.NOON);
    private final Signal page = Events.page(Scenes.LATER);
    private final Signal begin = Events.cart(2, Scenes.NOON);
    private final Signal change = Events.cart(3, Scenes.LATER);
    private final Signal order = Events.order(Scenes.LATER);
    private final Signal shipped = Events.shipped(Scenes.LATER);

    /** Makes sure that each does what it is called. */
    public Rules() {
        scenes.expect("a page view", pageWithoutAJourney(), Effect.class, false);
        scenes.expect("an order", orderEndsACart(), Effect.Record.class, true);
        scenes.expect("an SMS", smsSent(), Effect.Send.class, true);
        scenes.expect("a wake-up", wakeUp(), Effect.Record.class, true);
        if (cartBegun().state().armed().equals(Armed.NONE)) {
            throw new IllegalStateException("a cart begun wakes nobody");
        }
        if (cartReset().state() == scenes.running) {
            throw new IllegalStateException("a changed cart changes nothing");
        }
    }

    /** The control: the event that most of it begins with, written to bytes and read from them, in plain Avro. */
    @Benchmark
    public ShopEvent avroRoundTrip() throws IOException {
        ByteBuffer bytes = ShopEvent.getEncoder().encode(cart);
        return ShopEvent.getDecoder().decode(bytes);
    }

    @Benchmark
    public Decided pageWithoutAJourney() {
        return scenes.decide(scenes.known, page, Scenes.LATER);
    }

    @Benchmark
    public Decided cartReset() {
        return scenes.decide(scenes.running, change, Scenes.LATER);
    }

    @Benchmark
    public Decided cartBegun() {
        return scenes.decide(scenes.known, begin, Scenes.NOON);
    }

    @Benchmark
    public Decided orderEndsACart() {
        return scenes.decide(scenes.running, order, Scenes.LATER);
    }

    @Benchmark
    public Decided smsSent() {
        return scenes.decide(scenes.known, shipped, Scenes.LATER);
    }

    @Benchmark
    public Decided wakeUp() {
        return scenes.decide(scenes.running, scenes.wakeUp, scenes.wakeUp.dueAt());
    }

    @Benchmark
    public CustomerState stateRead() {
        return codec.read(stored).state();
    }

    @Benchmark
    public byte[] stateWritten() {
        return codec.write(scenes.running, null);
    }
}
