package dev.vestnik.engine.streams.codec;

import dev.vestnik.rules.customer.Task;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The tasks in the bytes of a state, read without the rest of it. */
public final class TaskSection {
    private static final Range NOTHING = new Range(0, 0);

    private final Interned interned = new Interned();

    private record Range(int from, int to) {}

    /** Whether both states have the same ones; null: there is no state. Where bytes cannot be read there are none. */
    public static boolean same(byte @Nullable [] one, byte @Nullable [] other) {
        Range first = range(one);
        Range second = range(other);
        return first == second
                || one != null
                        && other != null
                        && Arrays.equals(one, first.from(), first.to(), other, second.from(), second.to());
    }

    public List<Task> read(byte @Nullable [] state) {
        Range range = range(state);
        if (state == null || range == NOTHING) {
            return List.of();
        }
        try {
            PrimitiveDecoder in = new PrimitiveDecoder(state, range.from());
            MemoryDecoder section = new MemoryDecoder(in, interned);
            return DecodedLists.readTo(range.to(), in, Task[]::new, section::task);
        } catch (RuntimeException e) { // the state as a whole is unreadable, and others say so
            return List.of();
        }
    }

    private static Range range(byte @Nullable [] state) {
        if (state == null || !StateFormat.THREE.isOf(state)) {
            return NOTHING;
        }
        try {
            PrimitiveDecoder in = new PrimitiveDecoder(state, 1);
            Format3Decoder.skipHead(in);
            while (in.at() < state.length) {
                int tag = in.count();
                int length = in.size();
                if (tag >= SectionTag.TASKS) {
                    return tag == SectionTag.TASKS ? new Range(in.at(), in.at() + length) : NOTHING;
                }
                in.skip(length);
            }
            return NOTHING;
        } catch (IndexOutOfBoundsException | ArithmeticException | UnreadableStateException e) {
            return NOTHING;
        }
    }
}
