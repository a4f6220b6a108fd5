package dev.vestnik.rules.decide;

import static dev.vestnik.rules.decide.Dated.BIRTHDAY;
import static dev.vestnik.rules.decide.Dated.DAILY;
import static dev.vestnik.rules.decide.Dated.SILENCE;
import static dev.vestnik.rules.decide.Dated.TODAY;
import static dev.vestnik.rules.decide.Dated.TOMORROW;
import static dev.vestnik.rules.decide.Dated.born;
import static dev.vestnik.rules.decide.Dated.entered;
import static dev.vestnik.rules.decide.Dated.isBehind;
import static dev.vestnik.rules.decide.Dated.ordered;
import static dev.vestnik.rules.decide.Dated.publish;
import static dev.vestnik.rules.decide.Dated.shop;
import static dev.vestnik.rules.decide.Dated.story;
import static org.assertj.core.api.Assertions.assertThat;

import dev.vestnik.rules.customer.CustomerKey;
import dev.vestnik.rules.customer.CustomerState;
import dev.vestnik.rules.customer.Position.Failure;
import dev.vestnik.rules.decide.Decision.Outcome;
import dev.vestnik.rules.definition.Definitions;
import dev.vestnik.rules.definition.Definitions.InFlight;
import dev.vestnik.rules.definition.Definitions.Status;
import dev.vestnik.rules.definition.FeatureLevel;
import dev.vestnik.rules.document.Checked;
import dev.vestnik.rules.event.Event;
import dev.vestnik.rules.journey.Journey;
import dev.vestnik.rules.reason.Breakdown;
import dev.vestnik.rules.settings.Settings;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Entries by the calendar. It is Monday, 2026-11-23, 12:00 UTC, which is 15:00 in Moscow, where the customer is. */
class CalendarTest {
    @Test
    void greetsOnTheDayOfEachYear() {
        Shop shop = shop(BIRTHDAY);
        born(shop, TOMORROW);
        assertThat(entered(shop.after(Duration.ofDays(800))))
                .containsExactly("2026-11-24T07:00:00Z", "2027-11-24T07:00:00Z", "2028-11-24T07:00:00Z");
        assertThat(shop.sent().getFirst().content().toString()).contains("day=2026-11-24", "years=36");
    }

    @Test
    void aMomentStartsOneRunUnderAnIdOfItsOwn() {
        Shop shop = shop(BIRTHDAY);
        born(shop, TOMORROW);
        shop.after(Duration.ofDays(2));
        assertThat(shop.only(Effect.Record.class).stream()
                        .map(Effect.Record::decision)
                        .filter(decision -> decision.outcome() == Outcome.ENTERED)
                        .toList())
                .singleElement()
                .satisfies(decision -> assertThat(decision.cause()).isEqualTo("calendar.date"))
                .satisfies(decision -> assertThat(decision.causeId()).isEqualTo("birthday/2026"));
    }

    /** 12:00 UTC is 15:00 there: ten has passed. */
    @Test
    void aBirthdayThatIsLearnedOnItsDayAfterTheHourIsGreetedNextYear() {
        Shop shop = shop(BIRTHDAY);
        born(shop, TODAY);
        assertThat(entered(shop.after(Duration.ofDays(400)))).containsExactly("2027-11-23T07:00:00Z");
    }

    @Test
    void aBirthdayThatIsLearnedOnItsDayBeforeTheHourIsGreetedToday() {
        Shop shop = shop(BIRTHDAY.replace("10:00", "18:00"));
        born(shop, TODAY);
        assertThat(entered(shop.after(Duration.ofDays(1)))).containsExactly("2026-11-23T15:00:00Z");
    }

    /** The courier's tablet was offline for a year. */
    @Test
    void whatWasLearnedCountsFromWhenItWasHeardAndNotFromWhenItHappened() {
        Shop shop = shop(BIRTHDAY);
        shop.happened("late", "customer.updated", shop.now().minus(Duration.ofDays(365)), Map.of("birthday", TODAY));
        assertThat(entered(shop.after(Duration.ofDays(1)))).isEmpty();
        assertThat(story(shop)).isEmpty();
    }

