package dev.vestnik.service.access;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.vestnik.service.oidc.OidcSettings;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.junit.jupiter.api.Test;

class ApiKeysTest {
    private static final int ATTEMPTS = 20;

    private Instant now = Instant.parse("2026-11-30T12:00:00Z");
    private final ApiKeys keys = new ApiKeys(
            List.of(
                    new ApiKey("shop", sha256("shop-key"), Set.of(Role.SHOP), Set.of("main", "north"), null),
                    new ApiKey(
                            null, sha256("every-key").toUpperCase(Locale.ROOT), Set.of(Role.OPS), Set.of("*"), null)),
            () -> now);

    @Test
    void aKeyIsTakenUntilItExpires() {
        keys.ofFile(List.of(
                new ApiKey("crm", sha256("crm-key"), Set.of(Role.SUPPORT), Set.of("main"), now.plusSeconds(60))));
        assertThat(keys.caller("crm-key").orElseThrow().name()).isEqualTo("crm");

        now = now.plusSeconds(60);
        assertThatThrownBy(() -> keys.caller("crm-key"))
                .isInstanceOf(UntrustedException.class)
                .hasMessageContaining("this key expired at 2026-11-30T12:01:00Z")
                .satisfies(
                        no -> assertThat(((UntrustedException) no).isGuessed()).isFalse());
    }

    @Test
    void keysOfTheFileComeAndGoBesideTheConfigured() {
        keys.ofFile(List.of(new ApiKey("crm", sha256("crm-key"), Set.of(Role.SUPPORT), Set.of("main"), null)));
        assertThat(keys.caller("crm-key")).isPresent();

        keys.ofFile(List.of());
        assertThat(keys.caller("crm-key")).isEmpty();
        assertThat(keys.caller("shop-key")).isPresent();
    }

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
        assertThatThrownBy(() -> new SecuritySettings(List.of(), null, false, ATTEMPTS, OidcSettings.none()))
                .hasMessageContaining("vestnik.security.keys is empty");
        ApiKey key = new ApiKey(null, sha256("k"), Set.of(Role.SHOP), Set.of("*"), null);
        assertThatThrownBy(() -> new SecuritySettings(List.of(key), null, true, ATTEMPTS, OidcSettings.none()))
                .hasMessageContaining("exclude each other");
        OidcSettings issuer = new OidcSettings("https://issuer.example", null, "", "roles", "shops");
        assertThatThrownBy(() -> new SecuritySettings(List.of(), null, true, ATTEMPTS, issuer))
                .hasMessageContaining("exclude each other");
        assertThat(new SecuritySettings(List.of(), null, false, ATTEMPTS, issuer).keys())
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
        assertThatThrownBy(() -> new ApiKey(null, "shop-key", Set.of(Role.SHOP), Set.of("*"), null))
                .hasMessageContaining("64 hex digits");
        assertThatThrownBy(() -> new ApiKey(null, sha256("k"), Set.of(), Set.of("*"), null))
                .hasMessageContaining("roles");
        assertThatThrownBy(() -> new ApiKey(null, sha256("k"), Set.of(Role.SHOP), Set.of(), null))
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
