package dev.vestnik.sender.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.concurrent.ThreadLocalRandom;
import org.junit.jupiter.api.Test;

class ThrottleTest {
    private static final long MS = Duration.ofMillis(1).toNanos();

    private final Throttle throttle = new Throttle(16);
    private long now = 1_000 * MS;

    @Test
    void leavesAGatewayAloneAsLongAsItAsks() {
        busy(Duration.ofSeconds(7));
        assertThat(pause()).isEqualTo(Duration.ofSeconds(7));
        now += 6_999 * MS;
        assertThat(pause()).isPositive();
        now += MS;
        assertThat(pause()).isZero();
    }

    @Test
    void isNotWidenedWhileTheGatewayIsBusy() {
        busy(Duration.ofSeconds(7));
        throttle.widest(32);
        assertThat(throttle.window()).isEqualTo(8);
    }

    @Test
    void isNarrowedAtOnce() {
        throttle.widest(4);
        assertThat(throttle.window()).isEqualTo(4);
        throttle.served();
        assertThat(throttle.window()).isEqualTo(4);
    }

    @Test
    void takesNoPauseOfDaysForGranted() {
        busy(Duration.ofDays(3));
        assertThat(pause()).isEqualTo(Throttle.LONGEST_PAUSE);
    }

    @Test
    void leavesAGatewayAloneForLongerAndLongerWhileItRefusesEverybody() {
        for (int i = 0; i < Throttle.BUSY_IN_A_ROW; i++) {
            assertThat(pause()).isZero();
            busy(null);
        }
        assertThat(pause()).isEqualTo(Duration.ofMillis(100));
        for (int expected : new int[] {200, 400, 800, 1_600, 3_200, 6_400, 12_800, 25_600, 30_000, 30_000}) {
            afterThePause();
            busy(null);
            assertThat(pause()).isEqualTo(Duration.ofMillis(expected));
        }
        afterThePause();
        throttle.served();
        busy(null);
        assertThat(pause()).as("it serves again").isZero();
    }

    /** Answers to requests from before the pause say nothing new. */
    @Test
    void countsAFullWindowOfRefusalsOnce() {
        long asked = now;
        now += 50 * MS;
        for (int i = 0; i < 16; i++) {
            throttle.busy(null, asked, now);
        }
        assertThat(pause()).isEqualTo(Duration.ofMillis(100));
        assertThat(throttle.window()).isEqualTo(8);
    }

    @Test
    void narrowsToOneAndWidensAgain() {
        for (int i = 0; i < 100; i++) {
            afterThePause();
            busy(null);
        }
        assertThat(throttle.window()).isEqualTo(1);
        int served = 0;
        while (throttle.window() < 16) {
            throttle.served();
            served++;
        }
        assertThat(served).as("one more for each window of messages").isBetween(100, 200);
    }

    @Test
    void refusesEverybodyOnlyAfterManyAnswersAndSeconds() {
        for (int i = 0; i < 50; i++) {
            busy(null);
        }
        assertThat(throttle.refusesEverybody(now))
                .as("a limit a second may refuse a whole window")
                .isFalse();
        now += 3_000 * MS;
        busy(null);
        assertThat(throttle.refusesEverybody(now)).isTrue();
        throttle.served();
        busy(null);
        assertThat(throttle.refusesEverybody(now)).isFalse();
    }

    /** Three refusals of ten, spread over the messages, are no reason to slow down much. */
    @Test
    void keepsMostOfItsPaceWhenSomeAreRefused() {
        long seed = ThreadLocalRandom.current().nextLong();
        Random random = new Random(seed);
        long pauses = 0;
        long windows = 0;
        List<Boolean> ten = new ArrayList<>(List.of(true, true, true, false, false, false, false, false, false, false));
        for (int i = 0; i < 10_000; i++) {
            if (i % ten.size() == 0) {
                Collections.shuffle(ten, random);
            }
            if (pause().isPositive()) {
                pauses += pause().toNanos();
                afterThePause();
            }
            now += 5 * MS / throttle.window();
            windows += throttle.window();
            if (ten.get(i % ten.size())) {
                busy(null);
            } else {
                throttle.served();
            }
        }
        assertThat(windows / 10_000.0).as("seed %d", seed).isGreaterThan(12);
        assertThat(pauses).as("seed %d", seed).isLessThan(now / 5);
    }

    /** Of a gateway with a wide window, which takes seconds to grow again after a pause. */
    @Test
    void doesNotTakeChanceForALimit() {
        Throttle wide = new Throttle(120);
        Random random = new Random(7);
        int busy = 0;
        long windows = 0;
        for (int i = 0; i < 1_000_000; i++) {
            now += 50 * MS / wide.window();
            windows += wide.window();
            if (random.nextInt(10) < 3) {
                wide.busy(null, now, now);
                busy++;
            } else {
                wide.served();
            }
        }
        assertThat(busy).isBetween(290_000, 310_000);
        assertThat(windows / 1_000_000.0).as("of 120").isGreaterThan(118);
    }

    private void busy(Duration retryAfter) {
        throttle.busy(retryAfter, now, now);
    }

    private Duration pause() {
        return Duration.ofNanos(Math.max(0, throttle.pauseNanos(now)));
    }

    private void afterThePause() {
        now += pause().toNanos();
    }
}
