package dev.vestnik.service.clock;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;

class SteadyClockTest {
    private static final Instant NOON = Instant.parse("2026-11-30T12:00:00Z");

    private final AtomicReference<Instant> clock = new AtomicReference<>(NOON);
    private final AtomicLong nanos = new AtomicLong(Long.MAX_VALUE - 1); // the counter may wrap around
    private final SteadyClock steady = new SteadyClock(clock::get, nanos::get);

    @Test
    void beginsAtTheClocksTimeAndGoesOn() {
        assertThat(steady.instant()).isEqualTo(NOON);
        nanos.addAndGet(Duration.ofSeconds(5).toNanos());
        assertThat(steady.instant()).isEqualTo(NOON.plusSeconds(5));
    }

    @Test
    void doesNotFollowAClockThatIsSet() {
        clock.set(NOON.minus(Duration.ofHours(3)));
        assertThat(steady.instant()).isEqualTo(NOON);
        clock.set(NOON.plus(Duration.ofHours(3)));
        assertThat(steady.instant()).isEqualTo(NOON);
    }
}
