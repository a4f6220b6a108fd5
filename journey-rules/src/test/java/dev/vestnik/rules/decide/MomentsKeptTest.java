package dev.vestnik.rules.decide;

import static dev.vestnik.rules.decide.Dated.BIRTHDAY;
import static dev.vestnik.rules.decide.Dated.DAILY;
import static dev.vestnik.rules.decide.Dated.SILENCE;
import static dev.vestnik.rules.decide.Dated.TOMORROW;
import static dev.vestnik.rules.decide.Dated.born;
import static dev.vestnik.rules.decide.Dated.entered;
import static dev.vestnik.rules.decide.Dated.isBehind;
import static dev.vestnik.rules.decide.Dated.ordered;
import static dev.vestnik.rules.decide.Dated.publish;
import static dev.vestnik.rules.decide.Dated.shop;
import static dev.vestnik.rules.decide.Dated.story;
import static org.assertj.core.api.Assertions.assertThat;

import dev.vestnik.rules.customer.Position.Failure;
import dev.vestnik.rules.decide.Decision.Outcome;
import dev.vestnik.rules.decide.Signal.Receipt;
import dev.vestnik.rules.definition.BrokenDefinitions;
import dev.vestnik.rules.definition.BrokenDefinitions.BrokenVersion;
import dev.vestnik.rules.definition.Definitions;
import dev.vestnik.rules.definition.Definitions.InFlight;
import dev.vestnik.rules.definition.Definitions.Status;
import dev.vestnik.rules.definition.Meanwhile;
import dev.vestnik.rules.definition.Pauses;
import dev.vestnik.rules.definition.Published;
import dev.vestnik.rules.journey.Entry;
import dev.vestnik.rules.journey.Journey;
import dev.vestnik.rules.journey.JourneyId;
import dev.vestnik.rules.reason.Breakdown;
import dev.vestnik.rules.settings.ShopSettings;
import dev.vestnik.rules.work.Work;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** No moment of the calendar is lost in silence, and none comes twice. It is Monday, 2026-11-23, 12:00 UTC, which is 15:00 in Moscow. */
class MomentsKeptTest {
    private static final String QUIET = """
            id: quiet
            class: service
            entry: {silence: P90D, of: order.placed, if: 'customer.firstName == "Olga"'}
            start: end
            steps: {end: {type: end}}
            """;
    private static final String EACH_DAY = """
            id: each-day
            class: service
            entry: {every: day, at: "10:00", lateness: P300D}
            start: end
            steps: {end: {type: end}}
            """;

    @Test
    void aSilenceThatCannotBeDecidedIsPassedOverOnce() {
        Shop shop = shop(SILENCE.replace(", at: \"13:00\"", ""));
        ordered(shop);
        Signal.Woken woken = new Signal.Woken(shop.state().armed().service(), Signal.WakeClass.SERVICE);
        Decided decided = new Decider((customer, channel, topic) -> "")
                .park(
                        Shop.ANNA,
                        shop.state(),
                        woken,
                        new Failure(Breakdown.UNDECIDABLE, "a bug"),
                        shop.published(),
                        woken.dueAt());
        assertThat(decided.state().armed().service()).isNull();
    }

    /** It is 15:00 UTC in New York, and 07:00 in Moscow. */
    @Test
    void aZoneInWhichTheMomentHasPassedMakesItLate() {
        Shop shop = shop(BIRTHDAY);
        shop.happens("customer.updated", Map.of("birthday", TOMORROW, "timezone", "America/New_York"));
        shop.after(Duration.ofHours(20));
        shop.happens("customer.updated", Map.of("timezone", "Europe/Moscow"));
        assertThat(entered(shop.after(Duration.ofDays(2)))).containsExactly("2026-11-24T08:00:00Z");
    }

    /** One is due at ten, the other at eleven; its version of five past eleven comes before either is decided. */
    @Test
    void aPublicationLeavesOutNoJourneyThatIsDue() {
        Shop shop = shop(BIRTHDAY, DAILY.replace("10:00", "11:00"));
        born(shop, TOMORROW);
        shop.outage(until(shop, "2026-11-24T08:10:00Z"));
        publish(shop, Instant.parse("2026-11-24T08:05:00Z"), Written.journey(DAILY.replace("10:00", "11:00"), 2));
        assertThat(entered(shop.after(Duration.ZERO))).hasSize(2);
    }

    @Test
    void aPublicationAfterAnOutageLeavesOutNoneOfItsDays() {
        Shop shop = shop(EACH_DAY);
        shop.outage(Duration.ofDays(3));
        publish(shop, shop.now(), Written.journey(EACH_DAY, 2));
        assertThat(entered(shop.after(Duration.ZERO))).hasSize(3);
    }

