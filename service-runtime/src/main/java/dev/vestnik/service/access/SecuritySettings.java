package dev.vestnik.service.access;

import dev.vestnik.service.oidc.OidcSettings;
import dev.vestnik.service.settings.BrokenRules;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * The configuration {@code vestnik.security.*}: the API keys, of which only the hashes are kept, and the issuer of tokens. Without any
 * of them the service starts only where {@code open} says that everybody may call, which is possible on a loopback address only.
 *
 * @param keys who may call
 * @param open nobody needs a key; on a loopback address only
 * @param wrongKeys keys and made-up tokens that one address may try in a minute; more are answered 429
 * @param oidc whose tokens are taken beside the keys
 */
@ConfigurationProperties("vestnik.security")
record SecuritySettings(
        @DefaultValue List<Key> keys,
        @DefaultValue("false") boolean open,
        @DefaultValue("20") int wrongKeys,
        @DefaultValue OidcSettings oidc) {
    private static final String ALL = "*";

    SecuritySettings {
        keys = List.copyOf(keys);
        new BrokenRules("vestnik.security")
                .check(!open || keys.isEmpty(), "open", "and vestnik.security.keys exclude each other")
                .check(!open || !oidc.hasIssuer(), "open", "and vestnik.security.oidc exclude each other")
                .check(
                        open || !keys.isEmpty() || oidc.hasIssuer(),
                        "keys",
                        "is empty: configure a key (sha256 of it in hex, roles, shops), vestnik.security.oidc.issuer, or "
                                + "vestnik.security.open=true on a loopback address")
                .check(wrongKeys > 0, "wrong-keys", "must be at least 1")
                .refuse(IllegalArgumentException::new);
    }

    /**
     * One key.
     *
     * @param name for the audit trail; by default the first digits of the hash
     * @param sha256 of the key's UTF-8 bytes, in hex
     * @param roles any of shop, marketer, support, ops
     * @param shops whose customers and definitions it may touch, {@code *} for all
     */
    record Key(
            @Nullable String name,
            String sha256,
            @DefaultValue Set<Role> roles,
            @DefaultValue Set<String> shops) {
        Key {
            new BrokenRules("vestnik.security.keys[]")
                    .check(sha256 != null && sha256.matches("[0-9a-fA-F]{64}"), "sha256", "must be 64 hex digits")
                    .check(!roles.isEmpty(), "roles", "must be some of shop, marketer, support, ops")
                    .check(!shops.isEmpty(), "shops", "must name shops, or be '*'")
                    .refuse(IllegalArgumentException::new);
            sha256 = sha256.toLowerCase(Locale.ROOT);
            roles = Set.copyOf(roles);
            shops = Set.copyOf(shops);
        }

        Caller caller() {
            String shown = name == null || name.isBlank() ? "key-" + sha256.substring(0, 8) : name;
            return new Caller(shown, roles, shops.contains(ALL) ? Set.of() : shops);
        }
    }

    /** The caller where no key is needed. */
    static Caller everybody() {
        return new Caller("everybody", EnumSet.allOf(Role.class), Set.of());
    }
}
