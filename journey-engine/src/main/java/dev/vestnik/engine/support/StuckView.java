package dev.vestnik.engine.support;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.vestnik.engine.streams.query.Parked;
import dev.vestnik.rules.customer.Instance;
import dev.vestnik.rules.customer.Position.Failure;
import dev.vestnik.rules.customer.Position.Stuck;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A parked instance as the API shows one.
 *
 * @param key null where the caller may not read it: journeys compute it, of whatever the customer has
 * @param since when it was parked
 * @param reason low in cardinality
 * @param cause what failed, without the customer's data
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
record StuckView(
        String shop,
        String customerId,
        String instance,
        String journey,
        int version,
        String step,
        @Nullable String key,
        Instant enteredAt,
        Instant since,
        String reason,
        String cause) {

    /** @param open whether the caller may read texts of the shop */
    static StuckView of(Parked parked, boolean open) {
        Instance instance = parked.instance();
        Stuck stuck = (Stuck) instance.position();
        Failure failure = stuck.failure();
        return new StuckView(
                parked.customer().shop(),
                parked.customer().customerId(),
                instance.id().toString(),
                instance.journey().value(),
                instance.version(),
                instance.step(),
                open ? instance.key() : null,
                instance.enteredAt(),
                stuck.since(),
                failure.reason().label(),
                failure.cause());
    }

    /** The customer's key: the order of the list. */
    String customer() {
        return shop + "/" + customerId;
    }
}