    /** The birthday is due since ten; the daily one was archived until ten to twelve. */
    @Test
    void ofTheTimeInWhichAJourneyWasArchivedNothingIsDue() {
        Shop shop = shop(BIRTHDAY, DAILY.replace("10:00", "10:30"));
        born(shop, TOMORROW);
        shop.outage(until(shop, "2026-11-24T09:00:00Z"));
        Instant takenUp = Instant.parse("2026-11-24T08:50:00Z");
        publish(
                shop,
                takenUp,
                Written.journey(DAILY.replace("10:00", "10:30"), 2),
                new Pauses(null, null, Meanwhile.SKIP_EXPIRED, List.of(), takenUp));
        assertThat(entered(shop.after(Duration.ZERO))).hasSize(1);
    }

    @Test
    void afterALongOutageTheMomentThatIsNotLateCounts() {
        Shop shop = shop(DAILY);
        shop.outage(Duration.ofDays(40)).after(Duration.ZERO);
        assertThat(shop.count(Outcome.ENTERED)).isEqualTo(1);
    }

    /** Each condition costs nearly what one may, and a decision has room for some forty. */
    @Test
    void whatOneDecisionCannotPayHasTheNext() {
        Shop shop = new Shop(
                        costly(EACH_DAY),
                        costly(EACH_DAY.replace("each-day", "other").replace("10:00", "11:00")))
                .known();
        shop.outage(Duration.ofDays(60)).after(Duration.ZERO);
        assertThat(shop.count(Outcome.NOT_ENTERED)).isZero();
        assertThat(shop.count(Outcome.ENTERED)).isEqualTo(120);
    }

    private static Journey costly(String text) {
        Journey journey = Written.journey(text);
        Entry entry = new Entry(
                List.of("calendar.day"),
                Shop.value("costly", facts -> facts.work().take(Work.MOST * 9 / 10)),
                null,
                null,
                journey.entry().lateness(),
                null,
                List.of(),
                journey.entry().schedule());
        return new Journey(
                journey.id(),
                1,
                journey.journeyClass(),
                journey.topic(),
                journey.priority(),
                entry,
                journey.context(),
                journey.exits(),
                journey.goal(),
                journey.holdout(),
                journey.steps(),
                journey.start(),
                journey.shops(),
                journey.wide());
    }

    @Test
    void aSilenceOfWhatBecomesOfMessagesIsHeard() {
        Shop shop = shop("""
                {id: shipped, class: service, entry: {on: order.shipped}, start: tell,
                 steps: {tell: {type: message, template: hello, channels: [{via: sms}]}}}
                """, """
                {id: unread, class: service, entry: {silence: P30D, of: message.opened}, start: end, steps: {end: {type: end}}}
                """);
        shop.happens("order.shipped", Map.of("orderId", "o1"));
        shop.receipt(shop.lastSent(), Receipt.Status.OPENED);
        assertThat(entered(shop.after(Duration.ofDays(31)))).hasSize(2);
    }

    @Test
    void whatForbidsAMessageIsNotPrecededByIt() {
        Shop shop = shop(BIRTHDAY);
        born(shop, TOMORROW);
        shop.outage(Duration.ofHours(20));
        shop.happens("consent.changed", Map.of("channel", "any", "granted", false, "source", "shop"));
        assertThat(shop.sent()).isEmpty();
        shop.happens("customer.erased", Map.of());
        assertThat(shop.sent()).isEmpty();
    }

    @Test
    void whoOrdersWhileTheSilenceIsDueIsNotWrittenTo() {
        Shop shop = shop(SILENCE);
        ordered(shop);
        shop.outage(Duration.ofDays(91));
        ordered(shop);
        assertThat(entered(shop.after(Duration.ofDays(1)))).isEmpty();
    }

    @Test
    void anOccasionThatEnteredNothingIsNotSpent() {
        Shop shop = shop(BIRTHDAY);
        born(shop, TOMORROW);
        shop.publish(Shop.definitions(2, Status.PAUSED, InFlight.KEEP, Written.journey(BIRTHDAY)));
        shop.after(Duration.ofDays(2));
        shop.publish(Shop.definitions(3, Status.LIVE, InFlight.KEEP, Written.journey(BIRTHDAY)));
        born(shop, "1990-11-27");
        assertThat(entered(shop.after(Duration.ofDays(5)))).containsExactly("2026-11-27T07:00:00Z");
    }

