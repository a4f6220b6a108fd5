package dev.vestnik.engine.streams.trace;

import dev.vestnik.rules.customer.CustomerKey;
import dev.vestnik.rules.decide.Effect;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
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

    /** The customers whose keys have one hash; the least recent makes room. */
    private static final class Stripe {
        private final Map<CustomerKey, Kinds> customers;

        Stripe(int most) {
            customers = new LinkedHashMap<>(16, 0.75f, true) {
                private static final long serialVersionUID = 1L;

                @Override
                protected boolean removeEldestEntry(Map.Entry<CustomerKey, Kinds> eldest) {
                    return size() > most;
                }
            };
        }

        synchronized void add(CustomerKey customer, Effect.Passed passed, Instant now) {
            customers.computeIfAbsent(customer, any -> new Kinds()).add(passed, now);
        }

        synchronized List<Passed> of(CustomerKey customer) {
            Kinds kinds = customers.get(customer);
            return kinds == null ? List.of() : List.copyOf(kinds.recent).reversed();
        }

        synchronized void forget(CustomerKey customer) {
            customers.remove(customer);
        }
    }

    /** The kinds of events that passed one customer by, the most recent last: as a rule two or three. */
    private static final class Kinds {
        private final List<Passed> recent = new ArrayList<>(2);

        void add(Effect.Passed passed, Instant now) {
            String journey = passed.journey() == null ? null : passed.journey().value();
            Passed before = take(passed.event(), journey, passed.reason().label());
            if (recent.size() == MOST_KINDS) {
                recent.removeFirst();
            }
            recent.add(new Passed(
                    passed.event(),
                    journey,
                    passed.reason().label(),
                    passed.detail(),
                    passed.eventId(),
                    before == null ? now : before.first(),
                    now,
                    before == null ? 1 : before.times() + 1));
        }

        private @Nullable Passed take(String event, @Nullable String journey, String reason) {
            for (int i = recent.size() - 1; i >= 0; i--) {
                Passed one = recent.get(i);
                if (one.event().equals(event)
                        && Objects.equals(one.journey(), journey)
                        && one.reason().equals(reason)) {
                    return recent.remove(i);
                }
            }
            return null;
        }
    }
}
