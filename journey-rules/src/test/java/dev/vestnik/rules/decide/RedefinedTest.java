package dev.vestnik.rules.decide;

import static org.assertj.core.api.Assertions.assertThat;

import dev.vestnik.rules.customer.CustomerState;
import dev.vestnik.rules.customer.Instance;
import dev.vestnik.rules.definition.Definitions;
import dev.vestnik.rules.definition.Definitions.InFlight;
import dev.vestnik.rules.definition.Definitions.Status;
import dev.vestnik.rules.definition.Pauses;
import dev.vestnik.rules.definition.Published;
import dev.vestnik.rules.definition.Published.OlderVersions;
import dev.vestnik.rules.journey.Journey;
import dev.vestnik.rules.settings.ShopSettings;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** A publication that moves those who are in older versions acts on a customer to whom nothing happens. */
class RedefinedTest {
    private static final String WAITS = """
            id: unpaid
            class: service
            entry: {on: payment.due, key: event.orderId}
            context: {until: event.dueBy}
            start: wait
            steps:
              wait: {type: waitUntil, timeout: PT2H, resetOn: [{on: page.viewed}], maxWait: PT4H, onTimeout: tell}
              tell: {type: message, template: hello, channels: [{via: sms}]}
            """;
    private static final String RESTS = """
            id: unpaid
            class: service
            entry: {on: payment.due, key: event.orderId}
            context: {until: event.dueBy}
            start: rest
            steps:
              rest: {type: delay, for: PT2H, next: tell}
              tell: {type: message, template: hello, channels: [{via: sms}]}
            """;
    private static final Instant PAYABLE = Shop.NOON.plus(Duration.ofHours(10));

    private @Nullable String before;
    private Shop shop = new Shop();

    @Test
    void endsEveryRunOfAnOlderVersion() {
        entered(WAITS);
        due("o2");
        publish(InFlight.EXIT, WAITS);
        redefined();
        assertThat(shop.state().instances()).isEmpty();
        assertThat(shop.story()).endsWith("LEFT new-version", "LEFT new-version");
        assertThat(shop.only(Effect.Record.class).getLast().decision().cause()).isEqualTo("publication");
    }

    @Test
    void takesBackWhatNoGatewayHas() {
        entered(WAITS).after(Duration.ofHours(2));
        assertThat(shop.sent()).hasSize(1);
        publish(InFlight.EXIT, WAITS);
        redefined();
        assertThat(shop.story()).endsWith("REVOKED new-version", "LEFT new-version");
    }

    @Test
    void changesNothingOfThoseWhoAreKept() {
        entered(WAITS);
        publish(InFlight.KEEP, WAITS.replace("PT2H", "PT1H"));
        CustomerState same = shop.state();
        redefined();
        assertThat(shop.state()).isSameAs(same);
    }

    @Test
    void theSameAgainChangesNothing() {
        entered(WAITS);
        publish(InFlight.MIGRATE, WAITS.replace("PT2H", "PT1H"));
        redefined();
        CustomerState moved = shop.state();
        redefined();
        assertThat(shop.state()).isSameAs(moved);
        assertThat(only().version()).isEqualTo(2);
    }

    @Test
    void aWaitTakesTheNewLengthFromWhereItBegan() {
        entered(WAITS).outage(Duration.ofMinutes(30));
        publish(InFlight.MIGRATE, WAITS.replace("PT2H", "PT1H"));
        redefined();
        assertThat(only().position().due()).isEqualTo(Shop.NOON.plus(Duration.ofHours(1)));
        shop.after(Duration.ofMinutes(29));
        assertThat(shop.sent()).isEmpty();
        shop.after(Duration.ofMinutes(1));
        assertThat(shop.sent()).hasSize(1);
    }

    @Test
    void aWaitWhoseNewLengthIsOverIsOverAtOnce() {
        entered(WAITS).outage(Duration.ofMinutes(90));
        publish(InFlight.MIGRATE, WAITS.replace("PT2H", "PT1H"));
        redefined();
        assertThat(shop.sent()).isEmpty();
        shop.after(Duration.ZERO);
        assertThat(shop.sent()).hasSize(1);
    }

    @Test
    void aMessageBehindAWaitThatIsOverAtOnceHasAllItsTime() {
        String soon = RESTS.replace("template: hello,", "template: hello, within: PT30M,");
        entered(soon.replace("PT2H", "PT24H")).outage(Duration.ofHours(20));
        publish(InFlight.MIGRATE, soon.replace("PT2H", "PT1H"));
        redefined();
        shop.after(Duration.ZERO);
        assertThat(shop.sent()).hasSize(1);
    }

