package dev.vestnik.service.access;

import dev.vestnik.service.settings.BrokenRules;
import java.time.Instant;
import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * One key, of which the hash alone is kept.
 *
 * @param name for the audit trail; by default the first digits of the hash
 * @param sha256 of the key's UTF-8 bytes, in hex
 * @param roles any of shop, marketer, support, ops
 * @param shops whose customers and definitions it may touch, {@code *} for all
 * @param expires from when on it is refused; null: never
 */
public record ApiKey(
        @Nullable String name,
        String sha256,
        @DefaultValue Set<Role> roles,
        @DefaultValue Set<String> shops,
        @Nullable Instant expires) {
    private static final String ALL = "*";

    public ApiKey {
        new BrokenRules("vestnik.security.keys[]")
                .check(sha256 != null && sha256.matches("[0-9a-fA-F]{64}"), "sha256", "must be 64 hex digits")
                .check(!roles.isEmpty(), "roles", "must be some of shop, marketer, support, ops")
                .check(!shops.isEmpty(), "shops", "must name shops, or be '*'")
                .refuse(IllegalArgumentException::new);
        sha256 = sha256.toLowerCase(Locale.ROOT);
        roles = Set.copyOf(roles);
        shops = Set.copyOf(shops);
    }

    /** The name that the audit trail has. */
    public String shownName() {
        return name == null || name.isBlank() ? "key-" + sha256.substring(0, 8) : name;
    }

    /** Whether it is refused by now. */
    public boolean isExpired(Instant now) {
        return expires != null && !now.isBefore(expires);
    }

    Caller caller() {
        return new Caller(shownName(), roles, shops.contains(ALL) ? Set.of() : shops);
    }
}
