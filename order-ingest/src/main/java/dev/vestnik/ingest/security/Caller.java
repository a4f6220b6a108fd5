package dev.vestnik.ingest.security;

import java.util.Set;

/**
 * Who sends events.
 *
 * @param shops whose events these may be; {@code *} for all
 */
public record Caller(Set<String> shops) {
    static final String EVERY = "*";

    public Caller {
        shops = Set.copyOf(shops);
    }

    /** Whether it may speak for a shop. */
    public boolean maySendFor(String shop) {
        return shops.contains(shop) || shops.contains(EVERY);
    }
}
