package dev.vestnik.ingest.security;

import java.util.List;
import java.util.Set;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * The API keys. Without any, the service starts only where {@code open} says that everybody may send, which is possible on a
 * loopback address only.
 *
 * @param keys who may call
 * @param open nobody needs a key
 */
@ConfigurationProperties("vestnik.security")
public record SecuritySettings(
        @DefaultValue List<Key> keys, @DefaultValue("false") boolean open) {
    private static final Set<String> ROLES = Set.of("shop", "marketer", "support", "ops");

    public SecuritySettings {
        keys = List.copyOf(keys);
        if (open && !keys.isEmpty()) {
            throw new IllegalArgumentException(
                    "vestnik.security.open=true and vestnik.security.keys exclude each other");
        }
        if (!open && keys.isEmpty()) {
            throw new IllegalArgumentException("vestnik.security.keys is empty: configure a key "
                    + "(sha256 of it in hex, roles, shops), or vestnik.security.open=true on a loopback address");
        }
    }

    /**
     * One key.
     *
     * @param sha256 of the key's UTF-8 bytes, in hex
     * @param roles any of shop, marketer, support, ops; events need shop
     * @param shops whose data it may touch, {@code *} for all
     */
    public record Key(
            String sha256,
            @DefaultValue Set<String> roles,
            @DefaultValue Set<String> shops) {
        public Key {
            roles = Set.copyOf(roles);
            shops = Set.copyOf(shops);
            if (sha256 == null || !sha256.matches("[0-9a-fA-F]{64}")) {
                throw new IllegalArgumentException("vestnik.security.keys[].sha256 must be 64 hex digits");
            }
            if (roles.isEmpty() || !ROLES.containsAll(roles)) {
                throw new IllegalArgumentException("vestnik.security.keys[].roles must be some of " + ROLES);
            }
            if (shops.isEmpty()) {
                throw new IllegalArgumentException("vestnik.security.keys[].shops must name shops, or be '*'");
            }
        }
    }
}
