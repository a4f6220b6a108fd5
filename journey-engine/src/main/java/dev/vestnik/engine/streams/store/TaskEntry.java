package dev.vestnik.engine.streams.store;

import dev.vestnik.rules.customer.Task;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;

/** A task as its index has it: enough to find, to order and to count tasks without reading states. */
public record TaskEntry(UUID id, Instant madeAt, Task.Status status, String queue) {
    private static final Task.Status[] STATUSES = Task.Status.values();
    private static final int FIXED = 2 * Long.BYTES + Long.BYTES + 2;

    static TaskEntry of(Task task) {
        return new TaskEntry(task.id(), task.madeAt(), task.progress().status(), task.queue());
    }

    /** The bytes of a customer's; the index is made anew from states wherever it is not written by this very version. */
    static byte[] write(List<TaskEntry> entries) {
        List<byte[]> queues = entries.stream()
                .map(entry -> entry.queue().getBytes(StandardCharsets.UTF_8))
                .toList();
        ByteBuffer bytes = ByteBuffer.allocate(entries.size() * FIXED
                + queues.stream().mapToInt(queue -> queue.length).sum());
        for (int i = 0; i < entries.size(); i++) {
            TaskEntry entry = entries.get(i);
            bytes.putLong(entry.id().getMostSignificantBits())
                    .putLong(entry.id().getLeastSignificantBits())
                    .putLong(entry.madeAt().toEpochMilli())
                    .put((byte) entry.status().ordinal())
                    .put((byte) queues.get(i).length)
                    .put(queues.get(i));
        }
        return bytes.array();
    }

    public static List<TaskEntry> read(byte[] value) {
        ByteBuffer bytes = ByteBuffer.wrap(value);
        List<TaskEntry> entries = new ArrayList<>();
        while (bytes.hasRemaining()) {
            UUID id = new UUID(bytes.getLong(), bytes.getLong());
            Instant madeAt = Instant.ofEpochMilli(bytes.getLong());
            Task.Status status = STATUSES[bytes.get()];
            byte[] queue = new byte[bytes.get()];
            bytes.get(queue);
            entries.add(new TaskEntry(id, madeAt, status, new String(queue, StandardCharsets.UTF_8)));
        }
        return entries;
    }
}