    @Test
    void aDateThatIsCorrectedCountsAndAnOccasionIsGreetedOnce() {
        Shop shop = shop(BIRTHDAY);
        born(shop, "1990-11-30");
        born(shop, TOMORROW);
        shop.after(Duration.ofDays(2));
        born(shop, "1990-11-27");
        assertThat(entered(shop.after(Duration.ofDays(20)))).containsExactly("2026-11-24T07:00:00Z");
    }

    @Test
    void aCustomerWhoMovesIsNotGreetedTwice() {
        Shop shop = shop(BIRTHDAY);
        shop.happens("customer.updated", Map.of("birthday", TOMORROW, "timezone", "Asia/Vladivostok"));
        shop.after(Duration.ofHours(13));
        assertThat(entered(shop)).containsExactly("2026-11-24T00:00:00Z");
        shop.happens("customer.updated", Map.of("timezone", "America/New_York"));
        assertThat(entered(shop.after(Duration.ofDays(3)))).hasSize(1);
    }

    @Test
    void anAttributeIsADateToo() {
        Shop shop =
                shop(BIRTHDAY.replace("date: customer.birthday", "date: customer.attributes.wedding, offset: -P3D"));
        shop.happens("customer.updated", Map.of("attributes", Map.of("wedding", "2020-11-27")));
        assertThat(entered(shop.after(Duration.ofDays(10)))).containsExactly("2026-11-24T07:00:00Z");
    }

    @Test
    void whoHasNoDateIsNotWaitedFor() {
        Shop shop = shop(BIRTHDAY);
        assertThat(shop.state().memory().history().dates().isEmpty()).isTrue();
        shop.happens("customer.updated", Map.of("birthday", "soon"));
        assertThat(shop.state().memory().history().dates().isEmpty()).isTrue();
    }

    @Test
    void aMomentThatWasMissedForTooLongIsADecision() {
        Shop shop = shop(BIRTHDAY);
        born(shop, TOMORROW);
        shop.outage(Duration.ofDays(3)).after(Duration.ZERO);
        assertThat(entered(shop)).isEmpty();
        assertThat(story(shop)).containsExactly("NOT_ENTERED too-late");
    }

    @Test
    void anOutageOfAnHourIsMadeUpFor() {
        Shop shop = shop(BIRTHDAY);
        born(shop, TOMORROW);
        shop.outage(Duration.ofHours(20)).after(Duration.ZERO);
        assertThat(story(shop)).startsWith("ENTERED");
    }

    @Test
    void ofSeveralMomentsThatWereMissedTheOneThatIsNotLateCounts() {
        Shop shop = shop(DAILY);
        shop.outage(Duration.ofDays(3)).after(Duration.ZERO);
        assertThat(shop.count(Outcome.ENTERED)).isEqualTo(1);
        assertThat(shop.story().stream().filter("NOT_ENTERED too-late"::equals)).hasSizeGreaterThan(0);
    }

    @Test
    void whatIsDueBeforeAnEventIsDecidedWithTheProfileOfThen() {
        Shop shop = shop(BIRTHDAY);
        born(shop, TOMORROW);
        shop.outage(Duration.ofHours(20)); // due, and nobody was woken yet
        born(shop, "1990-05-05");
        assertThat(shop.count(Outcome.ENTERED)).isEqualTo(1);
        shop.after(Duration.ofDays(100));
        assertThat(shop.count(Outcome.ENTERED)).isEqualTo(1);
    }

    @Test
    void everyRuleOfAnEntryHolds() {
        Shop shop = shop("""
                id: daily
                class: service
                entry: {every: day, at: "10:00", if: now.getDayOfWeek() != 3, reentry: {max: 2, per: P30D}}
                start: end
                steps: {end: {type: end}}
                """);
        assertThat(entered(shop.after(Duration.ofDays(5)))).hasSize(2);
        assertThat(story(shop)).contains("NOT_ENTERED reentry");
    }

    @Test
    void aPausedJourneySaysSo() {
        Shop shop = shop(BIRTHDAY);
        born(shop, TOMORROW);
        shop.publish(Shop.definitions(2, Status.PAUSED, InFlight.KEEP, Written.journey(BIRTHDAY)));
        assertThat(story(shop.after(Duration.ofDays(2)))).containsExactly("NOT_ENTERED paused");
    }

