package dev.vestnik.rules.decide;

import static org.assertj.core.api.Assertions.assertThat;

import dev.vestnik.rules.channel.Channel;
import dev.vestnik.rules.journey.Journey;
import dev.vestnik.rules.settings.Settings;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** A message that its journey gives no end waits a week for the customer's sake, counted from its step's time, and no longer. */
class HeldTooLongTest {
    private static final String ONE_SMS_A_DAY = "caps: [{max: 1, per: P1D, channel: sms}]";
    private static final Duration DAY = Duration.ofDays(1);

    private static Journey journey(String id, int priority, String on, String channels) {
        return Written.journey("""
                id: ID
                topic: news
                priority: PRIORITY
                entry: {on: EVENT, key: event.orderId, lateness: P30D}
                start: tell
                steps:
                  tell: {type: message, template: hello, channels: [CHANNELS]}
                """.replace("ID", id)
                .replace("PRIORITY", String.valueOf(priority))
                .replace("EVENT", on)
                .replace("CHANNELS", channels));
    }

    private static Shop shop(String settings, String channelsOfLow) {
        return new Shop(
                        journey("high", 60, "order.shipped", "{via: sms}"),
                        journey("low", 40, "order.delivered", channelsOfLow))
                .set(Settings.of(settings))
                .known()
                .happens("customer.updated", Map.of("phone", "+79161234567")); // at home in any zone of Russia
    }

    /** Each day another message of more importance takes the only room. */
    private static Shop starved(String channelsOfLow) {
        Shop shop = shop(ONE_SMS_A_DAY, channelsOfLow);
        shop.happens("order.shipped", Map.of("orderId", "first"));
        shop.happens("order.delivered", Map.of("orderId", "waits"));
        for (int day = 0; day < 8; day++) {
            shop.happens("order.shipped", Map.of("orderId", "o" + day)).after(DAY);
        }
        return shop;
    }

    @Test
    void whatOthersKeepFromItsRoomIsGivenUp() {
        Shop shop = starved("{via: sms}");
        assertThat(shop.story()).contains("SKIPPED capped");
        assertThat(shop.state().instances())
                .extracting(instance -> instance.journey().value())
                .doesNotContain("low");
        assertThat(shop.sent()).extracting(Effect.Send::journey).containsOnly("high");
    }

    @Test
    void theNextChannelHasItsTurnThen() {
        Shop shop = starved("{via: sms}, {via: email}");
        assertThat(shop.sent())
                .filteredOn(send -> send.journey().equals("low"))
                .singleElement()
                .satisfies(send -> assertThat(send.content().channel()).isEqualTo(Channel.EMAIL));
    }

    @Test
    void aCapWithoutRoomInAllThatTimeIsNotWaitedFor() {
        Shop shop = shop("caps: [{max: 1, per: P8D}]", "{via: sms}");
        shop.happens("order.shipped", Map.of("orderId", "first"));
        shop.happens("order.delivered", Map.of("orderId", "second"));
        assertThat(shop.story()).contains("SKIPPED capped").doesNotContain("HELD capped");
    }

    @Test
    void norAreDaysOffThatLastLonger() {
        Shop shop = shop("""
                quietHours: [{from: "00:00", to: "00:00", days: daysOff}]
                calendars:
                  - off: [2026-11-23, 2026-11-24, 2026-11-25, 2026-11-26, 2026-11-27, 2026-11-30, 2026-12-01]
                """, "{via: sms}");
        shop.happens("order.shipped", Map.of("orderId", "first"));
        assertThat(shop.story()).contains("SKIPPED quiet-hours").doesNotContain("HELD quiet-hours");
    }

    /** The night ends half an hour before the week does: the best one goes, and the other one has no hour more. */
    @Test
    void oneThatIsOutrankedAtTheEndOfItsWeekIsDropped() {
        Shop shop = shop("zone: Asia/Vladivostok\nquietHours: [{from: '21:00', to: '09:00'}]", "{via: sms}");
        Instant step = shop.now().plus(Duration.ofMinutes(11 * 60 + 30)).minus(DAY.multipliedBy(7));
        shop.happened("late", "order.delivered", step, Map.of("orderId", "waits"));
        shop.happens("order.shipped", Map.of("orderId", "better")).after(Duration.ofHours(11));
        assertThat(shop.sent()).extracting(Effect.Send::journey).isEqualTo(List.of("high"));
        assertThat(shop.story()).contains("SKIPPED outranked");
    }
}
