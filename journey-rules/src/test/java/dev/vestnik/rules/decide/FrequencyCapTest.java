package dev.vestnik.rules.decide;

import static org.assertj.core.api.Assertions.assertThat;

import dev.vestnik.rules.channel.Channel;
import dev.vestnik.rules.customer.CountedMessage;
import dev.vestnik.rules.decide.Decision.Verdict;
import dev.vestnik.rules.decide.Signal.Receipt.Status;
import dev.vestnik.rules.definition.FeatureLevel;
import dev.vestnik.rules.journey.Journey;
import dev.vestnik.rules.journey.JourneyClass;
import dev.vestnik.rules.settings.Settings;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

/** A customer gets so many messages over all journeys, in any time of a length, and not one more. */
class FrequencyCapTest {
    private static final String ONE_SMS_A_DAY = "caps: [{max: 1, per: P1D, channel: sms}]";
    private static final Duration DAY = Duration.ofDays(1);
    private int orders;

    private static Journey journey(String id, String messageClass, String topic, String on, String step) {
        return Written.journey("""
                id: ID
                class: CLASS
                topic: TOPIC
                entry: {on: EVENT, key: event.orderId}
                start: tell
                steps:
                  tell: {type: message, template: hello, STEP}
                """.replace("ID", id)
                .replace("CLASS", messageClass)
                .replace("TOPIC", topic)
                .replace("EVENT", on)
                .replace("STEP", step));
    }

    private static Shop shop(String settings, String step) {
        return new Shop(
                        journey("news", "marketing", "news", "order.shipped", step),
                        journey("offers", "marketing", "offers", "order.delivered", step),
                        journey("courier", "service", "courier", "order.placed", step))
                .set(Settings.of(settings))
                .known();
    }

    private Shop happens(Shop shop, String type) {
        return shop.happens(type, Map.of("orderId", "o" + orders++));
    }

    private static Verdict verdict(Shop shop) {
        return shop.only(Effect.Record.class).stream()
                .flatMap(effect -> effect.decision().gates().stream())
                .filter(verdict -> verdict.gate().equals("frequency-cap"))
                .reduce((first, second) -> second)
                .orElseThrow();
    }

    @Test
    void theNextOneWaitsUntilTheWindowHasRoomWhateverItsJourney() {
        Shop shop = shop(ONE_SMS_A_DAY, "channels: [{via: sms}]");
        happens(shop, "order.shipped").after(Duration.ofHours(1));
        happens(shop, "order.delivered");
        assertThat(shop.story()).endsWith("HELD capped");
        shop.after(Duration.ofHours(23).minusMillis(1));
        assertThat(shop.sent()).hasSize(1);
        shop.after(Duration.ofMillis(1));
        assertThat(shop.sent()).extracting(Effect.Send::journey).containsExactly("news", "offers");
    }

    @Test
    void theDecisionSaysWhichCapDecidedAndWhenThereIsRoom() {
        Shop shop = shop("caps: [{max: 1, per: P1D, channel: sms}, {max: 5, per: P7D}]", "channels: [{via: sms}]");
        happens(shop, "order.shipped");
        assertThat(verdict(shop).inputs()).isEqualTo(Map.of("1 per PT24H, sms", "0", "5 per PT168H", "0"));
        happens(shop, "order.shipped");
        assertThat(verdict(shop).inputs())
                .isEqualTo(Map.of(
                        "1 per PT24H, sms", "1",
                        "5 per PT168H", "1",
                        "cap", "1 per PT24H, sms",
                        "room", shop.now().plus(DAY).toString()));
    }

    @Test
    void whatIsOverBeforeThereIsRoomIsNotHeld() {
        Shop shop = shop(ONE_SMS_A_DAY, "within: PT3H, channels: [{via: sms}]");
        happens(shop, "order.shipped");
        happens(shop, "order.delivered");
        assertThat(shop.story()).contains("SKIPPED capped").endsWith("LEFT completed");
        shop.after(DAY.multipliedBy(2));
        assertThat(shop.sent()).hasSize(1);
    }

    @Test
    void anotherChannelHasItsTurnThen() {
        Shop shop = shop(ONE_SMS_A_DAY, "within: PT3H, channels: [{via: sms}, {via: email}]");
        happens(shop, "order.shipped");
        happens(shop, "order.delivered");
        assertThat(shop.channels()).containsExactly(Channel.SMS, Channel.EMAIL);
    }

