package dev.vestnik.engine.access;

import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;

/**
 * The configuration {@code vestnik.security.*}: without a key nobody gets in.
 *
 * @param keys the API keys that are good
 */
@ConfigurationProperties("vestnik.security")
record SecuritySettings(@Nullable List<Key> keys) {

    SecuritySettings {
        keys = keys == null ? List.of() : List.copyOf(keys);
    }

    List<Key> known() {
        return Objects.requireNonNull(keys);
    }

    /**
     * An API key, of which only the hash is kept.
     *
     * @param name for the audit trail; default the first 8 digits of the hash
     * @param sha256 of its UTF-8 bytes, 64 hexadecimal digits
     * @param shops that it is good for; none: all
     */
    record Key(
            @Nullable String name,
            String sha256,
            @Nullable Set<Role> roles,
            @Nullable Set<String> shops) {
        Key {
            if (sha256 == null || !sha256.matches("[0-9a-fA-F]{64}")) {
                throw new IllegalArgumentException(
                        "vestnik.security.keys: sha256 must be 64 hexadecimal digits: the SHA-256 of the key");
            }
            if (roles == null || roles.isEmpty()) {
                throw new IllegalArgumentException(
                        "vestnik.security.keys: roles must name some of shop, marketer, support, ops");
            }
            sha256 = sha256.toLowerCase(Locale.ROOT);
        }

        Caller caller() {
            return new Caller(
                    name == null || name.isBlank() ? "key-" + sha256.substring(0, 8) : name,
                    Objects.requireNonNull(roles),
                    shops == null ? Set.of() : shops);
        }
    }
}