    @Test
    void aWaitBehindOneThatIsOverAtOnceLastsAsLongAsItSays() {
        String twice = RESTS.replace(
                "{type: message, template: hello, channels: [{via: sms}]}",
                "{type: delay, for: PT2H, next: last}\n  last: {type: message, template: hello, channels: [{via: sms}]}");
        entered(twice.replace("PT2H", "PT24H")).outage(Duration.ofHours(20));
        publish(InFlight.MIGRATE, twice.replace("PT2H", "PT1H"));
        redefined();
        shop.after(Duration.ZERO);
        assertThat(shop.sent()).isEmpty();
        assertThat(only().position().due()).isEqualTo(shop.now().plus(Duration.ofHours(1)));
    }

    @Test
    void aWaitThatBeganAfreshCountsFromThere() {
        entered(WAITS).outage(Duration.ofMinutes(30));
        shop.happens("page.viewed", Map.of());
        publish(InFlight.MIGRATE, WAITS.replace("PT2H", "PT3H"));
        redefined();
        assertThat(only().position().due()).isEqualTo(Shop.NOON.plus(Duration.ofMinutes(210)));
    }

    @Test
    void aWaitLastsNoLongerThanTheNewVersionLetsIt() {
        entered(WAITS).outage(Duration.ofMinutes(110));
        shop.happens("page.viewed", Map.of());
        publish(InFlight.MIGRATE, WAITS.replace("PT4H", "PT3H"));
        redefined();
        assertThat(only().position().due()).isEqualTo(Shop.NOON.plus(Duration.ofHours(3)));
    }

    @Test
    void aWaitOfTheSameLengthStaysWhatItIs() {
        entered(WAITS).outage(Duration.ofMinutes(110));
        shop.happens("page.viewed", Map.of()).outage(Duration.ofMinutes(100));
        shop.happens("page.viewed", Map.of());
        Instant due = only().position().due();
        assertThat(due).isEqualTo(Shop.NOON.plus(Duration.ofHours(4)));
        publish(InFlight.MIGRATE, WAITS);
        redefined();
        assertThat(only().position().due()).isEqualTo(due);
    }

    @Test
    void aWaitThatWasCutShortCountsFromItsCutEnd() {
        entered(WAITS).outage(Duration.ofMinutes(110));
        shop.happens("page.viewed", Map.of()).outage(Duration.ofMinutes(20));
        shop.happens("page.viewed", Map.of());
        publish(InFlight.MIGRATE, WAITS.replace("PT2H", "PT1H"));
        redefined();
        assertThat(only().position().due()).isEqualTo(Shop.NOON.plus(Duration.ofHours(3)));
    }

    @Test
    void aDelayTakesTheNewLengthFromWhereItBegan() {
        entered(RESTS).outage(Duration.ofMinutes(30));
        publish(InFlight.MIGRATE, RESTS.replace("for: PT2H", "for: PT3H"));
        redefined();
        assertThat(only().position().due()).isEqualTo(Shop.NOON.plus(Duration.ofHours(3)));
    }

    @Test
    void aDelayUntilATimeOfDayIsTheFirstAfterItBegan() {
        entered(RESTS).outage(Duration.ofMinutes(30));
        publish(InFlight.MIGRATE, RESTS.replace("for: PT2H", "at: '13:00'"));
        redefined();
        assertThat(only().position().due())
                .as("13:00 in Moscow, where the phone is at home and it is 15:00")
                .isEqualTo(Instant.parse("2026-11-24T10:00:00Z"));
    }

    @Test
    void aDelayUntilAnInstantOfTheContext() {
        entered(RESTS);
        publish(InFlight.MIGRATE, RESTS.replace("for: PT2H", "until: context.until"));
        redefined();
        assertThat(only().position().due()).isEqualTo(PAYABLE);
    }

    @Test
    void aDelayThatCannotBeComputedKeepsItsTimeAndSaysSo() {
        shop = shop(RESTS);
        shop.happens("payment.due", Map.of("orderId", "o1"));
        publish(InFlight.MIGRATE, RESTS.replace("for: PT2H", "until: context.until"));
        redefined();
        assertThat(only().position().due()).isEqualTo(Shop.NOON.plus(Duration.ofHours(2)));
        assertThat(shop.story()).endsWith("SKIPPED condition-unknown");
    }