    @Test
    void anArchivedJourneyIsForgottenWhenItWouldHaveBeenDue() {
        Shop shop = shop(BIRTHDAY);
        born(shop, TOMORROW);
        shop.publish(Shop.definitions(2, Status.ARCHIVED, InFlight.KEEP, Written.journey(BIRTHDAY)));
        assertThat(story(shop.after(Duration.ofDays(2)))).isEmpty();
        assertThat(shop.state().memory().history().dates().awaits()).isFalse();
    }

    @Test
    void aPublicationArmsThoseToWhomNothingHappens() {
        Shop shop = new Shop().known();
        born(shop, TOMORROW);
        publish(shop, shop.now(), BIRTHDAY);
        assertThat(isBehind(shop)).isTrue();
        shop.signal(new Signal.Redefined());
        assertThat(isBehind(shop)).isFalse();
        assertThat(entered(shop.after(Duration.ofDays(2)))).containsExactly("2026-11-24T07:00:00Z");
    }

    @Test
    void whoHasNoDateIsNotWalkedTo() {
        Shop shop = new Shop().known();
        publish(shop, shop.now(), BIRTHDAY);
        assertThat(isBehind(shop)).isFalse();
    }

    /** Published at nine, the walk came at eleven. */
    @Test
    void aMomentAfterThePublicationCountsThoughTheWalkComesLater() {
        Shop shop = new Shop().known();
        born(shop, TOMORROW);
        Instant nine = Instant.parse("2026-11-24T06:00:00Z");
        shop.after(Duration.ofHours(20));
        publish(shop, nine, BIRTHDAY);
        shop.signal(new Signal.Redefined()).after(Duration.ZERO);
        assertThat(entered(shop)).containsExactly("2026-11-24T08:00:00Z");
    }

    @Test
    void aMomentBeforeThePublicationDoesNotCount() {
        Shop shop = new Shop().known();
        born(shop, TODAY);
        publish(shop, shop.now(), BIRTHDAY);
        shop.signal(new Signal.Redefined());
        assertThat(entered(shop.after(Duration.ofDays(1)))).isEmpty();
    }

    /** A million are due at ten, and at a minute past ten somebody mends a word. */
    @Test
    void aPublicationLeavesOutNobodyWhoIsDue() {
        Shop shop = shop(BIRTHDAY);
        born(shop, TOMORROW);
        shop.outage(Duration.between(shop.now(), Instant.parse("2026-11-24T07:01:00Z")));
        Journey next = Written.journey(BIRTHDAY, 2);
        publish(shop, Instant.parse("2026-11-24T07:00:30Z"), next);
        assertThat(entered(shop.after(Duration.ofDays(1)))).hasSize(1);
    }

    @Test
    void anotherTimeOnTheSameDayDoesNotGreetAgain() {
        Shop shop = shop(BIRTHDAY);
        born(shop, TOMORROW);
        shop.after(Duration.ofHours(20));
        publish(shop, shop.now(), Written.journey(BIRTHDAY.replace("10:00", "18:00"), 2));
        shop.signal(new Signal.Redefined());
        assertThat(entered(shop.after(Duration.ofDays(1)))).hasSize(1);
    }

    @Test
    void theMomentIsComputedAnewWhenItIsDue() {
        Shop shop = shop(DAILY.replace("at:", "zone: shop, at:"));
        shop.set(Settings.of("zone: Atlantic/Azores"));
        assertThat(entered(shop.after(Duration.ofHours(30)))).containsExactly("2026-11-24T11:00:00Z");
    }

    @Test
    void aVisitorHasNoCalendar() {
        Journey daily = Written.journey(DAILY);
        Definitions definitions = Shop.definitions(1, Status.LIVE, InFlight.KEEP, daily);
        CustomerKey visitor = new CustomerKey("main", "~v");
        Signal update =
                new Signal.Happened(new Event("s", "1", "customer.updated", Shop.NOON, Map.of("name", "X")), Shop.NOON);
        CustomerState state = new Decider((customer, channel, topic) -> "")
                .decide(visitor, CustomerState.NEW, update, definitions, Shop.NOON)
                .state();
        assertThat(state.armed().service()).isNull();
    }

