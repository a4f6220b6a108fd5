package dev.vestnik.engine.simulation;

import static org.assertj.core.api.Assertions.assertThat;

import dev.vestnik.engine.simulation.SpareProcessors.Worker;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

/** Half of the processors are for simulations, the other half as long as nothing else needs it. */
class SpareProcessorsTest {
    private final AtomicLong clock = new AtomicLong();
    private final AtomicLong process = new AtomicLong();
    private final AtomicLong thread = new AtomicLong();
    private final SpareProcessors processors =
            new SpareProcessors(2, new SpareProcessors.Times(clock::get, process::get, thread::get));
    private final Worker first = processors.worker(0);
    private final Worker second = processors.worker(1);

    /** A second passes, in which the second thread works for a part of it and everything else in the process for another. */
    private void passes(Duration worked, Duration others) {
        clock.addAndGet(Duration.ofSeconds(1).toNanos());
        thread.addAndGet(worked.toNanos());
        process.addAndGet(worked.plus(others).toNanos());
        second.mayWork();
    }

    @Test
    void allWorkWhileNothingElseDoes() {
        assertThat(second.mayWork()).as("before anybody knows").isFalse();
        passes(Duration.ofSeconds(1), Duration.ofMillis(400));
        assertThat(second.mayWork()).isTrue();
    }

    @Test
    void theUpperHalfRestsWhileLiveDecisionsNeedMoreThanAQuarter() {
        passes(Duration.ofSeconds(1), Duration.ZERO);
        passes(Duration.ofSeconds(1), Duration.ofMillis(600));
        assertThat(second.mayWork()).isFalse();
        assertThat(first.mayWork()).isTrue();
        passes(Duration.ZERO, Duration.ofMillis(400));
        assertThat(second.mayWork()).isTrue();
    }

    @Test
    void theOnlyProcessorIsForSimulationsToo() {
        SpareProcessors one = new SpareProcessors(1, new SpareProcessors.Times(clock::get, process::get, thread::get));
        assertThat(one.worker(0).mayWork()).isTrue();
    }
}
