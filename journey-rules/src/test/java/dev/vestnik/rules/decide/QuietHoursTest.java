package dev.vestnik.rules.decide;

import static org.assertj.core.api.Assertions.assertThat;

import dev.vestnik.rules.channel.Channel;
import dev.vestnik.rules.decide.Decision.Verdict;
import dev.vestnik.rules.settings.Settings;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Messages wait while their customer's day is quiet. It is 12:00 UTC, a Monday. */
class QuietHoursTest {
    private static final String NIGHT = "zone: Asia/Vladivostok\nquietHours: [{from: '21:00', to: '09:00'}]";
    /** At home in any zone of Russia. */
    private static final String MOBILE = "+79161234567";

    private static final Instant MORNING_THERE = Instant.parse("2026-11-23T23:00:00Z");
    private static final Map<String, Object> ORDER = Map.of("orderId", "o1");

    private static Shop shop(String settings, String channels) {
        return shop(settings, channels, "marketing", "");
    }

    private static Shop shop(String settings, String channels, String messageClass, String more) {
        return new Shop(Written.journey("""
                        id: news
                        class: CLASS
                        topic: news
                        entry: {on: order.shipped, key: event.orderId}
                        start: tell
                        steps:
                          tell: {type: message, template: hello, channels: [CHANNELS], MORE onSent: end}
                          end: {type: end}
                        """.replace("CLASS", messageClass)
                        .replace("CHANNELS", channels)
                        .replace("MORE", more)))
                .set(Settings.of(settings))
                .known()
                .happens("customer.updated", Map.of("phone", MOBILE));
    }

    private static Verdict verdict(Shop shop) {
        return shop.only(Effect.Record.class).stream()
                .flatMap(effect -> effect.decision().gates().stream())
                .filter(verdict -> verdict.gate().equals("quiet-hours"))
                .reduce((first, second) -> second)
                .orElseThrow();
    }

    @Test
    void aMessageWaitsUntilTheyEndAndComesToAllTheGatesAgain() {
        Shop shop = shop(NIGHT, "{via: email}").happens("order.shipped", ORDER);
        assertThat(shop.story()).endsWith("HELD quiet-hours");
        assertThat(shop.state().instances().getFirst().position().due()).isEqualTo(MORNING_THERE);
        shop.after(Duration.between(shop.now(), MORNING_THERE).minusMillis(1));
        assertThat(shop.sent()).isEmpty();
        shop.after(Duration.ofMillis(1));
        assertThat(shop.channels()).containsExactly(Channel.EMAIL);
        assertThat(verdict(shop).verdict()).isEqualTo("pass");
    }

    @Test
    void aCustomerWhoSaysNoMeanwhileGetsNothing() {
        Shop shop = shop(NIGHT, "{via: email}").happens("order.shipped", ORDER);
        shop.happens("consent.changed", Map.of("channel", "any", "granted", false, "source", "page"));
        shop.after(Duration.ofDays(1));
        assertThat(shop.sent()).isEmpty();
        assertThat(shop.story()).contains("SKIPPED no-consent");
    }

    @Test
    void theDecisionSaysWhatDecided() {
        Shop shop = shop(NIGHT, "{via: email}").happens("order.shipped", ORDER);
        assertThat(verdict(shop).inputs())
                .isEqualTo(Map.of(
                        "zone", "Asia/Vladivostok", "local", "2026-11-23T22:00", "until", MORNING_THERE.toString()));
    }

    @Test
    void byDayItIsSent() {
        Shop shop = shop("quietHours: [{from: '21:00', to: '09:00'}]", "{via: email}")
                .happens("order.shipped", ORDER);
        assertThat(shop.sent()).hasSize(1);
        assertThat(verdict(shop).inputs()).isEqualTo(Map.of("zone", "UTC", "local", "2026-11-23T12:00"));
    }

