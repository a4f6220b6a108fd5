package dev.vestnik.rules.decide;

import static org.assertj.core.api.Assertions.assertThat;

import dev.vestnik.rules.definition.Definitions;
import dev.vestnik.rules.settings.ShopSettings;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** A condition that cannot be computed says so in the timeline, with its cause. */
class UnknownConditionTest {
    private static final String QUIET = """
            id: quiet
            class: service
            entry: {on: order.shipped, key: event.orderId}
            start: hours
            steps:
              hours:
                type: branch
                cases: [{if: now.getHours(customer.timezone) < 8, next: night}]
                otherwise: tell
              night: {type: delay, at: "09:00", next: tell}
              tell: {type: message, template: hello, channels: [{via: sms}]}
            """;

    private static final String EXPECTED = """
            id: expected
            class: service
            entry: {on: order.shipped, key: event.orderId}
            start: which
            steps:
              which:
                type: branch
                cases: [{if: event.expected.to < now, next: late}, {if: event.carrier == "post", next: post}]
                otherwise: tell
              late: {type: message, template: hello, channels: [{via: push}]}
              post: {type: message, template: hello, channels: [{via: email}]}
              tell: {type: message, template: hello, channels: [{via: sms}]}
              unknown: {type: message, template: hello, channels: [{via: push}, {via: sms}]}
            """;

    @Test
    void aCustomerWithoutATimeZoneIsInTheShopsAlsoInConditions() {
        for (String zone : new String[] {"", "Mars/Olympus"}) {
            Shop shop = moscow(QUIET);
            shop.happens("customer.updated", Map.of("timezone", zone));
            shop.outage(Duration.between(shop.now(), Instant.parse("2026-11-23T21:08:00Z")));
            shipped(shop);
            assertThat(shop.sent()).as("at 00:08 in Moscow").isEmpty();
            shop.after(Duration.ofHours(9));
            assertThat(shop.sent()).as("at 09:00 in Moscow").hasSize(1);
        }
    }

    @Test
    void theLanguageHasTheShopsFallbackToo() {
        String language = EXPECTED.replace("event.expected.to < now", "customer.locale == \"ru\"");
        Shop shop = moscow(language.replace(
                "  unknown: {type: message, template: hello, channels: [{via: push}, {via: sms}]}\n", ""));
        shipped(shop);
        assertThat(shop.channels()).containsExactly(dev.vestnik.rules.channel.Channel.PUSH);
    }

    @Test
    void aCaseThatCannotBeComputedLeadsToOtherwiseAndSaysWhy() {
        Shop shop = moscow(withoutUnknown());
        shipped(shop);
        assertThat(shop.story()).endsWith("ENTERED", "SKIPPED condition-unknown", "SENT");
        assertThat(unknown(shop))
                .isEqualTo(Map.of("if", "event.expected.to < now", "cause", "event.expected is absent"));
        assertThat(shop.channels()).containsExactly(dev.vestnik.rules.channel.Channel.SMS);
    }

    @Test
    void noCaseAfterOneThatCannotBeComputedIsAsked() {
        Shop shop = moscow(withoutUnknown());
        shop.happens("order.shipped", Map.of("orderId", "o1", "carrier", "post"));
        assertThat(shop.channels()).containsExactly(dev.vestnik.rules.channel.Channel.SMS);
    }

    @Test
    void aBranchMayHaveAWayForWhatCannotBeKnown() {
        Shop shop = moscow(EXPECTED.replace("otherwise: tell", "onUnknown: unknown\n    otherwise: tell"));
        shop.happens("order.shipped", Map.of("orderId", "o1", "carrier", "post"));
        assertThat(shop.story()).contains("SKIPPED condition-unknown");
        assertThat(shop.channels()).containsExactly(dev.vestnik.rules.channel.Channel.PUSH);
    }

    @Test
    void aDelayUntilNobodyKnowsWhenDoesNotWaitAndSaysSo() {
        Shop shop = moscow("""
                id: until
                class: service
                entry: {on: order.shipped, key: event.orderId}
                start: wait
                steps:
                  wait: {type: delay, until: event.expected.to, next: tell}
                  tell: {type: message, template: hello, channels: [{via: sms}]}
                """);
        shipped(shop).after(Duration.ZERO);
        assertThat(shop.story()).contains("SKIPPED condition-unknown").endsWith("SENT");
        assertThat(unknown(shop)).isEqualTo(Map.of("if", "event.expected.to", "cause", "event.expected is absent"));
    }

    @Test
    void anExitThatCannotBeComputedSaysSoOnceARun() {
        Shop shop = moscow("""
                id: cart
                topic: carts
                entry: {on: cart.updated, key: event.cartId}
                exit: [{on: order.placed, match: event.cartId == key}]
                goal: {on: order.placed, match: event.cartId == key}
                start: quiet
                steps:
                  quiet: {type: waitUntil, timeout: PT2H, onTimeout: tell}
                  tell: {type: message, template: hello, channels: [{via: sms}]}
                """);
        shop.happens("cart.updated", Map.of("cartId", "c1"));
        for (int i = 0; i < 5; i++) {
            shop.happens("order.placed", Map.of("orderId", "by phone " + i));
        }
        assertThat(shop.story().stream().filter("SKIPPED condition-unknown"::equals))
                .hasSize(1);
        assertThat(unknown(shop)).containsEntry("cause", "event.cartId is absent");
    }

    @Test
    void aChannelsConditionThatCannotBeComputedIsNotJustFalse() {
        Shop shop = moscow("""
                id: channel
                class: service
                entry: {on: order.shipped, key: event.orderId}
                start: tell
                steps:
                  tell: {type: message, template: hello, until: event.expected.to,
                         channels: [{via: sms, if: event.expected.from > now}, {via: email, if: event.carrier == "post"}]}
                """);
        shop.happens("order.shipped", Map.of("orderId", "o1", "carrier", "courier"));
        assertThat(shop.story()).contains("SKIPPED condition-unknown", "SKIPPED condition");
        shop.happens("order.shipped", Map.of("orderId", "o2", "carrier", "post"));
        assertThat(shop.story()).contains("SKIPPED no-until");
    }

    private static String withoutUnknown() {
        return EXPECTED.replace(
                "  unknown: {type: message, template: hello, channels: [{via: push}, {via: sms}]}\n", "");
    }

    private static Shop shipped(Shop shop) {
        return shop.happens(
                "order.shipped", new HashMap<>(Map.of("orderId", "o1", "items", List.of(), "carrier", "courier")));
    }

    private static Map<String, String> unknown(Shop shop) {
        return shop.only(Effect.Record.class).stream()
                .map(Effect.Record::decision)
                .filter(decision -> "condition-unknown".equals(decision.reason()))
                .findFirst()
                .orElseThrow()
                .inputs();
    }

    private static Shop moscow(String journey) {
        Shop shop = new Shop(Written.journey(journey)).known();
        Definitions published = shop.published();
        shop.publish(Definitions.of(
                2,
                published.journeys(),
                published.templates(),
                new ShopSettings(ZoneId.of("Europe/Moscow"), "ru", Map.of("name", "Shop"))));
        return shop;
    }
}
