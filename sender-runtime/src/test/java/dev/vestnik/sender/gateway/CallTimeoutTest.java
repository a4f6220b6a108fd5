package dev.vestnik.sender.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.junit.jupiter.api.Test;

class CallTimeoutTest {
    /** Half of the calls wait longer than their limit, half about as long: the interrupt comes before, at and after the end. */
    @Test
    void leavesItsCallerUninterruptedHoweverCloseTheEndIs() throws Exception {
        CallTimeout timeout = new CallTimeout(Duration.ofMillis(1));
        int ended = 0;
        for (int i = 0; i < 4_000; i++) {
            long micros = i % 2 == 0 ? 50_000 : 900 + i % 400;
            try {
                timeout.call(() -> new CountDownLatch(1).await(micros, TimeUnit.MICROSECONDS));
            } catch (TimeoutException e) {
                ended++;
            }
            assertThat(Thread.currentThread().isInterrupted()).as("call %s", i).isFalse();
        }
        assertThat(ended).isGreaterThanOrEqualTo(2_000);
    }
}