    /** The shop sends the last orders of before, days after the journey was published. */
    @Test
    void aSilenceThatComesToBeKnownLateHasTheNextMoment() {
        Shop shop = shop();
        shop.after(Duration.ofDays(10));
        publish(shop, Shop.NOON, SILENCE.replace("order.placed", "[order.placed, x.last-order]"));
        shop.happened("i", "x.last-order", shop.now().minus(Duration.ofDays(365)), Map.of());
        assertThat(entered(shop.after(Duration.ofDays(300)))).containsExactly("2026-12-04T10:00:00Z");
    }

    @Test
    void aSilenceThatIsTriedIsTriedOnceByAVersion() {
        Shop shop = shop(QUIET);
        ordered(shop);
        shop.after(Duration.ofDays(300));
        assertThat(shop.only(Effect.Passed.class)).hasSize(1);
        publish(shop, shop.now(), Written.journey(QUIET.replace("Olga", "Anna"), 2));
        assertThat(isBehind(shop)).isTrue();
        shop.signal(new Signal.Redefined());
        assertThat(entered(shop.after(Duration.ofDays(300)))).hasSize(1);
    }

    @Test
    void moreSilencesThanAreRememberedComeToRest() {
        Shop shop = shop(IntStream.range(0, 25)
                .mapToObj(i -> QUIET.replace("id: quiet", "id: quiet-" + i))
                .toArray(String[]::new));
        ordered(shop);
        assertThat(entered(shop.after(Duration.ofDays(300)))).isEmpty();
    }

    @Test
    void theLastOrderIsNotForgottenForOtherEvents() {
        String types = IntStream.range(0, 20)
                .mapToObj(i -> "x.e" + i)
                .reduce((a, b) -> a + ", " + b)
                .orElseThrow();
        Shop shop = shop(SILENCE.replace("order.placed", "[" + types + "]"));
        ordered(shop);
        IntStream.range(0, 20).forEach(i -> shop.after(Duration.ofHours(1)).happens("x.e" + i, Map.of()));
        assertThat(shop.state().memory().history().dates().last(List.of("order.placed")))
                .isEqualTo(Shop.NOON);
        publish(shop, shop.now(), SILENCE.replace("order.placed", "[x.e1, x.other]"));
        shop.happens("x.other", Map.of());
        assertThat(shop.state().memory().history().dates().last(List.of("x.e1")))
                .as("of types that no journey names the oldest goes")
                .isNotNull();
    }

    @Test
    void whatAStepLearnsDoesNotHideWhatWasPublishedBefore() {
        Shop shop = shop("""
                id: writes
                class: service
                entry: {on: x.begun}
                start: wait
                steps:
                  wait: {type: delay, for: P1D, next: set}
                  set: {type: update, attributes: {wedding: '"2020-01-01"'}, next: end}
                  end: {type: end}
                """);
        shop.happens("x.begun", Map.of());
        shop.after(Duration.ofHours(20));
        publish(shop, shop.now(), BIRTHDAY.replace("customer.birthday", "customer.attributes.wedding"));
        publish(shop, shop.now(), DAILY.replace("10:00", "14:00"));
        assertThat(entered(shop.after(Duration.ofHours(5)))).hasSize(2);
    }

    /** The engine has not compiled it yet, and has a minute later. */
    @Test
    void aJourneyThatCannotBeUsedLosesNoMoment() {
        Shop shop = shop(BIRTHDAY);
        born(shop, TOMORROW);
        Definitions sound = shop.published();
        shop.publish(broken());
        shop.after(Duration.ofHours(20));
        assertThat(story(shop)).containsExactly("NOT_ENTERED journey-broken");
        shop.publish(sound);
        assertThat(isBehind(shop)).isTrue();
        shop.signal(new Signal.Redefined());
        assertThat(entered(shop.after(Duration.ofDays(1)))).containsExactly("2026-11-24T08:00:00Z");
    }

    private static Definitions broken() {
        JourneyId birthday = new JourneyId("birthday");
        Map<JourneyId, Published> unusable =
                Map.of(birthday, new Published(Status.LIVE, 1, Map.<Integer, Journey>of(), Map.of()));
        BrokenVersion version =
                new BrokenVersion(birthday, 1, true, Set.of("calendar.date"), Set.of(), "it is being compiled");
        return Definitions.of(
                2, unusable, Map.of(), ShopSettings.DEFAULT, new BrokenDefinitions(Map.of(), null, List.of(version)));
    }

    private static Duration until(Shop shop, String time) {
        return Duration.between(shop.now(), Instant.parse(time));
    }
}
