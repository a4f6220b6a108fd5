package dev.vestnik.push;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class BadTokensTest {
    private static final String APPLE = "apple.example";

    private final BadTokens tokens = new BadTokens();
    private Instant now = Pushes.NOW;

    @BeforeEach
    void takesOne() {
        tokens.taken(APPLE);
    }

    @Test
    void takesAHostThatHasTakenNothingYetAsTheWrongOneSoon() {
        for (int i = 0; i < BadTokens.FEW; i++) {
            assertThat(tokens.refusesEverybody("fresh.example")).isFalse();
            tokens.bad("fresh.example", UUID.randomUUID(), now);
        }
        assertThat(tokens.refusesEverybody("fresh.example")).isTrue();
        tokens.taken("fresh.example");
        tokens.bad("fresh.example", UUID.randomUUID(), now);
        assertThat(tokens.isProven("fresh.example")).isTrue();
        assertThat(tokens.refusesEverybody("fresh.example")).isFalse();
    }

    @Test
    void takesAHostThatKnowsNoTokenAsTheWrongOne() {
        bad(BadTokens.MANY - 1);
        assertThat(tokens.refusesEverybody(APPLE)).isFalse();
        bad(1);
        assertThat(tokens.refusesEverybody(APPLE)).isTrue();
    }

    /** A shop's list may be full of old tokens. */
    @Test
    void takesAGoodTokenAsProofOfTheRightHost() {
        for (int i = 0; i < 100; i++) {
            bad(BadTokens.MANY - 1);
            tokens.taken(APPLE);
        }
        assertThat(tokens.refusesEverybody(APPLE)).isFalse();
    }

    /** A small shop sends a few messages an hour, and its host is as wrong as a large one's. */
    @Test
    void takesAsLongAsTheTokensTake() {
        for (int i = 0; i < BadTokens.MANY; i++) {
            now = now.plus(BadTokens.LONGEST_ROW.dividedBy(BadTokens.MANY));
            bad(1);
        }
        assertThat(tokens.refusesEverybody(APPLE)).isTrue();
    }

    @Test
    void forgetsAfterADay() {
        for (int i = 0; i < 10 * BadTokens.MANY; i++) {
            now = now.plus(Duration.ofHours(2));
            bad(1);
        }
        assertThat(tokens.refusesEverybody(APPLE)).isFalse();
        bad(BadTokens.MANY);
        assertThat(tokens.refusesEverybody(APPLE)).isTrue();
    }

    /** The circuit lets few messages through, and silence is no proof. */
    @Test
    void goesOnUntilATokenIsTaken() {
        bad(BadTokens.MANY);
        now = now.plus(BadTokens.LONGEST_ROW.multipliedBy(3));
        bad(1);
        assertThat(tokens.refusesEverybody(APPLE)).isTrue();
        tokens.taken(APPLE);
        assertThat(tokens.refusesEverybody(APPLE)).isFalse();
        bad(BadTokens.MANY - 1);
        assertThat(tokens.refusesEverybody(APPLE)).isFalse();
    }

    /** One customer may have as many devices as the app lets them register. */
    @Test
    void countsAllDevicesOfAMessageOnce() {
        for (int i = 0; i < 10 * BadTokens.MANY; i++) {
            tokens.bad(APPLE, Pushes.ID, now);
        }
        assertThat(tokens.refusesEverybody(APPLE)).isFalse();
    }

    @Test
    void judgesEachServerByItsOwnAnswers() {
        for (int i = 0; i < 3 * BadTokens.MANY; i++) {
            tokens.bad(i % 2 == 0 ? APPLE : "mozilla.example", UUID.randomUUID(), now);
            tokens.taken("mozilla.example");
        }
        assertThat(tokens.refusesEverybody(APPLE)).isTrue();
        assertThat(tokens.refusesEverybody("mozilla.example")).isFalse();
    }

    @Test
    void remembersSoManyServersAndNotMore() {
        for (int i = 0; i < 2 * BadTokens.MOST_SERVERS; i++) {
            tokens.bad(i + ".example", UUID.randomUUID(), now);
        }
        assertThat(tokens.servers()).isEqualTo(BadTokens.MOST_SERVERS);
        for (int i = 0; i < 2 * BadTokens.MOST_SERVERS; i++) {
            tokens.taken(i + ".example");
        }
        assertThat(tokens.isProven("0.example")).isFalse();
        assertThat(tokens.isProven(2 * BadTokens.MOST_SERVERS - 1 + ".example")).isTrue();
    }

    @Test
    void survivesAClockThatStepsBack() {
        bad(BadTokens.MANY / 2);
        now = now.minusSeconds(30);
        bad(BadTokens.MANY / 2);
        assertThat(tokens.refusesEverybody(APPLE)).isTrue();
    }

    private void bad(int messages) {
        for (int i = 0; i < messages; i++) {
            tokens.bad(APPLE, UUID.randomUUID(), now);
        }
    }
}
