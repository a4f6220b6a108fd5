package dev.vestnik.rules.definition;

import java.time.Instant;
import java.util.UUID;

/** Changes for tests. */
public final class Changes {
    public static final Instant AT = Instant.parse("2026-11-01T10:00:00Z");
    public static final DefinitionKey CART = DefinitionKey.journey("cart");

    private Changes() {}

    public static Change of(DefinitionKey key, long base, Action action) {
        return new Change(UUID.randomUUID().toString(), key, base, action, "ann", AT);
    }

    public static Change put(DefinitionKey key, long base, String document) {
        return of(key, base, new Action.Put(document));
    }

    public static Change publish(DefinitionKey key, long base) {
        return of(key, base, new Action.Publish(Definitions.InFlight.KEEP));
    }
}
