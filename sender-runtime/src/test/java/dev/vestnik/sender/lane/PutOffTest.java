package dev.vestnik.sender.lane;

import static org.assertj.core.api.Assertions.assertThat;

import dev.vestnik.schemas.message.FailureKind;
import dev.vestnik.sender.Outcome;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PutOffTest {
    private static final Instant NOON = Instant.parse("2026-01-24T12:00:00Z");

    @ParameterizedTest
    @CsvSource({
        "-60, 5, 10, 20",
        "0, 5, 10, 20",
        "8, 8, 10, 20",
        "30, 30, 30, 30",
    })
    void waitsForItsOwnTimeAndForTheTimeThatWasAsked(int asked, long first, long second, long third) {
        Outcome.Busy busy = new Outcome.Busy("smtp-450", Outcome.Busy.Scope.ADDRESS, Duration.ofSeconds(asked));
        PutOff off = PutOff.first(busy, "one", NOON);
        assertThat(off.until()).isEqualTo(NOON.plusSeconds(first));
        off = off.again(busy, "one", NOON);
        assertThat(off.until()).isEqualTo(NOON.plusSeconds(second));
        assertThat(off.again(busy, "one", NOON).until()).isEqualTo(NOON.plusSeconds(third));
    }

    @Test
    void goesBackToTheEngineAfterTenMinutesOrBeforeItsEnd() {
        Instant far = NOON.plus(Duration.ofHours(1));
        Outcome.Busy busy = new Outcome.Busy("smpp-0x14", Outcome.Busy.Scope.ADDRESS, Duration.ofMinutes(4));
        PutOff first = PutOff.first(busy, "one", NOON);
        PutOff second = first.again(busy, "one", NOON.plus(Duration.ofMinutes(4)));
        PutOff third = second.again(busy, "two", NOON.plus(Duration.ofMinutes(8)));
        assertThat(first.isTooLong(far)).isFalse();
        assertThat(second.isTooLong(far)).isFalse();
        assertThat(third.isTooLong(far)).isTrue();
        assertThat(first.isTooLong(NOON.plus(Duration.ofMinutes(4)))).isTrue();
        assertThat(third.asEnd())
                .isEqualTo(new MessageOutcome.Rejected(
                        new Outcome.Rejected(
                                FailureKind.temporary,
                                "smpp-0x14",
                                Outcome.AddressState.USABLE,
                                List.of(),
                                NOON.plus(Duration.ofMinutes(12))),
                        "two"));
    }

    @Test
    void comesBackWhenItsOwnPaceAllows() {
        Outcome.Busy held = Outcome.held("domain-rate", Duration.ofMillis(300));
        PutOff off = PutOff.first(held, "one", NOON);
        for (int times = 1; times < 8; times++) {
            assertThat(off.until()).isEqualTo(NOON.plusMillis(300));
            off = off.again(held, "one", NOON);
        }
        PutOff atOnce = PutOff.first(Outcome.held("domain-rate", Duration.ZERO), "one", NOON);
        assertThat(atOnce.until()).isEqualTo(NOON.plusMillis(100));
    }
}
