package dev.vestnik.rules.campaign;

import dev.vestnik.rules.customer.CustomerKey;
import dev.vestnik.rules.journey.Segment;
import java.time.Instant;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The customers for whom a launch is: those who are in the segment and in the list.
 *
 * @param segment null: all are in it
 * @param lists by their shops; null: all are in it
 */
public record LaunchAudience(
        @Nullable Segment segment, @Nullable Map<String, CustomerList> lists) {

    /** @param since when the customer was heard of first; null: long ago */
    public boolean lists(CustomerKey customer, @Nullable Instant since) {
        if (lists == null) {
            return true;
        }
        CustomerList own = lists.get(customer.shop());
        return own != null && own.has(customer, since);
    }
}
