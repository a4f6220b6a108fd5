package dev.vestnik.standalone.installation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

class KeptAliveTest {
    private static final KeptAlive.Pace QUICK = new KeptAlive.Pace(Duration.ofMillis(10), Duration.ofMillis(100));

    private final AtomicInteger started = new AtomicInteger();
    private final AtomicInteger closed = new AtomicInteger();
    private final AtomicBoolean alive = new AtomicBoolean(true);

    @Test
    void startsAgainWhatHasNotBeenAliveForSomeTime() {
        try (KeptAlive _ = KeptAlive.start("it", this::alive, alive::get, QUICK)) {
            alive.set(false);

            await().until(() -> alive.get());

            assertThat(started).hasValue(2);
            assertThat(closed).hasValue(1);
        }
        assertThat(closed).hasValue(2);
    }

    @Test
    void triesAgainWhatDoesNotStartWhateverIsThrown() {
        try (KeptAlive _ = KeptAlive.start("it", this::aliveTheFourthTime, alive::get, QUICK)) {
            alive.set(false);

            await().until(() -> alive.get());

            assertThat(started).hasValue(4);
        }
    }

    @Test
    void leavesAloneWhatIsSilentForAMoment() {
        AtomicInteger looks = new AtomicInteger();
        try (KeptAlive _ = KeptAlive.start("it", this::alive, () -> looks.incrementAndGet() % 3 == 0, QUICK)) {
            await().until(() -> looks.get() > 30);

            assertThat(started).hasValue(1);
        }
    }

    @Test
    void aFirstStartThatFailsIsToldToWhoeverAskedForIt() {
        assertThatThrownBy(() -> KeptAlive.start(
                        "it",
                        () -> {
                            throw new IllegalStateException("no");
                        },
                        alive::get,
                        QUICK))
                .hasMessage("no");
    }

    private AutoCloseable alive() {
        started.incrementAndGet();
        alive.set(true);
        return closed::incrementAndGet;
    }

    private AutoCloseable aliveTheFourthTime() {
        return switch (started.incrementAndGet()) {
            case 2 -> throw new IllegalStateException("not yet");
            case 3 -> throw new NoClassDefFoundError("not yet");
            default -> {
                alive.set(true);
                yield closed::incrementAndGet;
            }
        };
    }
}
