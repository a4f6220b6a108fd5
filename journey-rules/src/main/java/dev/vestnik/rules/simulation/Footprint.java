package dev.vestnik.rules.simulation;

import dev.vestnik.rules.customer.CustomerState;
import dev.vestnik.rules.customer.Instance;
import dev.vestnik.rules.customer.KeptEvent;
import dev.vestnik.rules.customer.Memory;
import java.util.Collection;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Estimates the bytes of a simulated customer, rather too many: what several customers share counts for each. */
final class Footprint {
    private static final long CUSTOMER = 1_000;
    private static final long SEEN = 60;
    private static final long SMALL = 200;
    private static final long LARGE = 400;
    private static final long ENTRY = 100;
    private static final long TEXT = 60;

    private Footprint() {}

    static long of(CustomerState state) {
        long bytes = CUSTOMER + of(state.profile().fields());
        bytes += SEEN * state.seen().size();
        bytes += LARGE * (state.messages().size() + state.devices().size());
        bytes += SMALL
                * (state.consents().size()
                        + state.suppressions().size()
                        + state.goals().size()
                        + state.entries().size());
        for (Instance run : state.instances()) {
            bytes += LARGE + of(run.context()) + of(run.event());
        }
        return bytes + of(state.memory());
    }

    private static long of(Memory memory) {
        long bytes = SMALL
                * (memory.exits().size()
                        + memory.entries().size()
                        + memory.exposures().size()
                        + memory.counted().size()
                        + memory.history().arms().size()
                        + memory.history().sent().size()
                        + memory.history().counted().size());
        for (KeptEvent kept : memory.kept()) {
            bytes += LARGE + of(kept.data());
        }
        return bytes;
    }

    private static long of(@Nullable Object value) {
        return switch (value) {
            case null -> 0;
            case String text -> TEXT + 2L * text.length();
            case Map<?, ?> map -> {
                long bytes = TEXT;
                for (Map.Entry<?, ?> entry : map.entrySet()) {
                    bytes += ENTRY + of(entry.getValue());
                }
                yield bytes;
            }
            case Collection<?> many -> {
                long bytes = TEXT;
                for (Object one : many) {
                    bytes += of(one);
                }
                yield bytes;
            }
            default -> TEXT;
        };
    }
}
