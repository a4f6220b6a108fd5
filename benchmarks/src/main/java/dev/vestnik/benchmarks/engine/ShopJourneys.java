package dev.vestnik.benchmarks.engine;

import dev.vestnik.benchmarks.harness.EngineProcess;
import java.util.List;

/**
 * Fifteen journeys beside the five samples, as a shop has them: twelve that wait for events which the mix does not have, three that look
 * at each of the mix's carts, orders or page views and take none.
 */
final class ShopJourneys {
    private static final List<String> QUIET = List.of(
            "order.confirmed",
            "order.assembled",
            "order.ready",
            "order.delayed",
            "order.cancelled",
            "order.refunded",
            "order.call_missed",
            "payment.due",
            "payment.failed",
            "account.registered",
            "waitlist.joined",
            "loyalty.changed");

    private static final String SETTINGS = """
            zone: Europe/Moscow
            quietHours: [{from: "21:00", to: "09:00"}, {from: "23:00", to: "07:00", channels: [sms], classes: [marketing]}]
            calendars: [{country: RU}]
            caps: [{max: 1, per: P1D, channel: sms}, {max: 3, per: P7D}, {max: 20, per: P1D, class: service}]
            """;

    private ShopJourneys() {}

    /** Publishes them, and settings with quiet hours and frequency caps for all twenty. */
    static void publish(EngineProcess engine) {
        engine.settings(SETTINGS);
        for (String event : QUIET) {
            publish(engine, event.replace('.', '-').replace('_', '-'), event, "true");
        }
        publish(engine, "large-cart", "cart.updated", "event.total.amount > 100000000");
        publish(engine, "large-order", "order.placed", "event.total.amount > 100000000");
        publish(engine, "sale-viewed", "page.viewed", "has(event.url) && event.url.contains('/sale/')");
    }

    private static void publish(EngineProcess engine, String id, String event, String condition) {
        String template = "id: %s\ndefaultLocale: en\nlocales: {en: {sms: {text: \"News\"}}}\n".formatted(id);
        engine.publish(template, id, """
                id: %s
                class: marketing
                topic: news
                entry: {on: %s, if: "%s"}
                exit: [{on: order.placed}]
                start: wait
                steps:
                  wait: {type: delay, for: PT2H, next: tell}
                  tell: {type: message, template: %s, channels: [{via: sms}]}
                """.formatted(id, event, condition, id), id);
    }
}
