package dev.vestnik.sender.revocation;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.Random;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class RevokedIdsTest {
    private static final Instant NOW = Instant.parse("2026-01-24T11:05:00Z");

    private final RevokedIds ids = new RevokedIds(Duration.ofDays(7), 20_000);

    @Test
    void knowsEveryIdAndItsReason() {
        Random random = new Random(7);
        for (int i = 0; i < 10_000; i++) {
            ids.add(new UUID(random.nextLong(), random.nextLong()), "reason-" + i % 3, NOW);
        }
        random = new Random(7);
        for (int i = 0; i < 10_000; i++) {
            assertThat(ids.reason(new UUID(random.nextLong(), random.nextLong())))
                    .contains("reason-" + i % 3);
        }
        assertThat(ids.reason(new UUID(random.nextLong(), random.nextLong()))).isEmpty();
        assertThat(ids.size()).isEqualTo(10_000);
    }

    @Test
    void countsAnIdThatComesTwiceOnce() {
        UUID id = UUID.randomUUID();
        ids.add(id, "purchased", NOW);
        ids.add(id, "purchased", NOW);
        assertThat(ids.size()).isEqualTo(1);
    }

    @Test
    void forgetsIdsOlderThanTheRetention() {
        UUID old = UUID.randomUUID();
        UUID young = UUID.randomUUID();
        ids.add(old, "purchased", NOW);
        ids.add(young, "purchased", NOW.plus(Duration.ofDays(3)));
        ids.forgetBefore(NOW.plus(Duration.ofDays(8)));
        assertThat(ids.reason(old)).isEmpty();
        assertThat(ids.reason(young)).isPresent();
    }

    @Test
    void forgetsTheOldestBeyondItsBoundAndCountsThem() {
        for (int i = 0; i < 60_000; i++) {
            ids.add(new UUID(1, i), "purchased", NOW.plus(Duration.ofHours(i / 1_000)));
            ids.forgetBefore(NOW.plus(Duration.ofHours(i / 1_000)));
        }
        assertThat(ids.size()).isBetween(13_000, 20_000);
        assertThat(ids.forgotten()).isEqualTo(60_000 - ids.size());
        assertThat(ids.reason(new UUID(1, 59_999))).isPresent();
        assertThat(ids.reason(new UUID(1, 0))).isEmpty();
    }

    @Test
    void forgetsTheOldestOfABurstBeyondItsBoundAndCountsThem() {
        for (int i = 0; i < 60_000; i++) {
            ids.add(new UUID(1, i), "purchased", NOW);
            ids.forgetBefore(NOW);
        }
        assertThat(ids.size()).isBetween(17_000, 20_000);
        assertThat(ids.forgotten()).isEqualTo(60_000 - ids.size());
        assertThat(ids.reason(new UUID(1, 59_999))).isPresent();
        assertThat(ids.reason(new UUID(1, 0))).isEmpty();
    }

    @Test
    void keepsNoMoreThan255Reasons() {
        for (int i = 0; i < 300; i++) {
            ids.add(new UUID(1, i), "reason-" + i, NOW);
        }
        assertThat(ids.reason(new UUID(1, 10))).contains("reason-10");
        assertThat(ids.reason(new UUID(1, 299))).contains("revoked");
    }
}
