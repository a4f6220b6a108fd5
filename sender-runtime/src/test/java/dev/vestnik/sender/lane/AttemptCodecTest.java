package dev.vestnik.sender.lane;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.vestnik.sender.Attempt;
import dev.vestnik.sender.lane.AttemptEntry.Closed;
import dev.vestnik.sender.lane.AttemptEntry.Opened;
import dev.vestnik.sender.lane.AttemptEntry.Opening;
import dev.vestnik.sender.lane.AttemptEntry.Withdrawn;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class AttemptCodecTest {
    private static final Attempt ATTEMPT = new Attempt(UUID.fromString("7f0c2b1e-88a4-8c3d-9e10-aabbccddeeff"), 3);

    @Test
    void readsWhatItWrote() {
        List<AttemptEntry> entries = List.of(
                new Opened(1, ATTEMPT, new Opening(-5, 2, "smsc-2")),
                new Closed(Long.MAX_VALUE, ATTEMPT),
                new Withdrawn(3, ATTEMPT));
        assertThat(AttemptCodec.read(AttemptCodec.write(entries))).isEqualTo(entries);
    }

    @Test
    void refusesWhatANewerVersionWrote() {
        assertThatThrownBy(() -> AttemptCodec.read(new byte[] {2}))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("newer");
    }

    @Test
    void theLastEntryCountsAndTheFirstIsNeeded() {
        AttemptTail.Builder tail = new AttemptTail.Builder(5);
        tail.add(
                100,
                List.of(
                        new Opened(4, ATTEMPT, new Opening(1, 0, "a")),
                        new Opened(5, ATTEMPT, new Opening(2, 0, "a"))));
        tail.add(101, List.of(new Closed(5, ATTEMPT)));
        AttemptTail built = tail.build(102);
        assertThat(built.found()).containsOnlyKeys(5L);
        assertThat(built.found().get(5L).last()).isEqualTo(new Closed(5, ATTEMPT));
        assertThat(built.found().get(5L).since()).isEqualTo(100);
    }
}