    @Test
    void otherChannelsAndTopicsDoNotCount() {
        Shop shop = shop("caps: [{max: 1, per: P1D, topic: news}]", "channels: [{via: sms}]");
        happens(shop, "order.shipped");
        happens(shop, "order.delivered");
        happens(shop, "order.delivered");
        assertThat(shop.sent()).hasSize(3);
        happens(shop, "order.shipped");
        assertThat(shop.story()).endsWith("HELD capped");
    }

    @Test
    void whatACustomerMustKnowNeitherCountsNorWaits() {
        Shop shop = shop(ONE_SMS_A_DAY, "channels: [{via: sms}]");
        happens(shop, "order.placed");
        happens(shop, "order.shipped");
        happens(shop, "order.placed");
        assertThat(shop.sent()).extracting(Effect.Send::journey).containsExactly("courier", "news", "courier");
    }

    @Test
    void aMessageThatFailedGivesItsPlaceBack() {
        Shop shop = shop(ONE_SMS_A_DAY, "channels: [{via: sms}]");
        happens(shop, "order.shipped").receipt(shop.lastSent(), Status.FAILED_PERMANENT);
        happens(shop, "order.delivered");
        assertThat(shop.sent()).hasSize(2);
    }

    @Test
    void aMessageThatWasTakenBackGivesItsPlaceBack() {
        Shop shop = shop(ONE_SMS_A_DAY, "channels: [{via: sms}]");
        happens(shop, "order.shipped").receipt(shop.lastSent(), Status.REVOKED);
        happens(shop, "order.delivered");
        assertThat(shop.sent()).hasSize(2);
    }

    @Test
    void oneThatArrivedAfterAllHasItAgain() {
        Shop shop = shop(ONE_SMS_A_DAY, "channels: [{via: sms}]");
        Effect.Send send = happens(shop, "order.shipped").lastSent();
        shop.receipt(send, Status.EXPIRED).receipt(send, Status.DELIVERED);
        happens(shop, "order.delivered");
        assertThat(shop.story()).endsWith("HELD capped");
    }

    @Test
    void anotherAttemptOfTheSameMessageCountsOnce() {
        Shop shop = shop("caps: [{max: 2, per: P1D, channel: sms}]", "channels: [{via: sms}]");
        happens(shop, "order.shipped").receipt(shop.lastSent(), Status.FAILED_TEMPORARY);
        shop.after(Duration.ofMinutes(1));
        assertThat(shop.lastSent().attempt()).isEqualTo(2);
        happens(shop, "order.delivered");
        assertThat(shop.sent()).hasSize(3);
        happens(shop, "order.delivered");
        assertThat(shop.story()).endsWith("HELD capped");
    }

    /** Its place may be another's by then. */
    @Test
    void anotherAttemptWaitsForRoomToo() {
        Shop shop = shop(ONE_SMS_A_DAY, "channels: [{via: sms}]");
        happens(shop, "order.shipped").receipt(shop.lastSent(), Status.FAILED_TEMPORARY);
        happens(shop, "order.delivered");
        shop.after(Duration.ofMinutes(1));
        assertThat(shop.sent()).hasSize(2);
        assertThat(shop.story()).endsWith("HELD capped");
    }

    @Test
    void nothingThatIsStoppedByALaterGateIsCounted() {
        Shop shop = shop(ONE_SMS_A_DAY, "channels: [{via: sms}]");
        shop.publish(shop.definitionsWithForeignTemplate());
        happens(shop.set(Settings.of(ONE_SMS_A_DAY)), "order.shipped");
        assertThat(shop.story()).endsWith("HELD template-of-other-shop");
        assertThat(shop.state().memory().counted()).isEmpty();
    }

    @Test
    void countsThatAreOverTakeNobodysRoom() {
        Shop shop = shop("{}", "channels: [{via: sms}]");
        List<CountedMessage> over = LongStream.range(0, 1_000)
                .mapToObj(i -> new CountedMessage(
                        i, Channel.SMS, JourneyClass.SERVICE, null, shop.now().minus(DAY), shop.now()))
                .toList();
        shop.become(shop.state().withMemory(shop.state().memory().withCounted(over)));

        happens(shop, "order.placed");

        assertThat(shop.sent()).hasSize(1);
        assertThat(shop.state().memory().counted()).hasSize(1);
    }

