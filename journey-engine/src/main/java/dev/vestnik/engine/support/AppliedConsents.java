package dev.vestnik.engine.support;

import dev.vestnik.engine.streams.query.CustomerQueries;
import dev.vestnik.engine.streams.query.Lookup;
import dev.vestnik.rules.customer.Consent;
import dev.vestnik.rules.customer.CustomerKey;
import dev.vestnik.rules.customer.CustomerState;
import dev.vestnik.rules.customer.Ties;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.TimeUnit;

/** Waits until the customer's state shows what was said: then the next message follows it. */
final class AppliedConsents {
    private static final Duration PATIENCE = Duration.ofSeconds(3);
    private static final Duration LOOK = Duration.ofMillis(25);
    private static final Duration CLOCK_SKEW = Duration.ofSeconds(10);

    private final CustomerQueries queries;

    AppliedConsents(CustomerQueries queries) {
        this.queries = queries;
    }

    /** Whether it has been seen in time; it counts in any case, since it is in Kafka. */
    boolean await(CustomerKey customer, List<Consent> consents) throws InterruptedException {
        long deadline = System.nanoTime() + PATIENCE.toNanos();
        CustomerKey key = customer;
        while (queries.customer(key) instanceof Lookup<CustomerState> lookup && local(lookup)) {
            if (lookup instanceof Lookup.Found<CustomerState>(CustomerState state)) {
                if (shows(state, consents)) {
                    return true;
                }
                Ties.Departure departure = state.ties().departure();
                key = departure == null ? key : departure.to(); // to whom it was handed on
            }
            if (System.nanoTime() > deadline) {
                return false;
            }
            TimeUnit.NANOSECONDS.sleep(LOOK.toNanos());
        }
        return false;
    }

    private static boolean local(Lookup<CustomerState> lookup) {
        return lookup instanceof Lookup.Found<CustomerState> || lookup instanceof Lookup.NotFound<CustomerState>;
    }

    private static boolean shows(CustomerState state, List<Consent> consents) {
        return consents.stream().allMatch(wanted -> state.consents().stream().anyMatch(known -> same(known, wanted)));
    }

    /** The owner takes its own clock's word for a time in its future. */
    private static boolean same(Consent known, Consent wanted) {
        return known.channel() == wanted.channel()
                && Objects.equals(known.topic(), wanted.topic())
                && known.granted() == wanted.granted()
                && !known.at().isBefore(wanted.at().minus(CLOCK_SKEW));
    }
}