    @Test
    void belowItsLevelThereIsNoCalendar() {
        Shop shop = new Shop(Written.journey(DAILY));
        shop.publish(shop.published().on(FeatureLevel.LANGUAGE));
        shop.known().happens("order.placed", Map.of("orderId", "o1"));
        assertThat(shop.state().memory().history().dates().isEmpty()).isTrue();
    }

    @Test
    void anErasedCustomerHasNoCalendar() {
        Shop shop = shop(BIRTHDAY);
        born(shop, TOMORROW);
        shop.happens("customer.erased", Map.of());
        assertThat(entered(shop.after(Duration.ofDays(2)))).isEmpty();
        assertThat(shop.state().memory().history().dates().isEmpty()).isTrue();
    }

    @Test
    void writesAfterASilenceOnceForEach() {
        Shop shop = shop(SILENCE);
        ordered(shop);
        shop.after(Duration.ofDays(60));
        ordered(shop);
        assertThat(entered(shop.after(Duration.ofDays(300)))).containsExactly("2027-04-23T10:00:00Z");
        ordered(shop);
        assertThat(entered(shop.after(Duration.ofDays(100)))).hasSize(2);
    }

    @Test
    void whoHasNeverOrderedIsNotSilent() {
        assertThat(entered(shop(SILENCE).after(Duration.ofDays(400)))).isEmpty();
    }

    @Test
    void whoIsSilentAlreadyIsWrittenToWhenTheJourneyIsPublished() {
        Shop shop = new Shop().known();
        ordered(shop);
        shop.after(Duration.ofDays(200));
        publish(shop, shop.now(), SILENCE);
        assertThat(isBehind(shop)).isTrue();
        shop.signal(new Signal.Redefined());
        assertThat(entered(shop.after(Duration.ofDays(200)))).containsExactly("2027-06-12T10:00:00Z");
    }

    @Test
    void anotherVersionDoesNotWriteAgain() {
        Shop shop = shop(SILENCE);
        ordered(shop);
        shop.after(Duration.ofDays(100));
        publish(shop, shop.now(), Written.journey(SILENCE, 2));
        shop.signal(new Signal.Redefined());
        assertThat(entered(shop.after(Duration.ofDays(100)))).hasSize(1);
    }

    @Test
    void aShorterSilenceReachesThoseWhoAreInItAlready() {
        Shop shop = shop(SILENCE);
        ordered(shop);
        shop.after(Duration.ofDays(70));
        publish(shop, shop.now(), Written.journey(SILENCE.replace("P90D", "P60D"), 2));
        assertThat(isBehind(shop)).isTrue();
        shop.signal(new Signal.Redefined());
        assertThat(entered(shop.after(Duration.ofDays(100)))).containsExactly("2027-02-02T10:00:00Z");
    }

