package dev.vestnik.rules.offer;

import dev.vestnik.rules.customer.CustomerKey;
import dev.vestnik.rules.offer.PoolRows.Row;
import dev.vestnik.rules.reason.RefuseReason;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The result of a decision about a pool.
 *
 * @param state the pool's state after it; the very same object where it did not change
 * @param rows those that changed, as they are now
 * @param reply null where nobody waits for one
 */
public record PoolDecided(
        PoolState state, List<Row> rows, @Nullable Reply reply, List<Told> told) {

    /** The reply to who asked. */
    public sealed interface Reply {

        /** @param result what the JSON object of the answer has */
        record Given(Map<String, Object> result) implements Reply {
            public Given {
                result = Map.copyOf(result);
            }
        }

        /** @param detail the same in words */
        record Denied(RefuseReason reason, String detail) implements Reply {}
    }

    /** A customer who is to hear it. */
    public record Told(CustomerKey customer, OfferNews news) {}

    public PoolDecided {
        rows = List.copyOf(rows);
        told = List.copyOf(told);
    }
}
