package dev.vestnik.service.access;

import dev.vestnik.service.oidc.OidcSettings;
import dev.vestnik.service.settings.BrokenRules;
import java.nio.file.Path;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * The configuration {@code vestnik.security.*}: the API keys, of which only the hashes are kept, and the issuer of tokens. Without any
 * of them the service starts only where {@code open} says that everybody may call, which is possible on a loopback address only.
 *
 * @param keys who may call
 * @param keyFile of further keys, a {@link KeyFile}, whose changes are taken while the service runs; null: none
 * @param open nobody needs a key; on a loopback address only
 * @param wrongKeys keys and made-up tokens that one address may try in a minute; more are answered 429
 * @param oidc whose tokens are taken beside the keys
 */
@ConfigurationProperties("vestnik.security")
record SecuritySettings(
        @DefaultValue List<ApiKey> keys,
        @Nullable Path keyFile,
        @DefaultValue("false") boolean open,
        @DefaultValue("20") int wrongKeys,
        @DefaultValue OidcSettings oidc) {
    SecuritySettings {
        keys = List.copyOf(keys);
        new BrokenRules("vestnik.security")
                .check(!open || keys.isEmpty(), "open", "and vestnik.security.keys exclude each other")
                .check(!open || keyFile == null, "open", "and vestnik.security.key-file exclude each other")
                .check(!open || !oidc.hasIssuer(), "open", "and vestnik.security.oidc exclude each other")
                .check(
                        open || !keys.isEmpty() || keyFile != null || oidc.hasIssuer(),
                        "keys",
                        "is empty: configure a key (sha256 of it in hex, roles, shops), vestnik.security.key-file, "
                                + "vestnik.security.oidc.issuer, or "
                                + "vestnik.security.open=true on a loopback address")
                .check(wrongKeys > 0, "wrong-keys", "must be at least 1")
                .refuse(IllegalArgumentException::new);
    }

    /** The caller where no key is needed. */
    static Caller everybody() {
        return new Caller("everybody", EnumSet.allOf(Role.class), Set.of());
    }
}
