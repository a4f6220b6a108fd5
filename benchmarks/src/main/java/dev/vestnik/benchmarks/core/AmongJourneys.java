package dev.vestnik.benchmarks.core;

import dev.vestnik.rules.decide.Decided;
import dev.vestnik.rules.decide.Signal;
import java.util.Objects;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/** A decision beside more and more published journeys, which all listen to other events. Public because JMH calls it. */
@State(Scope.Thread)
@BenchmarkMode(Mode.Throughput)
@OutputTimeUnit(TimeUnit.SECONDS)
@Fork(1)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 1)
public class AmongJourneys {
    @Param({"10", "100", "1000"})
    public int others;

    private final Signal change = Events.cart(3, Scenes.LATER);
    private @Nullable Scenes scenes;

    @Setup
    public void publish() {
        scenes = new Scenes(others);
    }

    @Benchmark
    public Decided amongJourneys() {
        Scenes ready = Objects.requireNonNull(scenes);
        return ready.decide(ready.running, change, Scenes.LATER);
    }
}
