package dev.vestnik.service.access;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class CredentialJudgesTest {

    @Test
    void tellsTokensFromKeysByTheirForm() {
        for (String token : new String[] {"a.b.c", "a..c", "a.b.", "eyJ-_0.e30.x", "a.b.c.d.e"}) {
            assertThat(CredentialJudges.isToken(token)).as(token).isTrue();
        }
        for (String key : new String[] {null, "", "key", "a.b", ".b.c", "a.b.c.d.e.f", "a.b.c=", "a b.c.d", "ä.b.c"}) {
            assertThat(CredentialJudges.isToken(key)).as(key).isFalse();
        }
    }

    @Test
    void whatIsTooLongIsNotLookedAt() {
        String longest = "a.b." + "c".repeat(CredentialJudges.LONGEST_TOKEN - 4);
        assertThat(CredentialJudges.isToken(longest)).isTrue();
        assertThat(CredentialJudges.isToken(longest + "c")).isFalse();
    }
}