    @Test
    void aStepThatIsGoneEndsTheRun() {
        entered(WAITS);
        publish(InFlight.MIGRATE, RESTS);
        redefined();
        assertThat(shop.story()).endsWith("LEFT step-gone");
    }

    @Test
    void aStepThatHasAnotherIdNowTakesThemAlongWhereThePublicationSaysSo() {
        entered(RESTS).outage(Duration.ofMinutes(30));
        publish(Map.of("rest", "pause"), RESTS.replace("rest", "pause").replace("PT2H", "PT1H"));
        redefined();
        assertThat(only().step()).isEqualTo("pause");
        assertThat(only().position().due()).isEqualTo(Shop.NOON.plus(Duration.ofHours(1)));
        assertThat(shop.after(Duration.ofMinutes(30)).sent()).hasSize(1);
    }

    @Test
    void aStepOfAnotherTypeTakesNobodyAlong() {
        entered(RESTS);
        publish(Map.of("rest", "wait"), WAITS);
        redefined();
        assertThat(shop.story()).endsWith("LEFT step-gone");
    }

    @Test
    void aMessageThatIsHeldUnderAnotherIdGoesOnce() {
        entered(RESTS);
        shop.publish(Shop.definitions(2, Status.PAUSED, InFlight.KEEP, Written.journey(RESTS, 1)));
        shop.after(Duration.ofHours(3));
        publish(
                Map.of("rest", "pause", "tell", "say"),
                RESTS.replace("rest", "pause").replace("tell", "say"));
        redefined();
        shop.after(Duration.ofHours(1));
        assertThat(shop.sent()).hasSize(1);
        assertThat(shop.lastSent().step()).isEqualTo("say");
    }

    @Test
    void anOlderVersionThatTakesLongToCompileEndsNobody() {
        entered(WAITS);
        shop.publish(slow(true));
        redefined();
        assertThat(only().version()).isEqualTo(1);
        assertThat(shop.story()).endsWith("ENTERED");
        publish(InFlight.MIGRATE, WAITS.replace("PT2H", "PT1H"));
        redefined();
        assertThat(only().version()).isEqualTo(2);
    }

    @Test
    void anOlderVersionThatNobodyCanUseAnyMoreEndsItsRuns() {
        entered(WAITS);
        shop.publish(slow(false));
        redefined();
        assertThat(shop.story()).endsWith("LEFT step-gone");
    }

    private static Definitions slow(boolean coming) {
        Journey next = Written.journey(WAITS.replace("PT2H", "PT1H"), 2);
        OlderVersions none = new OlderVersions() {
            @Override
            public @Nullable Journey version(int number) {
                return null;
            }

            @Override
            public boolean isComing(int number) {
                return coming;
            }
        };
        Published published = new Published(
                Status.LIVE, 2, Map.of(2, next), none, Map.of(2, InFlight.MIGRATE), Map.of(), Pauses.NONE);
        return Definitions.of(2, Map.of(next.id(), published), Map.of(), ShopSettings.DEFAULT);
    }

    private Instance only() {
        assertThat(shop.state().instances()).hasSize(1);
        return shop.state().instances().getFirst();
    }

    private Shop entered(String journey) {
        shop = shop(journey);
        due("o1");
        return shop;
    }

    private Shop shop(String journey) {
        before = journey;
        return new Shop(Written.journey(journey)).known();
    }

    private void due(String order) {
        shop.happens("payment.due", Map.of("orderId", order, "dueBy", PAYABLE));
    }

    private void publish(InFlight inFlight, String next) {
        assertThat(before).isNotNull();
        shop.publish(Shop.definitions(2, Status.LIVE, inFlight, Written.journey(before, 1), Written.journey(next, 2)));
    }

    private void publish(Map<String, String> moves, String next) {
        Journey old = Written.journey(Objects.requireNonNull(before), 1);
        Journey current = Written.journey(next, 2);
        Published published = new Published(
                Status.LIVE,
                2,
                Map.of(1, old, 2, current),
                number -> null,
                Map.of(2, InFlight.MIGRATE),
                Map.of(2, moves),
                Pauses.NONE);
        shop.publish(
                Definitions.of(2, Map.of(old.id(), published), shop.published().templates(), ShopSettings.DEFAULT));
    }

    private void redefined() {
        shop.signal(new Signal.Redefined());
    }
}
