package dev.vestnik.service.access;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.vestnik.service.access.SecuritySettings.Key;
import dev.vestnik.service.oidc.OidcSettings;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.junit.jupiter.api.Test;

class ApiKeysTest {
    private static final int ATTEMPTS = 20;

    private final ApiKeys keys = new ApiKeys(new SecuritySettings(
            List.of(
                    new Key("shop", sha256("shop-key"), Set.of(Role.SHOP), Set.of("main", "north")),
                    new Key(null, sha256("every-key").toUpperCase(Locale.ROOT), Set.of(Role.OPS), Set.of("*"))),
            false,
            ATTEMPTS,
            OidcSettings.none()));

    @Test
    void aKeyIsGoodForItsShops() {
        Caller caller = keys.caller("shop-key").orElseThrow();
        assertThat(caller.worksFor("north")).isTrue();
        assertThat(caller.worksFor("south")).isFalse();
        assertThat(caller.worksForAll()).isFalse();
        assertThat(keys.caller("every-key").orElseThrow().worksForAll()).isTrue();
    }

    @Test
    void aKeyWithoutANameIsCalledByItsHash() {
        assertThat(keys.caller("every-key").orElseThrow().name())
                .isEqualTo("key-" + sha256("every-key").substring(0, 8));
    }

    @Test
    void nobodyElseIsKnown() {
        for (String key : new String[] {"", "shop-key2", "shop-ke", "Bearer shop-key", sha256("shop-key")}) {
            assertThat(keys.caller(key)).as(key).isEmpty();
        }
    }

    @Test
    void aConfigurationThatLetsEverybodyInMustSaySo() {
        assertThatThrownBy(() -> new SecuritySettings(List.of(), false, ATTEMPTS, OidcSettings.none()))
                .hasMessageContaining("vestnik.security.keys is empty");
        Key key = new Key(null, sha256("k"), Set.of(Role.SHOP), Set.of("*"));
        assertThatThrownBy(() -> new SecuritySettings(List.of(key), true, ATTEMPTS, OidcSettings.none()))
                .hasMessageContaining("exclude each other");
        OidcSettings issuer = new OidcSettings("https://issuer.example", null, "", "roles", "shops");
        assertThatThrownBy(() -> new SecuritySettings(List.of(), true, ATTEMPTS, issuer))
                .hasMessageContaining("exclude each other");
        assertThat(new SecuritySettings(List.of(), false, ATTEMPTS, issuer).keys())
                .isEmpty();
    }

    @Test
    void anIssuerIsAnAddress() {
        assertThatThrownBy(() -> new OidcSettings("issuer.example", null, "", "roles", "shops"))
                .hasMessageContaining("vestnik.security.oidc.issuer");
        assertThat(new OidcSettings("", null, "", "roles", "shops").hasIssuer()).isFalse();
    }

    @Test
    void aKeyIsSaidInFull() {
        assertThatThrownBy(() -> new Key(null, "shop-key", Set.of(Role.SHOP), Set.of("*")))
                .hasMessageContaining("64 hex digits");
        assertThatThrownBy(() -> new Key(null, sha256("k"), Set.of(), Set.of("*")))
                .hasMessageContaining("roles");
        assertThatThrownBy(() -> new Key(null, sha256("k"), Set.of(Role.SHOP), Set.of()))
                .hasMessageContaining("shops");
    }

    private static String sha256(String key) {
        try {
            return HexFormat.of()
                    .formatHex(MessageDigest.getInstance("SHA-256").digest(key.getBytes(StandardCharsets.UTF_8)));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }
}
