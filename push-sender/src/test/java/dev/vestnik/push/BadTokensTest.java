package dev.vestnik.push;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import org.junit.jupiter.api.Test;

class BadTokensTest {
    private final BadTokens tokens = new BadTokens();
    private Instant now = Pushes.NOW;

    @Test
    void takesAHostThatKnowsNoTokenAsTheWrongOne() {
        bad(BadTokens.MANY - 1);
        assertThat(tokens.refusesEverybody()).isFalse();
        bad(1);
        assertThat(tokens.refusesEverybody()).isTrue();
    }

    /** A shop's list may be full of old tokens. */
    @Test
    void takesAFewGoodTokensAsProofOfTheRightHost() {
        for (int i = 0; i < 100; i++) {
            bad(BadTokens.TO_ONE_GOOD - 1);
            tokens.taken(now);
        }
        assertThat(tokens.refusesEverybody()).isFalse();
    }

    @Test
    void forgetsAfterAMinute() {
        for (int i = 0; i < 10 * BadTokens.MANY; i++) {
            now = now.plusSeconds(4);
            bad(1);
        }
        assertThat(tokens.refusesEverybody()).isFalse();
        bad(5);
        assertThat(tokens.refusesEverybody()).isTrue();
    }

    /** The circuit lets few messages through, and silence is no proof. */
    @Test
    void goesOnUntilATokenIsTaken() {
        bad(BadTokens.MANY);
        now = now.plusSeconds(3_600);
        bad(1);
        assertThat(tokens.refusesEverybody()).isTrue();
        now = now.plusSeconds(3_600);
        tokens.taken(now);
        assertThat(tokens.refusesEverybody()).isFalse();
        bad(BadTokens.MANY - 2);
        assertThat(tokens.refusesEverybody()).isFalse();
    }

    @Test
    void survivesAClockThatStepsBack() {
        bad(BadTokens.MANY / 2);
        now = now.minusSeconds(30);
        bad(BadTokens.MANY / 2);
        assertThat(tokens.refusesEverybody()).isTrue();
    }

    private void bad(int times) {
        for (int i = 0; i < times; i++) {
            tokens.bad(now);
        }
    }
}
