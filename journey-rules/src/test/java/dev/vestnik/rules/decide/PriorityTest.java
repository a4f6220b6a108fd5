package dev.vestnik.rules.decide;

import static org.assertj.core.api.Assertions.assertThat;

import dev.vestnik.rules.decide.Decision.Verdict;
import dev.vestnik.rules.journey.Journey;
import dev.vestnik.rules.settings.Settings;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Several messages wait for the morning of one customer: the best one goes first. It is 12:00 UTC, 22:00 there. */
class PriorityTest {
    private static final String NIGHT = "zone: Asia/Vladivostok\nquietHours: [{from: '21:00', to: '09:00'}]";
    private static final Duration TO_THE_MORNING = Duration.ofHours(11);
    private static final Map<String, Object> ORDER = Map.of("orderId", "o1");

    private static Journey journey(String id, int priority, String more) {
        return Written.journey("""
                id: ID
                topic: news
                priority: PRIORITY
                entry: {on: order.shipped, key: event.orderId}
                start: tell
                steps:
                  tell: {type: message, template: hello, MORE channels: [{via: sms}]}
                """.replace("ID", id)
                .replace("PRIORITY", String.valueOf(priority))
                .replace("MORE", more));
    }

    private static Shop shop(String settings, Journey... journeys) {
        return new Shop(journeys)
                .set(Settings.of(settings))
                .known()
                .happens("customer.updated", Map.of("phone", "+79161234567")); // at home in any zone of Russia
    }

    private static List<String> sent(Shop shop) {
        return shop.sent().stream().map(Effect.Send::journey).toList();
    }

    @Test
    void theBestOneGoesAndTheOthersFollowOneByOne() {
        Shop shop = shop(NIGHT, journey("low", 10, ""), journey("high", 90, ""), journey("middle", 50, ""));
        shop.happens("order.shipped", ORDER).after(TO_THE_MORNING);
        assertThat(sent(shop)).containsExactly("high");
        assertThat(shop.story()).endsWith("HELD outranked", "HELD outranked");
        shop.after(Duration.ofHours(1));
        assertThat(sent(shop)).containsExactly("high", "middle");
        shop.after(Duration.ofHours(1));
        assertThat(sent(shop)).containsExactly("high", "middle", "low");
    }

    /** They entered at different times, the best one last. */
    @Test
    void whenItCameDoesNotCount() {
        Shop shop = shop(NIGHT, journey("low", 10, ""), Written.journey("""
                        id: high
                        topic: news
                        priority: 90
                        entry: {on: order.delivered, key: event.orderId}
                        start: tell
                        steps:
                          tell: {type: message, template: hello, channels: [{via: sms}]}
                        """));
        shop.happens("order.shipped", ORDER).after(Duration.ofHours(5)).happens("order.delivered", ORDER);
        shop.after(Duration.ofHours(6));
        assertThat(sent(shop)).containsExactly("high");
    }

    @Test
    void oneThatIsNotToWaitAgainIsDropped() {
        Shop shop = shop(NIGHT, journey("low", 10, "outranked: drop,"), journey("high", 90, ""));
        shop.happens("order.shipped", ORDER).after(Duration.ofDays(1));
        assertThat(sent(shop)).containsExactly("high");
        assertThat(shop.story()).contains("SKIPPED outranked");
    }

    @Test
    void oneThatCannotWaitAgainIsDropped() {
        Shop shop = shop(NIGHT, journey("low", 10, "within: PT11H30M,"), journey("high", 90, ""));
        shop.happens("order.shipped", ORDER).after(Duration.ofDays(1));
        assertThat(sent(shop)).containsExactly("high");
        assertThat(shop.story()).contains("SKIPPED outranked");
    }

    @Test
    void theDecisionSaysWhichOneWasBetter() {
        Shop shop = shop(NIGHT, journey("low", 10, ""), journey("high", 90, ""));
        shop.happens("order.shipped", ORDER).after(TO_THE_MORNING);
        Verdict verdict =
                shop.only(Effect.Record.class).getLast().decision().gates().getLast();
        assertThat(verdict.gate()).isEqualTo("priority");
        assertThat(verdict.inputs())
                .isEqualTo(Map.of(
                        "after", "high",
                        "priority", "10",
                        "until", shop.now().plus(Duration.ofHours(1)).toString()));
    }

    @Test
    void theBestOneHasTheRoomUnderACap() {
        Shop shop = shop(NIGHT + "\ncaps: [{max: 1, per: P1D}]", journey("low", 10, ""), journey("high", 90, ""));
        shop.happens("order.shipped", ORDER).after(TO_THE_MORNING);
        assertThat(sent(shop)).containsExactly("high");
        shop.after(Duration.ofDays(1));
        assertThat(sent(shop)).containsExactly("high", "low");
    }

    /** No message waited: each event starts its own journey. */
    @Test
    void allMessagesGoWhereNoneWaited() {
        Shop shop = shop("{}", journey("low", 10, ""), journey("high", 90, ""));
        shop.happens("order.shipped", ORDER);
        assertThat(sent(shop)).containsExactly("high", "low");
    }
}
