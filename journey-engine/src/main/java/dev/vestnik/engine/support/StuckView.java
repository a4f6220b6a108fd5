package dev.vestnik.engine.support;

import dev.vestnik.engine.streams.query.Parked;
import dev.vestnik.rules.customer.Instance;
import dev.vestnik.rules.customer.Position.Failure;
import dev.vestnik.rules.customer.Position.Stuck;
import java.time.Instant;

/**
 * A parked instance as the API shows one.
 *
 * @param since when it was parked
 * @param reason low in cardinality
 * @param cause what failed, without the customer's data
 */
record StuckView(
        String shop,
        String customerId,
        String instance,
        String journey,
        int version,
        String step,
        String key,
        Instant enteredAt,
        Instant since,
        String reason,
        String cause) {

    static StuckView of(Parked parked) {
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
                instance.key(),
                instance.enteredAt(),
                stuck.since(),
                failure.reason(),
                failure.cause());
    }

    /** The customer's key: the order of the list. */
    String customer() {
        return shop + "/" + customerId;
    }
}
