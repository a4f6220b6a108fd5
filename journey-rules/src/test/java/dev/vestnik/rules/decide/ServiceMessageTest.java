package dev.vestnik.rules.decide;

import static org.assertj.core.api.Assertions.assertThat;

import dev.vestnik.rules.channel.Channel;
import dev.vestnik.rules.customer.Armed;
import dev.vestnik.rules.customer.CustomerState;
import dev.vestnik.rules.decide.Decision.Outcome;
import dev.vestnik.rules.decide.Signal.Receipt.Status;
import dev.vestnik.rules.definition.Definitions;
import dev.vestnik.rules.definition.Definitions.InFlight;
import dev.vestnik.rules.definition.FeatureLevel;
import dev.vestnik.rules.definition.Meanwhile;
import dev.vestnik.rules.definition.Pauses;
import dev.vestnik.rules.definition.Published;
import dev.vestnik.rules.journey.Journey;
import dev.vestnik.rules.journey.JourneyClass;
import dev.vestnik.rules.owner.Request;
import dev.vestnik.rules.reason.SkipReason;
import dev.vestnik.rules.settings.Settings;
import dev.vestnik.rules.settings.ShopSettings;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ServiceMessageTest {
    private static final Map<String, Object> ORDER = Map.of("orderId", "o1");
    private final Shop shop = new Shop(Carts.shipped(1));

    @Test
    void tellsOfAnOrderFromYearsAgo() {
        shop.known().happened("old", "order.shipped", Instant.parse("2016-10-08T17:46:00Z"), ORDER);
        assertThat(shop.channels()).containsExactly(Channel.SMS);
        assertThat(shop.lastSent().deliverBefore()).isAfter(shop.now());
    }

    @Test
    void saysWhyNotWhenNoContactIsKnown() {
        shop.happens("order.shipped", ORDER);
        assertThat(shop.sent()).isEmpty();
        assertThat(shop.story()).containsExactly("ENTERED", "SKIPPED no-phone", "SKIPPED no-email", "LEFT completed");
    }

    /** Over Kafka a shop can say anything. */
    @ParameterizedTest
    @ValueSource(strings = {"8 (495) 646", "+0123456789", "74956460054", "+7495646005412345", "+7495", "+7 4956460054"})
    void sendsNothingToWhatIsNoPhone(String phone) {
        shop.happens("customer.updated", Map.of("phone", phone, "email", "anna at example.com"));
        shop.happens("order.shipped", ORDER);
        assertThat(shop.story())
                .containsExactly("ENTERED", "SKIPPED invalid-phone", "SKIPPED invalid-email", "LEFT completed");
    }

    @Test
    void readsANumberAsOneOfTheShopsCountry() {
        of("country: RU");
        shop.happens("customer.updated", Map.of("phone", "8 916 123-45-67"));
        assertThat(shop.state().profile().phone()).isEqualTo("+79161234567");
        shop.happens("order.shipped", ORDER);
        assertThat(((Effect.Content.Sms) shop.lastSent().content()).to()).isEqualTo("+79161234567");
    }

    @Test
    void readsANumberThatCameBeforeTheShopHadItsCountry() {
        shop.happens("customer.updated", Map.of("phone", "8 916 123-45-67"));
        shop.happens("order.shipped", ORDER);
        assertThat(shop.sent()).isEmpty();
        of("country: RU");
        shop.happens("order.shipped", Map.of("orderId", "o2"));
        assertThat(((Effect.Content.Sms) shop.lastSent().content()).to()).isEqualTo("+79161234567");
        assertThat(shop.state().profile().phone()).isEqualTo("+79161234567");
    }

    @Test
    void saysWhyANumberIsNone() {
        assertThat(whyNot("8 916 123-45-67", "zone: UTC")).isEqualTo("not international, and the shop has no country");
        assertThat(whyNot("8 916", "country: RU")).isEqualTo("no number of RU");
    }

    private static String whyNot(String phone, String settings) {
        ServiceMessageTest scene = new ServiceMessageTest();
        scene.of(settings);
        scene.shop.happens("customer.updated", Map.of("phone", phone)).happens("order.shipped", ORDER);
        return scene.shop.only(Effect.Record.class).stream()
                .flatMap(record -> record.decision().gates().stream())
                .filter(verdict -> verdict.gate().equals("contact"))
                .map(verdict -> verdict.inputs().get("because"))
                .findFirst()
                .orElseThrow();
    }

    private void of(String settings) {
        Definitions now = shop.published();
        shop.publish(Definitions.of(now.revision() + 1, now.journeys(), now.templates(), Settings.of(settings)));
    }

    @Test
    void sendsEachOfTwoOrdersOnceHoweverOftenTheyCome() {
        shop.known();
        for (int pass = 0; pass < 3; pass++) {
            shop.happened("s1", "order.shipped", shop.now(), ORDER);
            shop.happened("s2", "order.shipped", shop.now(), Map.of("orderId", "o2"));
            shop.sent().forEach(send -> shop.receipt(send, Status.ACCEPTED));
            shop.after(Duration.ofMinutes(1));
        }
        assertThat(shop.sent()).hasSize(2);
        assertThat(shop.sent().get(0).message()).isNotEqualTo(shop.sent().get(1).message());
    }

    @Test
    void triesAgainWhatFailedForNowUnderTheSameId() {
        shop.known().happens("order.shipped", ORDER);
        Effect.Send first = shop.lastSent();
        shop.receipt(first, Status.FAILED_TEMPORARY);
        assertThat(shop.sent()).hasSize(1);

        shop.after(Duration.ofMinutes(1));
        assertThat(shop.lastSent().message()).isEqualTo(first.message());
        assertThat(shop.lastSent().attempt()).isEqualTo(2);
        assertThat(shop.count(Outcome.RETRIED)).isEqualTo(1);
    }

    @Test
    void aFailureOfAnOlderAttemptIsNoNews() {
        shop.known().happens("order.shipped", ORDER);
        Effect.Send first = shop.lastSent();
        shop.receipt(first, Status.FAILED_TEMPORARY).after(Duration.ofMinutes(1));
        CustomerState before = shop.state();
        shop.receipt(first, Status.FAILED_PERMANENT);
        assertThat(shop.state()).isSameAs(before);
    }

    @Test
    void aDeadNumberIsNotTriedAgainUntilItChanges() {
        shop.known().happens("order.shipped", ORDER);
        Effect.Send sms = shop.lastSent();
        shop.receipt(sms.message(), 1, Channel.SMS, Status.FAILED_PERMANENT, true);
        assertThat(shop.channels()).containsExactly(Channel.SMS, Channel.EMAIL);

        shop.happens("order.shipped", Map.of("orderId", "o2"));
        assertThat(shop.channels()).containsExactly(Channel.SMS, Channel.EMAIL, Channel.EMAIL);
        assertThat(shop.story()).contains("SKIPPED suppressed");

        shop.happens("customer.updated", Map.of("phone", "+74956460099"));
        shop.happens("order.shipped", Map.of("orderId", "o3"));
        assertThat(shop.lastSent().content()).isInstanceOf(Effect.Content.Sms.class);
    }

    @Test
    void receiptsThatComeTwiceAndInDisorderChangeNothing() {
        shop.known().happens("order.shipped", ORDER);
        Effect.Send send = shop.lastSent();
        shop.receipt(send, Status.DELIVERED);
        CustomerState delivered = shop.state();
        shop.receipt(send, Status.ACCEPTED).receipt(send, Status.DELIVERED).receipt(send, Status.FAILED_PERMANENT);
        assertThat(shop.state()).isSameAs(delivered);
        assertThat(shop.sent()).hasSize(1);
    }

    @Test
    void anErasedCustomerLeavesNothingAndGetsNothing() {
        shop.known().happens("order.shipped", ORDER);
        shop.happens("customer.erased", Map.of());
        assertThat(shop.only(Effect.Revoke.class)).hasSize(1);
        assertThat(shop.only(Effect.Erase.class)).hasSize(1);
        assertThat(shop.state().withSeen(List.of()).withArmed(Armed.NONE).isEmpty())
                .isTrue();
        shop.after(Duration.ofDays(7)).happens("order.shipped", Map.of("orderId", "o2"));
        assertThat(shop.sent()).hasSize(1);
    }

    @Test
    void aMessageByHandPassesTheGatesAndIsAnswered() {
        shop.known().signal(ask("a1", JourneyClass.SERVICE));
        Effect.Grant grant = shop.only(Effect.Grant.class).getFirst();
        assertThat(grant.asker()).isEqualTo("api:1");
        assertThat(grant.result())
                .containsEntry("messageId", shop.lastSent().message().toString())
                .containsEntry("channel", "sms");
        assertThat(Ids.owner(shop.lastSent().message())).isEqualTo(Shop.ANNA.murmur2());
    }

    @Test
    void theSameRequestTwiceSendsOnceAndIsAnsweredAlike() {
        shop.known().signal(ask("a1", JourneyClass.SERVICE)).signal(ask("a1", JourneyClass.SERVICE));
        assertThat(shop.sent()).hasSize(1);
        assertThat(shop.only(Effect.Grant.class))
                .hasSize(2)
                .extracting(Effect.Grant::result)
                .containsOnly(shop.only(Effect.Grant.class).getFirst().result());
    }

    @Test
    void aRefusedMessageByHandSaysWhy() {
        shop.signal(ask("a1", JourneyClass.SERVICE));
        assertThat(shop.only(Effect.Refuse.class))
                .singleElement()
                .satisfies(refuse -> assertThat(refuse.reason()).isEqualTo(SkipReason.NO_PHONE));
    }

    @Test
    void aRefusedRequestCanBeCorrectedUnderTheSameId() {
        shop.signal(ask("a1", JourneyClass.SERVICE));
        assertThat(shop.state().seen()).isEmpty();
        shop.known().signal(ask("a1", JourneyClass.SERVICE));
        assertThat(shop.only(Effect.Refuse.class)).hasSize(1);
        assertThat(shop.only(Effect.Grant.class)).hasSize(1);
        assertThat(shop.sent()).hasSize(1);
    }

    @Test
    void aRequestWhoseMessageWaitsIsNotRefusedWhenItComesAgain() {
        shop.known().publish(shop.definitionsWithForeignTemplate());
        shop.signal(ask("a1", JourneyClass.SERVICE)).signal(ask("a1", JourneyClass.SERVICE));
        assertThat(shop.only(Effect.Refuse.class)).isEmpty();
    }

    @Test
    void theSendersNameIsTheShops() {
        named("Lavka");
        shop.known().happens("order.shipped", ORDER);
        assertThat(((Effect.Content.Sms) shop.lastSent().content()).from()).isEqualTo("Lavka");
        named("Книжная лавка");
        shop.happens("order.shipped", Map.of("orderId", "o2"));
        assertThat(((Effect.Content.Sms) shop.lastSent().content()).from())
                .as("no network carries that")
                .isNull();
    }

    private void named(String name) {
        Definitions now = shop.published();
        shop.publish(Definitions.of(
                now.revision() + 1,
                now.journeys(),
                now.templates(),
                new ShopSettings(ZoneOffset.UTC, "en", Map.of("name", name))));
    }

    @Test
    void theWholePurposeOfMigrateIsNotToRepeatAStep() {
        shop.known().happens("order.shipped", ORDER);
        Effect.Send first = shop.lastSent();
        shop.publish(twoVersions(InFlight.MIGRATE));
        shop.receipt(first, Status.FAILED_TEMPORARY).after(Duration.ofMinutes(1));
        assertThat(shop.lastSent().message()).isEqualTo(first.message());
        assertThat(shop.lastSent().version()).isEqualTo(2);
    }

    @Test
    void exitEndsThoseInFlightWhenTheyAreMet() {
        shop.known().happens("order.shipped", ORDER);
        shop.publish(twoVersions(InFlight.EXIT));
        shop.receipt(shop.lastSent(), Status.FAILED_TEMPORARY).after(Duration.ofMinutes(1));
        assertThat(shop.sent()).hasSize(1);
        assertThat(shop.story()).endsWith("LEFT new-version");
    }

    @Test
    void aPausedJourneyWaitsAndGoesOn() {
        shop.known().happens("order.shipped", ORDER);
        shop.receipt(shop.lastSent(), Status.FAILED_TEMPORARY);
        shop.publish(Shop.definitions(2, Definitions.Status.PAUSED, InFlight.KEEP, Carts.shipped(1)));
        shop.after(Duration.ofHours(1));
        assertThat(shop.sent()).hasSize(1);
        shop.publish(Shop.definitions(3, Definitions.Status.LIVE, InFlight.KEEP, Carts.shipped(1)));
        shop.after(Duration.ofMinutes(15));
        assertThat(shop.sent()).hasSize(2);
    }

    @Test
    void aPausedJourneyIsLookedAtOnceInAQuarterOfAnHour() {
        shop.known().happens("order.shipped", ORDER);
        shop.receipt(shop.lastSent(), Status.FAILED_TEMPORARY);
        shop.publish(Shop.definitions(2, Definitions.Status.PAUSED, InFlight.KEEP, Carts.shipped(1)));
        shop.after(Duration.ofMinutes(15));
        int before = shop.indexed().size();
        shop.after(Duration.ofHours(1));
        assertThat(shop.indexed()).hasSize(before + 4);
    }

    @Test
    void aPauseUntilATimeIsOverThenWhetherTheLogSaysSoYetOrNot() {
        shop.known().happens("order.shipped", ORDER);
        shop.receipt(shop.lastSent(), Status.FAILED_TEMPORARY);
        shop.publish(paused(shop.now().plus(Duration.ofMinutes(100))));
        assertThat(shop.after(Duration.ofMinutes(100).minusMillis(1)).sent()).hasSize(1);
        assertThat(shop.after(Duration.ofMillis(1)).sent()).hasSize(2);
    }

    @Test
    void aPauseUntilATimeThatIsLiftedSoonerKeepsNobodyWaitingLonger() {
        shop.known().happens("order.shipped", ORDER);
        shop.receipt(shop.lastSent(), Status.FAILED_TEMPORARY);
        shop.publish(paused(shop.now().plus(Duration.ofDays(2))));
        shop.after(Duration.ofHours(1));
        shop.publish(Shop.definitions(3, Definitions.Status.LIVE, InFlight.KEEP, Carts.shipped(1)));
        assertThat(shop.after(Duration.ofMinutes(15)).sent()).hasSize(2);
    }

    private static Definitions paused(Instant until) {
        Journey journey = Carts.shipped(1);
        Published published = new Published(
                Definitions.Status.PAUSED,
                1,
                Map.of(1, journey),
                number -> null,
                Map.of(1, InFlight.KEEP),
                Map.of(),
                new Pauses(Shop.NOON, until, Meanwhile.SKIP_EXPIRED, List.of()));
        Definitions live = Shop.definitions(2, Definitions.Status.LIVE, InFlight.KEEP, journey);
        return Definitions.of(2, Map.of(journey.id(), published), live.templates(), live.shop());
    }

    @Test
    void theMessagesByHandOfAMonthAreNotRememberedWithoutEnd() {
        shop.publish(shop.published().on(FeatureLevel.RECEIPTS)); // from before there was a safety cap
        shop.known();
        for (int i = 0; i <= 5_000; i++) {
            shop.signal(ask("r" + i, JourneyClass.SERVICE));
            shop.receipt(shop.lastSent(), Status.DELIVERED);
        }
        assertThat(shop.state().seen()).hasSize(5_000);
    }

    private static Definitions twoVersions(InFlight inFlight) {
        return Shop.definitions(2, Definitions.Status.LIVE, inFlight, Carts.shipped(1), Carts.shipped(2));
    }

    private static Signal ask(String id, JourneyClass journeyClass) {
        Request.OfCustomer request = new Request.SendByHand(
                "hello", List.of(Channel.SMS, Channel.PUSH), journeyClass, null, Map.of("a", "b"), "support");
        return new Signal.Asked(id, "api:1", request);
    }
}
