package dev.vestnik.engine.streams.trace;

import dev.vestnik.rules.customer.CustomerKey;
import dev.vestnik.rules.decide.Effect;
import dev.vestnik.rules.journey.JourneyId;
import dev.vestnik.rules.reason.NoEntryReason;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Remembers in memory the events that passed customers by, since a page view that concerns no journey must not cost a write: of at most
 * {@link #MOST_CUSTOMERS} customers, and of each a bounded number of kinds of events; the least recent makes room. An engine that begins, or
 * takes over a customer, knows of nothing before. Thread-safe.
 */
public final class EventTrace {
    private static final int STRIPES = 16;
    private static final int MOST_CUSTOMERS = 10_000;
    private static final int MOST_KINDS = 20;

    private final Stripe[] stripes = new Stripe[STRIPES];

    private record Kind(String event, @Nullable JourneyId journey, NoEntryReason reason) {}

    public EventTrace() {
        for (int i = 0; i < STRIPES; i++) {
            stripes[i] = new Stripe(MOST_CUSTOMERS / STRIPES);
        }
    }

    public void add(CustomerKey customer, Effect.Passed passed, Instant now) {
        stripe(customer).add(customer, passed, now);
    }

    /** The most recent first. */
    public List<Passed> of(CustomerKey customer) {
        return stripe(customer).of(customer);
    }

    /** Forgets an erased customer. */
    public void forget(CustomerKey customer) {
        stripe(customer).forget(customer);
    }

    private Stripe stripe(CustomerKey customer) {
        return stripes[Math.floorMod(customer.hashCode(), STRIPES)];
    }

    /** At most so many entries, the least recently used of which makes room. */
    private static final class Recent<K, V> extends LinkedHashMap<K, V> {
        private final int most;

        Recent(int most) {
            super(16, 0.75f, true);
            this.most = most;
        }

        @Override
        protected boolean removeEldestEntry(Map.Entry<K, V> eldest) {
            return size() > most;
        }
    }

    /** The customers whose keys have one hash. */
    private static final class Stripe {
        private final Recent<CustomerKey, Recent<Kind, Passed>> customers;

        Stripe(int most) {
            customers = new Recent<>(most);
        }

        synchronized void add(CustomerKey customer, Effect.Passed passed, Instant now) {
            customers
                    .computeIfAbsent(customer, any -> new Recent<>(MOST_KINDS))
                    .compute(
                            new Kind(passed.event(), passed.journey(), passed.reason()),
                            (kind, before) -> after(before, passed, now));
        }

        private static Passed after(@Nullable Passed before, Effect.Passed passed, Instant now) {
            return new Passed(
                    passed.event(),
                    passed.journey() == null ? null : passed.journey().value(),
                    passed.reason().label(),
                    passed.detail(),
                    passed.eventId(),
                    before == null ? now : before.first(),
                    now,
                    before == null ? 1 : before.times() + 1);
        }

        synchronized List<Passed> of(CustomerKey customer) {
            Recent<Kind, Passed> kinds = customers.get(customer);
            return kinds == null ? List.of() : List.copyOf(kinds.values()).reversed();
        }

        synchronized void forget(CustomerKey customer) {
            customers.remove(customer);
        }
    }
}
