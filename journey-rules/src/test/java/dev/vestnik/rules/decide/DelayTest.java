package dev.vestnik.rules.decide;

import static org.assertj.core.api.Assertions.assertThat;

import dev.vestnik.rules.document.Checked;
import dev.vestnik.rules.document.Fault;
import dev.vestnik.rules.journey.Journey;
import dev.vestnik.rules.settings.Settings;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Delays whose end is computed, and those that count working days. */
class DelayTest {
    private static final String DELAYED = """
            id: delayed
            class: service
            entry: {on: x.ordered}
            start: wait
            steps:
              wait: {type: delay, HOW, next: tell}
              tell: {type: message, template: hello, channels: [{via: sms}]}
            """;

    /** 2026-11-27 is a Friday; Berlin is an hour ahead of UTC then. */
    @ParameterizedTest
    @CsvSource({
        "workingDays: 1,                    2026-11-27T15:00:00Z, 2026-11-30T15:00:00Z",
        "workingDays: 3,                    2026-11-27T15:00:00Z, 2026-12-02T15:00:00Z",
        "'workingDays: 1, at: \"09:00\"',   2026-11-27T15:00:00Z, 2026-11-30T08:00:00Z",
        "workingDays: 1,                    2026-11-28T15:00:00Z, 2026-11-30T15:00:00Z",
        "workingDays: 1,                    2026-11-27T23:30:00Z, 2026-11-29T23:30:00Z",
        "workingDays: 5,                    2027-03-26T09:00:00Z, 2027-04-02T08:00:00Z",
        "'at: \"09:00\", weekday: workday', 2026-11-27T07:00:00Z, 2026-11-27T08:00:00Z",
        "'at: \"09:00\", weekday: workday', 2026-11-27T08:00:00Z, 2026-11-30T08:00:00Z",
        "'at: \"09:00\", weekday: workday', 2026-11-29T07:00:00Z, 2026-11-30T08:00:00Z",
        "'for: duration(\"90m\")',          2026-11-27T15:00:00Z, 2026-11-27T16:30:00Z",
        "'for: duration(\"-90m\")',         2026-11-27T15:00:00Z, 2026-11-27T15:00:00Z",
        "for: event.to - event.from,        2026-11-27T15:00:00Z, 2026-11-27T17:00:00Z",
        "'until: event.from, offset: PT1H', 2026-11-27T15:00:00Z, 2026-12-01T11:00:00Z",
        "'until: event.from, offset: -P1D', 2026-11-27T15:00:00Z, 2026-11-30T10:00:00Z",
        "'until: event.from, offset: event.from - event.to', 2026-11-27T15:00:00Z, 2026-12-01T08:00:00Z"
    })
    void waits(String how, Instant from, Instant due) {
        Shop shop = ordered(how, from);
        assertThat(shop.state().instances().getFirst().position().due()).isEqualTo(due);
    }

    /** Fridays are off in the first calendar, which others have too, 1 December is in Germany's, and Russia's holidays last until 11 January. */
    @ParameterizedTest
    @CsvSource({
        "workingDays: 1,                    +74951234567, 2026-12-03T09:00:00Z, 2026-12-04T09:00:00Z",
        "workingDays: 1,                    +390612345678, 2026-12-03T09:00:00Z, 2026-12-06T09:00:00Z",
        "workingDays: 1,                    +4930123456,  2026-11-30T09:00:00Z, 2026-12-02T09:00:00Z",
        "workingDays: 2,                    +74951234567, 2026-12-30T09:00:00Z, 2027-01-12T09:00:00Z",
        "'at: \"10:00\", weekday: workday', +4930123456,  2026-11-30T12:00:00Z, 2026-12-02T09:00:00Z",
        "'at: \"10:00\", weekday: workday', +74951234567, 2026-12-31T12:00:00Z, 2027-01-12T09:00:00Z"
    })
    void workingDaysAreThoseOfTheCustomersCountry(String how, String phone, Instant from, Instant due) {
        Shop shop = shop(how).set(Settings.of("""
                calendars:
                  - {weekend: [friday, saturday]}
                  - {country: RU}
                  - {country: DE, off: [2026-12-01]}
                """));
        shop.happens("customer.updated", Map.of("phone", phone));
        assertThat(ordered(shop, from).state().instances().getFirst().position().due())
                .isEqualTo(due);
    }

    @ParameterizedTest
    @CsvSource({"workingDays: 1", "'at: \"10:00\", weekday: workday'"})
    void withoutAWorkingDayInTwoYearsItDoesNotWaitAndSaysSo(String how) {
        String never = "calendars: [{weekend: [monday, tuesday, wednesday, thursday, friday, saturday, sunday]}]";
        Shop shop = ordered(shop(how).set(Settings.of(never)), Shop.NOON);
        assertThat(shop.after(Duration.ZERO).sent()).hasSize(1);
        assertThat(shop.story()).contains("SKIPPED condition-unknown");
    }

