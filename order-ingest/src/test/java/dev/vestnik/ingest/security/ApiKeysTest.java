package dev.vestnik.ingest.security;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.vestnik.ingest.security.ApiKeys.Verdict;
import dev.vestnik.ingest.security.SecuritySettings.Key;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

class ApiKeysTest {
    private final ApiKeys keys = new ApiKeys(new SecuritySettings(
            List.of(
                    new Key(sha256("shop-key"), Set.of("shop"), Set.of("main", "north")),
                    new Key(sha256("ops-key"), Set.of("ops", "marketer"), Set.of("*")),
                    new Key(sha256("every-key").toUpperCase(java.util.Locale.ROOT), Set.of("shop"), Set.of("*"))),
            false));

    @Test
    void aKeySendsForItsShops() {
        Verdict.Known known = (Verdict.Known) keys.check("Bearer shop-key");
        assertThat(known.caller().maySendFor("north")).isTrue();
        assertThat(known.caller().maySendFor("south")).isFalse();
        assertThat(((Verdict.Known) keys.check("bearer every-key")).caller().maySendFor("south"))
                .isTrue();
    }

    @Test
    void aKeyWithoutTheRoleMayNotSend() {
        assertThat(keys.check("Bearer ops-key")).isInstanceOf(Verdict.NotAllowed.class);
    }

    @Test
    void nobodyElseIsKnown() {
        for (String header :
                new String[] {null, "", "Bearer", "Bearer ", "Bearer shop-key2", "Basic shop-key", "shop-key"}) {
            assertThat(keys.check(header)).as(header).isInstanceOf(Verdict.Unknown.class);
        }
    }

    @Test
    void aConfigurationThatLetsEverybodyInMustSaySo() {
        assertThatThrownBy(() -> new SecuritySettings(List.of(), false))
                .hasMessageContaining("vestnik.security.keys is empty");
        assertThat(new ApiKeys(new SecuritySettings(List.of(), true)).check(null))
                .isInstanceOf(Verdict.Known.class);
        Key key = new Key(sha256("k"), Set.of("shop"), Set.of("*"));
        assertThatThrownBy(() -> new SecuritySettings(List.of(key), true)).hasMessageContaining("exclude each other");
    }

    @Test
    void aKeyIsSaidInFull() {
        assertThatThrownBy(() -> new Key("shop-key", Set.of("shop"), Set.of("*")))
                .hasMessageContaining("64 hex digits");
        assertThatThrownBy(() -> new Key(sha256("k"), Set.of("admin"), Set.of("*")))
                .hasMessageContaining("roles");
        assertThatThrownBy(() -> new Key(sha256("k"), Set.of("shop"), Set.of())).hasMessageContaining("shops");
    }

    private static String sha256(String key) {
        try {
            return java.util.HexFormat.of()
                    .formatHex(
                            java.security.MessageDigest.getInstance("SHA-256").digest(key.getBytes()));
        } catch (java.security.NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }
}