    /** The shop's zone has night, then the phone's, then the profile's: the customer's own counts first. */
    @ParameterizedTest
    @CsvSource({
        "Asia/Vladivostok, +74951234567,  ,              Europe/Moscow",
        "Asia/Vladivostok, +4930123456,   ,              Europe/Berlin",
        "Asia/Vladivostok, +79161234567,  ,              Asia/Vladivostok",
        "Asia/Vladivostok, +4930123456,   Asia/Kolkata,  Asia/Kolkata",
        "Asia/Vladivostok, +4930123456,   Mars/Base,     Europe/Berlin",
        "Asia/Vladivostok, 12,            ,              Asia/Vladivostok"
    })
    void theZoneIsTheCustomersElseThePhonesElseTheShops(String zone, String phone, String timezone, String expected) {
        Shop shop = shop("zone: %s\nquietHours: [{from: '00:00', to: '00:01'}]".formatted(zone), "{via: email}");
        shop.happens("customer.updated", Map.of("phone", phone));
        if (timezone != null) {
            shop.happens("customer.updated", Map.of("timezone", timezone));
        }
        shop.happens("order.shipped", ORDER);
        assertThat(verdict(shop).inputs()).containsEntry("zone", expected);
    }

    @Test
    void whatIsOverBeforeTheyEndDoesNotWait() {
        Shop shop = shop(NIGHT, "{via: email}", "marketing", "within: PT3H,").happens("order.shipped", ORDER);
        assertThat(shop.story()).contains("SKIPPED quiet-hours").endsWith("LEFT completed");
        shop.after(Duration.ofDays(1));
        assertThat(shop.sent()).isEmpty();
    }

    @Test
    void anotherChannelThatIsNotQuietHasItsTurnThen() {
        String sms = "zone: Asia/Vladivostok\nquietHours: [{from: '21:00', to: '09:00', channels: [sms, push]}]";
        Shop shop = shop(sms, "{via: sms}, {via: email}", "marketing", "within: PT3H,")
                .happens("order.shipped", ORDER);
        assertThat(shop.channels()).containsExactly(Channel.EMAIL);
    }

    @Test
    void whatIsWorthSendingInTheMorningWaits() {
        Shop shop = shop(NIGHT, "{via: email}", "marketing", "within: PT12H,").happens("order.shipped", ORDER);
        shop.after(Duration.ofHours(11));
        assertThat(shop.sent()).hasSize(1);
    }

    @Test
    void whatACustomerMustKnowComesAtNight() {
        Shop shop = shop(NIGHT, "{via: sms}", "service", "").happens("order.shipped", ORDER);
        assertThat(shop.sent()).hasSize(1);
    }

    @Test
    void unlessTheSettingSaysOtherwise() {
        String all =
                "zone: Asia/Vladivostok\nquietHours: [{from: '21:00', to: '09:00', classes: [service, marketing]}]";
        Shop shop = shop(all, "{via: sms}", "service", "").happens("order.shipped", ORDER);
        assertThat(shop.story()).endsWith("HELD quiet-hours");
    }

    @Test
    void aShopHasItsOwn() {
        String south = "zone: Asia/Vladivostok\nperShop: {south: {quietHours: [{from: '21:00', to: '09:00'}]}}";
        assertThat(shop(south, "{via: email}").happens("order.shipped", ORDER).sent())
                .hasSize(1);
        String main = "zone: Asia/Vladivostok\nperShop: {main: {quietHours: [{from: '21:00', to: '09:00'}]}}";
        assertThat(shop(main, "{via: email}").happens("order.shipped", ORDER).sent())
                .isEmpty();
    }

    /** The calendar is that of the country where the phone is at home, else the first one. */
    @ParameterizedTest
    @CsvSource({"+4930123456, HELD quiet-hours", "+74951234567, SENT", "+390612345678, SENT"})
    void theCalendarIsThatOfTheCustomersCountry(String phone, String last) {
        Shop shop = shop("""
                zone: Europe/Moscow
                quietHours: [{from: "00:00", to: "00:00", days: daysOff}]
                calendars: [{country: RU}, {country: DE, off: [2026-11-23]}]
                """, "{via: email}");
        shop.happens("customer.updated", Map.of("phone", phone)).happens("order.shipped", ORDER);
        assertThat(shop.story()).endsWith(List.of(last).toArray(String[]::new));
    }
}