    private static Shop ordered(String how, Instant from) {
        return ordered(shop(how), from);
    }

    private static Shop shop(String how) {
        Shop shop = new Shop(Written.journey(DELAYED.replace("HOW", how))).known();
        return shop.happens("customer.updated", Map.of("timezone", "Europe/Berlin"));
    }

    private static Shop ordered(Shop shop, Instant from) {
        Instant to = Instant.parse("2026-12-01T12:00:00Z");
        return shop.outage(Duration.between(shop.now(), from))
                .happens("x.ordered", Map.of("from", to.minusSeconds(7_200), "to", to));
    }

    @ParameterizedTest
    @CsvSource({
        "for: event.nothing - event.from",
        "for: event.from - event.nothing",
        "'for: duration(\"8761h\")'",
        "'until: event.from, offset: event.from - event.nothing'"
    })
    void doesNotWaitWhereThatCannotBeComputedAndSaysSo(String how) {
        Shop shop = ordered(how, Shop.NOON);
        assertThat(shop.after(Duration.ZERO).sent()).hasSize(1);
        assertThat(shop.story()).contains("SKIPPED condition-unknown");
    }

    @ParameterizedTest
    @CsvSource({
        "'for: duration(\"90m\")', for duration(\"90m\")",
        "'until: event.from, offset: -P1D', until event.from - 1 d",
        "'until: event.from, offset: PT2H', until event.from + 2 h",
        "'until: event.from, offset: event.from - event.to', until event.from + (event.from - event.to)",
        "workingDays: 1, 1 working day",
        "'workingDays: 3, at: \"10:00\"', '3 working days, until 10:00'",
        "'at: \"10:00\", weekday: workday', until a working day 10:00"
    })
    void isDrawn(String how, String words) {
        assertThat(Written.journey(DELAYED.replace("HOW", how))
                        .step("wait")
                        .draw()
                        .summary())
                .isEqualTo(words);
    }

    @Test
    void faultsAreNamedWhereTheyAre() {
        assertThat(faults("workingDays: 0")).contains("steps.wait.workingDays: must be a whole number 1-250");
        assertThat(faults("workingDays: 1, weekday: monday, at: \"10:00\""))
                .containsExactly("steps.wait.weekday: needs a time: \"at\"");
        assertThat(faults("for: PT1H, workingDays: 1"))
                .containsExactly(
                        "steps.wait: must say how long: only one of \"for\", \"until\", \"workingDays\", \"at\"");
        assertThat(faults("for: PT1H, offset: PT1H")).containsExactly("steps.wait.offset: needs an instant: \"until\"");
        assertThat(faults("until: event.from, offset: -P400D"))
                .containsExactly("steps.wait.offset: must be at most P365D");
        assertThat(faults("until: event.from, offset: soon"))
                .containsExactly("steps.wait.offset: must be a duration such as PT2H, -PT30M or -P1D");
        assertThat(faults("for: 'size(\"abc\")'"))
                .containsExactly("steps.wait.for: must give a duration, gives a number");
        assertThat(faults("for: an hour"))
                .containsExactly("steps.wait.for: must be a duration such as PT30M, PT2H or P7D");
        assertThat(faults("at: \"10:00\", weekday: workdy"))
                .containsExactly(
                        "steps.wait.weekday: must be monday, tuesday, wednesday, thursday, friday, saturday, sunday,"
                                + " workday; did you mean \"workday\"?");
    }

    @Test
    void aComputedOneIsNoWaitThatBreaksALoop() {
        String loop = DELAYED.replace("next: tell", "next: which")
                .replace(
                        "  tell:",
                        "  which: {type: branch, cases: [{if: now > now, next: tell}], otherwise: wait}\n  tell:");
        assertThat(Written.check(loop.replace("HOW", "for: PT1H"), 1)).isInstanceOf(Checked.Sound.class);
        assertThat(Written.check(loop.replace("HOW", "workingDays: 1"), 1)).isInstanceOf(Checked.Sound.class);
        assertThat(((Checked.Faulty<Journey>) Written.check(loop.replace("HOW", "for: event.to - event.from"), 1))
                        .faults())
                .extracting(Fault::toString)
                .containsExactly("steps.wait: is in a loop without a wait: wait -> which -> wait");
    }

    private static List<String> faults(String how) {
        Checked<Journey> checked = Written.check(DELAYED.replace("HOW", how), 1);
        assertThat(checked).as(how).isInstanceOf(Checked.Faulty.class);
        return ((Checked.Faulty<Journey>) checked)
                .faults().stream().map(Fault::toString).toList();
    }
}