    @Test
    void viewsCountToTheHour() {
        Shop shop = shop(SILENCE.replace("order.placed", "page.viewed"));
        shop.happens("page.viewed", Map.of());
        CustomerState once = shop.state();
        shop.after(Duration.ofMinutes(5)).happens("page.viewed", Map.of());
        assertThat(shop.state()).isEqualTo(once);
        shop.after(Duration.ofHours(1)).happens("page.viewed", Map.of());
        assertThat(shop.state()).isNotEqualTo(once);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{date: customer.birthday}                           | entry.at: is missing",
                "{date: customer.name, at: '10:00'}                  | entry.date: must be customer.birthday",
                "{date: customer.birthday, at: 10}                   | entry.at: must be a text",
                "{date: customer.birthday, at: '25:00'}              | entry.at: must be a time of day",
                "{date: customer.birthday, on: page.viewed, at: '10:00'} | entry: must say one of",
                "{date: customer.birthday, offset: PT3H, at: '10:00'} | entry.offset: must be whole days",
                "{date: customer.birthday, of: page.viewed, at: '10:00'} | entry.of: belongs to \"silence\"",
                "{every: fortnight, at: '10:00'}                     | entry.every: must be day, workingDay",
                "{every: [mondey], at: '10:00'}                      | did you mean \"monday\"",
                "{every: 32, at: '10:00'}                            | entry.every: must be a whole number 1-31",
                "{every: '02-30', at: '10:00'}                       | entry.every: must be day",
                "{every: day, at: '10:00', zone: Europe/Moscow}      | entry.zone: must be customer, shop",
                "{every: day, at: '10:00:00.0005'}                   | entry.at: must be a time of day",
                "{silence: PT0.0005S, of: order.placed}              | entry.silence: must be at least PT1M",
                "{silence: PT30M, of: [order.placed, page.viewed]}   | entry.silence: must be at least P1D with views",
                "{silence: P90D}                                     | entry.of: is missing",
                "{silence: P90D, of: journey.started}                | entry.of: starts journeys",
                "{silence: P90D, of: order.placed, offset: P1D}      | entry.offset: belongs to",
                "{on: order.placed, at: '10:00'}                     | entry.at: needs a calendar",
                "{on: calendar.date}                                 | entry.on: \"calendar.date\" is of the calendar",
                "{every: day, at: '10:00', if: event.years > 3}      | entry.if"
            })
    void saysWhatIsWrong(String entry, String fault) {
        Checked<Journey> checked = Written.check(
                "{id: a, class: service, entry: " + entry + ", start: end, steps: {end: {type: end}}}", 1);
        assertThat(checked).isInstanceOf(Checked.Faulty.class);
        assertThat(((Checked.Faulty<Journey>) checked)
                        .faults().stream()
                                .map(one -> one.path() + ": " + one.problem())
                                .toList())
                .anySatisfy(said -> assertThat(said).contains(fault));
    }

    /** The moment of marketing waits behind a million others; a step of service sets an attribute meanwhile. */
    @Test
    void whatIsLearnedMeanwhileDoesNotHideWhatIsDue() {
        String writes = """
                id: writes
                class: service
                entry: {on: x.begun}
                start: wait
                steps:
                  wait: {type: delay, for: P1D, next: set}
                  set: {type: update, attributes: {tier: '"gold"'}, next: end}
                  end: {type: end}
                """;
        Shop shop = new Shop(
                        Written.journey(BIRTHDAY.replace("class: service", "topic: greetings")),
                        Written.journey(writes))
                .known();
        born(shop, TOMORROW);
        shop.happens("x.begun", Map.of());
        shop.outage(Duration.ofHours(25));
        Instant due = shop.state().armed().service();
        shop.signal(new Signal.Woken(due, Signal.WakeClass.SERVICE));
        assertThat(shop.state().profile().fields().toString()).contains("gold");
        shop.after(Duration.ZERO);
        assertThat(shop.count(Outcome.ENTERED)).isEqualTo(2);
    }

    @Test
    void whatCannotBeDecidedIsPassedOver() {
        Shop shop = shop(BIRTHDAY);
        born(shop, TOMORROW);
        Signal.Woken woken = new Signal.Woken(shop.state().armed().service(), Signal.WakeClass.SERVICE);
        Failure failure = new Failure(Breakdown.UNDECIDABLE, "a bug");
        Decided decided = new Decider((customer, channel, topic) -> "")
                .park(Shop.ANNA, shop.state(), woken, failure, shop.published(), woken.dueAt());
        assertThat(decided.state().armed().service()).isEqualTo("2027-11-24T07:00:00Z");
        assertThat(decided.effects()).hasSize(1);
    }

    @Test
    void whoAsksHearsOfTheMomentsAndOfTheNextOne() {
        Shop shop = shop(BIRTHDAY);
        born(shop, TOMORROW);
        CalendarOutlook outlook = outlook(shop, BIRTHDAY);
        assertThat(outlook.events()).extracting(Event::id).containsExactly("birthday/2026");
        assertThat(outlook.next()).isEqualTo("2027-11-24T07:00:00Z");
        assertThat(outlook.nothing()).isNull();
    }

    @Test
    void whoAsksHearsWhyThereIsNoMoment() {
        assertThat(outlook(shop(BIRTHDAY), BIRTHDAY).nothing()).contains("no date in birthday");
        assertThat(outlook(shop(SILENCE), SILENCE).nothing()).contains("no order.placed");
    }

    private static CalendarOutlook outlook(Shop shop, String journey) {
        return CalendarOutlook.of(
                new CalendarOutlook.Question(
                        Shop.ANNA, shop.state(), shop.now(), shop.now().plus(Duration.ofDays(3))),
                Written.journey(journey),
                shop.published());
    }
}
