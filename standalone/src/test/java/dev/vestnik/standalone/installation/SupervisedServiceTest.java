package dev.vestnik.standalone.installation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import dev.vestnik.standalone.installation.Liveness.Sign;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;

class SupervisedServiceTest {
    private static final SupervisedService.CheckIntervals QUICK =
            new SupervisedService.CheckIntervals(Duration.ofMillis(10), Duration.ofMillis(100), Duration.ofMillis(500));

    private final AtomicInteger started = new AtomicInteger();
    private final AtomicInteger closed = new AtomicInteger();
    private final AtomicReference<Sign> sign = new AtomicReference<>(Sign.ALIVE);

    @Test
    void restartsAServiceThatHasBeenDeadForSomeTime() {
        try (SupervisedService _ = SupervisedService.start("it", this::alive, sign::get, QUICK)) {
            sign.set(Sign.DEAD);

            await().until(() -> sign.get() == Sign.ALIVE);

            assertThat(started).hasValue(2);
            assertThat(closed).hasValue(1);
        }
        assertThat(closed).hasValue(2);
    }

    @Test
    void retriesAFailedStartWhateverItThrows() {
        try (SupervisedService _ = SupervisedService.start("it", this::aliveTheFourthTime, sign::get, QUICK)) {
            sign.set(Sign.DEAD);

            await().until(() -> sign.get() == Sign.ALIVE);

            assertThat(started).hasValue(4);
        }
    }

    @Test
    void goesOnLookingAfterAnError() {
        AtomicInteger looks = new AtomicInteger();
        try (SupervisedService _ = SupervisedService.start("it", this::alive, () -> brokenTheFirstTime(looks), QUICK)) {
            await().until(() -> looks.get() > 5);
        }
    }

    private static Sign brokenTheFirstTime(AtomicInteger looks) {
        if (looks.incrementAndGet() == 1) {
            throw new NoClassDefFoundError("not yet");
        }
        return Sign.ALIVE;
    }

    @Test
    void restartsAServiceThatCannotBeStopped() {
        try (SupervisedService _ = SupervisedService.start("it", this::notToBeStopped, sign::get, QUICK)) {
            sign.set(Sign.DEAD);

            await().until(() -> sign.get() == Sign.ALIVE);
        }
    }

    private AutoCloseable notToBeStopped() {
        alive();
        return () -> {
            throw new NoClassDefFoundError("gone");
        };
    }

    @Test
    void leavesAServiceAloneThatIsSilentForAMoment() {
        AtomicInteger looks = new AtomicInteger();
        try (SupervisedService _ = SupervisedService.start(
                "it", this::alive, () -> looks.incrementAndGet() % 3 == 0 ? Sign.ALIVE : Sign.DEAD, QUICK)) {
            await().until(() -> looks.get() > 30);

            assertThat(started).hasValue(1);
        }
    }

    @Test
    void waitsLongerForASilentServiceThanForADeadOne() {
        long before = System.nanoTime();
        try (SupervisedService _ = SupervisedService.start("it", this::alive, sign::get, QUICK)) {
            sign.set(Sign.SILENT);

            await().until(() -> sign.get() == Sign.ALIVE);

            assertThat(Duration.ofNanos(System.nanoTime() - before)).isGreaterThan(QUICK.silent());
        }
    }

    @Test
    void throwsTheFailureOfTheFirstStart() {
        assertThatThrownBy(() -> SupervisedService.start(
                        "it",
                        () -> {
                            throw new IllegalStateException("no");
                        },
                        sign::get,
                        QUICK))
                .hasMessage("no");
    }

    private AutoCloseable alive() {
        started.incrementAndGet();
        sign.set(Sign.ALIVE);
        return closed::incrementAndGet;
    }

    private AutoCloseable aliveTheFourthTime() {
        return switch (started.incrementAndGet()) {
            case 2 -> throw new IllegalStateException("not yet");
            case 3 -> throw new NoClassDefFoundError("not yet");
            default -> {
                sign.set(Sign.ALIVE);
                yield closed::incrementAndGet;
            }
        };
    }
}
