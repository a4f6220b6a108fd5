package dev.vestnik.rules.decide;

import static dev.vestnik.rules.decide.Dated.BIRTHDAY;
import static dev.vestnik.rules.decide.Dated.SILENCE;
import static dev.vestnik.rules.decide.Dated.entered;
import static dev.vestnik.rules.decide.Dated.ordered;
import static dev.vestnik.rules.decide.Dated.shop;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What comes to be known late takes no other moment away. It is Monday, 2026-11-23, 12:00 UTC, which is 15:00 in Moscow. */
class CalendarNewsTest {
    private static final String DAILY = """
            id: daily
            class: service
            entry: {every: day, at: "10:00"}
            start: end
            steps: {end: {type: end}}
            """;

    /** At 14:00 UTC it is nine in New York and eleven in São Paulo, where ten has passed, also of the birthday of today. */
    @ParameterizedTest
    @ValueSource(strings = {"1990-12-24", "1990-11-23"})
    void aZoneMakesAMomentLateThoughABirthdayIsCorrectedWithIt(String birthday) {
        Shop shop = shop(DAILY, BIRTHDAY);
        shop.happens("customer.updated", Map.of("timezone", "America/New_York", "birthday", "1990-12-31"));
        shop.after(Duration.ofHours(2));
        shop.happens("customer.updated", Map.of("timezone", "America/Sao_Paulo", "birthday", birthday));
        assertThat(entered(shop.after(Duration.ofDays(1))))
                .containsExactly("2026-11-23T14:00:00Z", "2026-11-24T13:00:00Z");
    }

    /** It is learned at eleven in New York, where the hour is ahead; in Moscow it has passed, and before the daily one of New York. */
    @Test
    void aBirthdayThatIsAheadComesAtOnceInAZoneInWhichItHasPassed() {
        Shop shop = shop(DAILY, BIRTHDAY.replace("10:00", "16:00"));
        shop.happens("customer.updated", Map.of("timezone", "America/New_York"));
        shop.after(Duration.ofHours(4));
        shop.happens("customer.updated", Map.of("birthday", "1990-11-23"));
        shop.happens("customer.updated", Map.of("timezone", "Europe/Moscow"));
        assertThat(entered(shop.after(Duration.ofHours(1))))
                .containsExactly("2026-11-23T15:00:00Z", "2026-11-23T16:00:00Z");
    }

    /** The first silence has its moment on 22 February; the order of 25 November is told in March. */
    @Test
    void aSilenceThatIsOverWhenItIsToldOfHasTheNextMoment() {
        Shop shop = shop(SILENCE);
        ordered(shop);
        shop.after(Duration.ofDays(98));
        shop.happened("late", "order.placed", Shop.NOON.plus(Duration.ofDays(2)), Map.of("orderId", "o2"));
        assertThat(entered(shop.after(Duration.ofDays(10))))
                .containsExactly("2027-02-22T10:00:00Z", "2027-03-02T10:00:00Z");
    }

    @Test
    void aSilenceHasItsMomentThoughTheOneBeforeHadOneOfTheSameVersion() {
        Instant before = Shop.NOON.plus(Duration.ofDays(1));
        Shop shop = shop(SILENCE.replace(
                "at: \"13:00\"", "at: \"13:00\", if: 'event.last > timestamp(\"%s\")'".formatted(before)));
        ordered(shop);
        shop.after(Duration.ofDays(98));
        shop.happened("late", "order.placed", Shop.NOON.plus(Duration.ofDays(2)), Map.of("orderId", "o2"));
        assertThat(entered(shop.after(Duration.ofDays(10)))).containsExactly("2027-03-02T10:00:00Z");
    }
}
