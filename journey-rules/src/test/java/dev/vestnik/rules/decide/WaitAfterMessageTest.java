package dev.vestnik.rules.decide;

import static org.assertj.core.api.Assertions.assertThat;

import dev.vestnik.rules.definition.FeatureLevel;
import dev.vestnik.rules.journey.Journey;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** What a wait waits for counts from the moment at which the message step before it was entered. */
class WaitAfterMessageTest {
    private static final String CALL = """
            id: call
            class: service
            entry: {on: order.placed, key: event.orderId}
            start: tell
            steps:
              tell: {type: message, template: hello, channels: [{via: sms}], onSent: wait, onNone: wait}
              wait: {type: waitUntil, timeout: P3D, onTimeout: late,
                     on: [{on: order.call_scheduled, match: event.orderId == key, next: remind}]}
              remind: {type: message, template: hello, channels: [{via: email}]}
              late: {type: end}
            """;

    private static final String OPENED = """
            id: viewed
            class: service
            entry: {on: order.placed, key: event.orderId}
            start: tell
            steps:
              tell: {type: message, template: hello, onSent: wait, onNone: wait,
                     channels: [{via: push, until: opened, for: PT30M}, {via: sms}]}
              wait: {type: waitUntil, timeout: P3D, on: [{on: page.viewed, next: first}]}
              first: {type: waitUntil, timeout: P3D, on: [{on: product.viewed, next: remind}]}
              remind: {type: message, template: hello, channels: [{via: email}]}
            """;

    private final Shop shop = shop(CALL);

    @Test
    void bothEventsInOneRequest() {
        ordered("o1").happens("order.call_scheduled", Map.of("orderId", "o1"));
        assertThat(shop.sent()).hasSize(1);
        accepted();
        assertThat(shop.story()).contains("SENT");
        assertThat(shop.sent()).hasSize(2);
    }

    @Test
    void anEventBehindAPushThatNobodyOpens() {
        Shop viewer = shop(OPENED);
        viewer.happens("order.placed", order("o1")).after(Duration.ofMinutes(1));
        viewer.happens("page.viewed", Map.of()).happens("product.viewed", Map.of("productId", "p"));
        viewer.after(Duration.ofMinutes(30)).receipt(viewer.lastSent(), Signal.Receipt.Status.ACCEPTED);
        assertThat(viewer.channels()).hasSize(3);
    }

    @Test
    void theFollowingStepsTimeIsThatAtWhichTheWaitBegan() {
        Shop slow =
                shop(CALL.replace("next: remind", "next: pause") + "  pause: {type: delay, for: PT1H, next: remind}\n");
        slow.happens("order.placed", order("o1")).happens("order.call_scheduled", Map.of("orderId", "o1"));
        slow.after(Duration.ofMinutes(10)).receipt(slow.lastSent(), Signal.Receipt.Status.ACCEPTED);
        slow.after(Duration.ofMinutes(59));
        assertThat(slow.sent()).hasSize(1);
        slow.after(Duration.ofMinutes(1));
        assertThat(slow.sent()).hasSize(2);
    }

    @Test
    void anEventOfAnotherOrderIsNotKept() {
        ordered("o1").happens("order.call_scheduled", Map.of("orderId", "o2"));
        assertThat(shop.state().memory().kept()).isEmpty();
        accepted();
        assertThat(shop.sent()).hasSize(1);
    }

    @Test
    void nothingIsKeptOnceTheWaitHasBegunOrTheInstanceIsGone() {
        ordered("o1").happens("order.call_scheduled", Map.of("orderId", "o1"));
        assertThat(shop.state().memory().kept()).hasSize(1);
        accepted();
        assertThat(shop.state().memory().kept()).isEmpty();
        ordered("o2").happens("order.call_scheduled", Map.of("orderId", "o2"));
        assertThat(shop.state().memory().kept()).hasSize(1);
        shop.happens("customer.erased", Map.of());
        assertThat(shop.state().memory().isEmpty()).isTrue();
    }

    @Test
    void whatIsKeptIsBoundedAndADecisionSaysWhatIsNot() {
        ordered("o1");
        for (int i = 0; i < 12; i++) {
            shop.happens("order.call_scheduled", Map.of("orderId", "o1", "number", i));
        }
        assertThat(shop.state().memory().kept()).hasSize(10);
        assertThat(shop.story().stream().filter("DROPPED event-not-kept"::equals))
                .hasSize(2);
        Shop large = shop(CALL);
        large.happens("order.placed", order("o1"));
        large.happens("order.call_scheduled", Map.of("orderId", "o1", "extra", "x".repeat(10_000)));
        assertThat(large.story()).endsWith("DROPPED event-not-kept");
    }

    @Test
    void allInstancesOfACustomerTogetherKeepNoMoreThanTwenty() {
        for (int order = 0; order < 5; order++) {
            ordered("o" + order);
            for (int i = 0; i < 5; i++) {
                shop.happens("order.call_scheduled", Map.of("orderId", "o" + order, "number", i));
            }
        }
        assertThat(shop.state().memory().kept()).hasSize(20);
    }

    @Test
    void belowTheFeatureLevelNothingIsKept() {
        shop.publish(shop.published().on(FeatureLevel.STATE_FORMAT_3));
        ordered("o1").happens("order.call_scheduled", Map.of("orderId", "o1"));
        assertThat(shop.state().memory().isEmpty()).isTrue();
    }

    @Test
    void aDelayHearsNothing() {
        Shop slow =
                shop(CALL.replace("onSent: wait", "onSent: pause") + "  pause: {type: delay, for: PT1H, next: wait}\n");
        slow.happens("order.placed", order("o1")).happens("order.call_scheduled", Map.of("orderId", "o1"));
        slow.receipt(slow.lastSent(), Signal.Receipt.Status.ACCEPTED);
        assertThat(slow.state().memory().kept()).isEmpty();
        assertThat(slow.after(Duration.ofHours(2)).sent()).hasSize(1);
    }

    private Shop ordered(String order) {
        return shop.happens("order.placed", order(order));
    }

    private void accepted() {
        shop.receipt(shop.lastSent(), Signal.Receipt.Status.ACCEPTED);
    }

    private static Map<String, Object> order(String id) {
        return new HashMap<>(Map.of("orderId", id, "number", id, "items", List.of()));
    }

    private static Shop shop(String journey) {
        Journey written = Written.journey(journey);
        return new Shop(written).known();
    }
}
