package dev.vestnik.engine.streams.store;

import static org.assertj.core.api.Assertions.assertThat;

import dev.vestnik.rules.customer.Task.Status;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** An index entry says again what was put into it. */
class TaskEntryTest {
    @Test
    void isReadAsItWasWritten() {
        Instant noon = Instant.parse("2026-11-23T12:00:00.123Z");
        List<TaskEntry> entries = List.of(
                new TaskEntry(new UUID(1, 2), noon, Status.OPEN, "calls"),
                new TaskEntry(new UUID(3, 4), noon.plusMillis(1), Status.EXPIRED, "q".repeat(100)));
        assertThat(TaskEntry.read(TaskEntry.write(entries))).isEqualTo(entries);
        assertThat(TaskEntry.read(TaskEntry.write(List.of()))).isEmpty();
    }
}
