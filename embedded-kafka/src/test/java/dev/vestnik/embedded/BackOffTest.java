package dev.vestnik.embedded;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;

class BackOffTest {

    private final BackOff backOff = new BackOff(Duration.ofMillis(100), Duration.ofSeconds(1), Duration.ofMinutes(1));

    @Test
    void doublesUpToItsBound() {
        assertThat(backOff.after(0)).isEqualTo(Duration.ofMillis(100));
        assertThat(backOff.after(3)).isEqualTo(Duration.ofMillis(800));
        assertThat(backOff.after(4)).isEqualTo(Duration.ofSeconds(1));
        assertThat(backOff.after(Integer.MAX_VALUE)).isEqualTo(Duration.ofSeconds(1));
    }
}
