package dev.vestnik.sender.lane;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowable;

import dev.vestnik.sender.Attempt;
import dev.vestnik.sender.gateway.GatewayAccount;
import dev.vestnik.sender.lane.AttemptEntry.Closed;
import dev.vestnik.sender.lane.AttemptEntry.Opened;
import dev.vestnik.sender.lane.AttemptEntry.Opening;
import dev.vestnik.sender.lane.AttemptEntry.Withdrawn;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.UUID;
import java.util.concurrent.ThreadLocalRandom;
import org.junit.jupiter.api.Test;

class AttemptCodecTest {
    private static final Attempt ATTEMPT = new Attempt(UUID.fromString("7f0c2b1e-88a4-8c3d-9e10-aabbccddeeff"), 3);
    private static final List<AttemptEntry> ENTRIES = List.of(
            new Opened(1, ATTEMPT, new Opening(-5, 2, new GatewayAccount("smsc-2", ""))),
            new Opened(2, ATTEMPT, new Opening(7, 0, new GatewayAccount("infobip", "0a1b"))),
            new Closed(Long.MAX_VALUE, ATTEMPT),
            new Withdrawn(3, ATTEMPT));

    @Test
    void readsWhatItWrote() throws UnreadableAttemptException {
        assertThat(AttemptCodec.read(AttemptCodec.write(ENTRIES))).isEqualTo(ENTRIES);
    }

    @Test
    void refusesAttemptsOfANewerVersion() {
        assertThatThrownBy(() -> AttemptCodec.read(new byte[] {2}))
                .isInstanceOf(UnreadableAttemptException.class)
                .hasMessageContaining("newer");
    }

    @Test
    void refusesNegativeNumbers() {
        Attempt negative = new Attempt(ATTEMPT.messageId(), -1);
        refuses(new Closed(3, negative));
        refuses(new Closed(-3, ATTEMPT));
        refuses(new Opened(3, ATTEMPT, new Opening(1, -1, new GatewayAccount("a", ""))));
    }

    private static void refuses(AttemptEntry entry) {
        assertThatThrownBy(() -> AttemptCodec.read(AttemptCodec.write(List.of(entry))))
                .isInstanceOf(UnreadableAttemptException.class);
    }

    @Test
    void readsOrRefusesDamagedAttempts() {
        long seed = ThreadLocalRandom.current().nextLong();
        Random random = new Random(seed);
        byte[] good = AttemptCodec.write(ENTRIES);
        for (int i = 0; i < 5_000; i++) {
            byte[] bad = Arrays.copyOf(good, random.nextInt(good.length + 1));
            for (int flips = random.nextInt(4); flips > 0 && bad.length > 0; flips--) {
                bad[random.nextInt(bad.length)] = (byte) random.nextInt(256);
            }
            Throwable thrown = catchThrowable(() -> AttemptCodec.read(bad));
            assertThat(thrown == null || thrown instanceof UnreadableAttemptException)
                    .as("seed %d: %s", seed, thrown)
                    .isTrue();
        }
    }

    @Test
    void recognisesRecordsThatNoSenderWrote() {
        byte[] good = AttemptCodec.write(ENTRIES);
        assertThat(AttemptCodec.isOurs(null, good)).isTrue();
        assertThat(AttemptCodec.isOurs(null, new byte[] {2})).isTrue();
        assertThat(AttemptCodec.isOurs(new byte[] {'k'}, good)).isFalse();
        assertThat(AttemptCodec.isOurs(null, null)).isFalse();
        assertThat(AttemptCodec.isOurs(null, new byte[0])).isFalse();
        assertThat(AttemptCodec.isOurs(null, new byte[] {'j', 'u', 'n', 'k'})).isFalse();
    }
}