    @Test
    void aLoopOfServiceMessagesEndsAtTheSafetyCap() {
        Shop shop = shop("{}", "channels: [{via: sms}]");
        for (int i = 0; i < 101; i++) {
            happens(shop, "order.placed");
        }
        assertThat(shop.sent()).hasSize(100);
        assertThat(shop.story()).contains("SKIPPED safety-cap");
        assertThat(verdict(shop).inputs()).containsEntry("cap", "100 per PT24H, sms");
        shop.after(DAY);
        happens(shop, "order.placed");
        assertThat(shop.sent()).hasSize(101);
    }

    @Test
    void theSettingsMaySetAnotherSafetyCap() {
        Shop shop = shop("caps: [{max: 2, per: PT1H, class: service}]", "channels: [{via: sms}]");
        for (int i = 0; i < 3; i++) {
            happens(shop, "order.placed");
        }
        assertThat(shop.sent()).hasSize(2);
    }

    @Test
    void aShopHasItsOwn() {
        Shop shop = shop("perShop: {main: {" + ONE_SMS_A_DAY + "}}", "channels: [{via: sms}]");
        happens(shop, "order.shipped");
        happens(shop, "order.shipped");
        assertThat(shop.sent()).hasSize(1);
    }

    /** An older engine could not read the counts. */
    @Test
    void nothingIsCountedBelowTheLevel() {
        Shop shop = shop(ONE_SMS_A_DAY, "channels: [{via: sms}]");
        shop.publish(shop.published().on(FeatureLevel.RECEIPTS));
        happens(shop, "order.shipped");
        happens(shop, "order.placed");
        assertThat(shop.sent()).hasSize(2);
        assertThat(shop.state().memory().counted()).isEmpty();
    }

    @Test
    void countsAreForgottenWhenNoCapLooksAtThem() {
        Shop shop = shop(ONE_SMS_A_DAY, "channels: [{via: sms}]");
        happens(shop, "order.shipped").receipt(shop.lastSent(), Status.DELIVERED);
        assertThat(shop.state().memory().counted()).hasSize(1);
        shop.after(DAY.multipliedBy(40));
        assertThat(shop.state().memory().counted()).isEmpty();
    }

    /** Whatever happens: no window of the length has more than the cap, of messages that customers may have got. */
    @Test
    void noWindowEverHasMore() {
        long seed = System.nanoTime();
        Random random = new Random(seed);
        for (int run = 0; run < 50; run++) {
            Shop shop = shop(
                    "caps: [{max: 3, per: P1D, channel: sms}, {max: 4, per: P3D}]",
                    "channels: [{via: sms}, {via: email}]");
            List<Effect.Send> failed = new ArrayList<>();
            for (int i = 0; i < 60; i++) {
                int before = shop.sent().size();
                happens(shop, random.nextBoolean() ? "order.shipped" : "order.delivered");
                shop.after(Duration.ofMinutes(random.nextInt(300)));
                for (int sent = before; sent < shop.sent().size(); sent++) {
                    Effect.Send send = shop.sent().get(sent);
                    if (random.nextInt(4) == 0) {
                        shop.receipt(send, Status.REVOKED);
                        failed.add(send);
                    } else {
                        shop.receipt(send, Status.DELIVERED);
                    }
                }
            }
            assertWindows(shop, failed, seed);
        }
    }

    private static void assertWindows(Shop shop, List<Effect.Send> failed, long seed) {
        List<Effect.Send> got =
                shop.sent().stream().filter(send -> !failed.contains(send)).toList();
        for (Effect.Send one : got) {
            assertThat(inWindow(got, one, DAY, true)).as("seed %d", seed).isLessThanOrEqualTo(3);
            assertThat(inWindow(got, one, DAY.multipliedBy(3), false))
                    .as("seed %d", seed)
                    .isLessThanOrEqualTo(4);
        }
    }

    private static long inWindow(List<Effect.Send> got, Effect.Send last, Duration length, boolean smsOnly) {
        return got.stream()
                .filter(send -> !smsOnly || send.content().channel() == Channel.SMS)
                .filter(send -> !send.causedAt().isAfter(last.causedAt()))
                .filter(send -> send.causedAt().plus(length).isAfter(last.causedAt()))
                .count();
    }
}
