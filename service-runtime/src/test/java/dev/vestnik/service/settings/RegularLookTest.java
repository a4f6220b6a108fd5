package dev.vestnik.service.settings;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

class RegularLookTest {
    private final AtomicInteger looks = new AtomicInteger();
    private final Queue<RuntimeException> failures = new ConcurrentLinkedQueue<>();
    private final RegularLook look = new RegularLook("test-look", Duration.ofMillis(1), this::look, failures::add);

    private void look() {
        if (looks.incrementAndGet() == 2) {
            throw new IllegalStateException("the second look");
        }
    }

    @Test
    void aLookThatFailsIsToldAndIsNotTheLast() {
        look.start();
        await().until(() -> looks.get() > 3);
        look.stop();

        assertThat(failures).extracting(RuntimeException::getMessage).containsExactly("the second look");
    }

    @Test
    void nobodyLooksBeforeTheStartOrAfterTheStop() {
        assertThat(look.isRunning()).isFalse();
        look.start();
        assertThat(look.isRunning()).isTrue();
        look.stop();

        assertThat(look.isRunning()).isFalse();
        assertThat(Thread.getAllStackTraces().keySet())
                .extracting(Thread::getName)
                .doesNotContain("test-look");
    }
}
