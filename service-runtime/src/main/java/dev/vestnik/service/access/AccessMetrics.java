package dev.vestnik.service.access;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import java.util.EnumMap;
import java.util.Map;

/** Counts the calls that were refused before their handler. */
final class AccessMetrics {
    enum Reason {
        NO_KEY("no-key"),
        WRONG_KEY("wrong-key"),
        EXPIRED_KEY("expired-key"),
        WRONG_TOKEN("wrong-token"),
        TOO_MANY_WRONG_KEYS("too-many-wrong-keys"),
        ISSUER_AWAY("issuer-away"),
        ROLE("role"),
        SHOP("shop");

        private final String label;

        Reason(String label) {
            this.label = label;
        }
    }

    private final Map<Reason, Counter> refused = new EnumMap<>(Reason.class);

    AccessMetrics(MeterRegistry registry) {
        for (Reason reason : Reason.values()) {
            refused.put(
                    reason,
                    Counter.builder("vestnik.calls.refused")
                            .description("Calls that no key, token, role or shop of their caller allows")
                            .tag("reason", reason.label)
                            .register(registry));
        }
    }

    void refused(Reason reason) {
        Counter counter = refused.get(reason);
        if (counter != null) {
            counter.increment();
        }
    }
}
