package dev.vestnik.ingest.http;

import static org.assertj.core.api.Assertions.assertThat;

import dev.vestnik.ingest.security.Caller;
import java.util.Set;
import org.junit.jupiter.api.Test;

class SlotsTest {
    private static final Caller SLOW = new Caller(Set.of("slow"));
    private static final Caller OTHER = new Caller(Set.of("other"));

    @Test
    void oneCallerDoesNotShutOutAnother() {
        Slots slots = new Slots(8);
        for (int i = 0; i < 6; i++) {
            assertThat(slots.tryAcquire(SLOW)).isTrue();
        }
        assertThat(slots.tryAcquire(SLOW)).isFalse();
        assertThat(slots.tryAcquire(OTHER)).isTrue();
        slots.release(SLOW);
        assertThat(slots.tryAcquire(SLOW)).isTrue();
    }

    @Test
    void thereIsRoomForNoMoreThanThat() {
        Slots slots = new Slots(1);
        assertThat(slots.tryAcquire(SLOW)).isTrue();
        assertThat(slots.tryAcquire(OTHER)).isFalse();
        slots.release(SLOW);
        assertThat(slots.tryAcquire(OTHER)).isTrue();
    }
}
