package dev.vestnik.pages.link;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import org.junit.jupiter.api.Test;

class AllowancesTest {
    private static final Instant NOON = Instant.parse("2026-11-30T12:00:00Z");

    private final Allowances three = new Allowances(3);

    @Test
    void givesEachKeyItsTimesAMinute() {
        for (int i = 0; i < 3; i++) {
            assertThat(three.take("a", NOON)).isTrue();
        }
        assertThat(three.take("a", NOON)).isFalse();
        assertThat(three.take("b", NOON)).isTrue();
    }

    @Test
    void givesThemBackOneAfterTheOther() {
        for (int i = 0; i < 4; i++) {
            three.take("a", NOON);
        }
        assertThat(three.take("a", NOON.plusSeconds(19))).isFalse();
        assertThat(three.take("a", NOON.plusSeconds(20))).isTrue();
        assertThat(three.take("a", NOON.plusSeconds(20))).isFalse();
    }

    @Test
    void remembersABoundedNumber() {
        for (int i = 0; i < Allowances.MOST + 100; i++) {
            three.take("key " + i, NOON);
        }
        assertThat(three.size()).isEqualTo(Allowances.MOST);
    }
}
