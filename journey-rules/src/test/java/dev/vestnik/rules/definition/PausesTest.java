package dev.vestnik.rules.definition;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;

/** A journey remembers its pauses as long as there may be customers who have not gone on from them. */
class PausesTest {
    private static final Instant NINE = Instant.parse("2026-11-29T09:00:00Z");
    private static final Instant TWELVE = NINE.plus(Duration.ofHours(3));
    private static final Resumption MORNING = new Resumption(NINE, TWELVE, Meanwhile.SEND);

    private static Pauses paused(Pauses before, Instant from, Instant to, Meanwhile said) {
        return before.paused(from, new Action.Pause(null, Meanwhile.SKIP_EXPIRED))
                .resumed(to, said);
    }

    private static Pauses morning() {
        return paused(Pauses.NONE, NINE, TWELVE, Meanwhile.SEND);
    }

    @Test
    void onePauseSoonAfterAnotherLeavesBoth() {
        Instant again = TWELVE.plus(Duration.ofMinutes(3));
        Instant over = again.plus(Duration.ofMinutes(2));
        Pauses both = paused(morning(), again, over, Meanwhile.RESTART);
        assertThat(both.ended(over)).containsExactly(MORNING, new Resumption(again, over, Meanwhile.RESTART));
        assertThat(both.last()).isEqualTo(new Resumption(again, over, Meanwhile.RESTART));
    }

    @Test
    void onePauseLongAfterAnotherIsTheOnlyOne() {
        Instant again = TWELVE.plus(Duration.ofMinutes(30));
        Pauses later = paused(morning(), again, again.plusSeconds(1), Meanwhile.RESTART);
        assertThat(later.ended(again)).hasSize(1);
    }

    @Test
    void aPauseUntilATimeFollowsTheOneBeforeItThoughTheLogDoesNotSayThatItIsOver() {
        Instant again = TWELVE.plus(Duration.ofMinutes(3));
        Instant over = again.plus(Duration.ofMinutes(2));
        Pauses both = morning().paused(again, new Action.Pause(over, Meanwhile.RESTART));
        assertThat(both.ended(again)).containsExactly(MORNING);
        assertThat(both.ended(over)).containsExactly(MORNING, new Resumption(again, over, Meanwhile.RESTART));
    }

    @Test
    void theOldestOfManyCountsNoMore() {
        Pauses many = Pauses.NONE;
        for (int minute = 0; minute < 100; minute += 2) {
            Instant from = NINE.plus(Duration.ofMinutes(minute));
            many = paused(many, from, from.plusSeconds(60), Meanwhile.SEND);
        }
        assertThat(many.past()).hasSize(8);
        assertThat(many.past().getLast().from()).isEqualTo(NINE.plus(Duration.ofMinutes(98)));
    }
}
