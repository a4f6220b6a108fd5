package dev.vestnik.benchmarks.held;

import dev.vestnik.benchmarks.harness.EngineProcess;
import dev.vestnik.benchmarks.harness.LoadProducer.Input;
import dev.vestnik.schemas.CustomerKey;
import dev.vestnik.schemas.shop.CartUpdated;
import dev.vestnik.schemas.shop.ConsentChanged;
import dev.vestnik.schemas.shop.ConsentChannel;
import dev.vestnik.schemas.shop.CustomerUpdated;
import dev.vestnik.schemas.shop.EventHeader;
import dev.vestnik.schemas.shop.Money;
import dev.vestnik.schemas.shop.OrderShipped;
import dev.vestnik.schemas.shop.ShopEvent;
import java.time.Instant;
import java.time.LocalTime;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.List;
import org.apache.avro.specific.SpecificRecord;

/** Two marketing journeys whose messages wait for the morning, one that customers must hear of at once, and the events that start them. For one thread. */
final class Night {
    /** The journey whose message goes; the cap has no room for the other one's. */
    static final String BEST = "held-best";

    private static final String OTHER = "held-other";
    private static final String TOLD = "told-at-once";
    private static final String SOURCE = "/shops/main";
    private long serial;

    static void publish(EngineProcess engine) {
        publish(engine, BEST, "class: marketing\ntopic: news\npriority: 90", "cart.updated", "event.cartId");
        publish(engine, OTHER, "class: marketing\ntopic: news\npriority: 10", "cart.updated", "event.cartId");
        publish(engine, TOLD, "class: service", "order.shipped", "event.orderId");
    }

    private static void publish(EngineProcess engine, String id, String head, String event, String key) {
        String template = "id: %s\ndefaultLocale: en\nlocales: {en: {sms: {text: \"News\"}}}\n".formatted(id);
        engine.publish(template, id, """
                id: %s
                %s
                entry: {on: %s, key: %s}
                start: tell
                steps:
                  tell: {type: message, template: %s, channels: [{via: sms}]}
                """.formatted(id, head, event, key, id), id);
    }

    /** Everybody's quiet hours end then, a full minute; one marketing SMS a day. */
    static void quietUntil(EngineProcess engine, Instant release) {
        LocalTime to = LocalTime.ofInstant(release, ZoneOffset.UTC).truncatedTo(ChronoUnit.MINUTES);
        engine.settings("""
                zone: UTC
                quietHours: [{from: "%s", to: "%s"}]
                caps: [{max: 1, per: P1D, channel: sms}]
                """.formatted(to.minusHours(12), to));
    }

    Input introduction(CustomerKey customer) {
        return event(
                customer,
                CustomerUpdated.newBuilder()
                        .setFirstName("Anna")
                        .setPhone("+74956460054")
                        .setTimezone("UTC")
                        .build());
    }

    Input consent(CustomerKey customer) {
        return event(customer, new ConsentChanged(ConsentChannel.any, null, true, "checkout", null, null));
    }

    Input cart(CustomerKey customer) {
        String cart = "cart-" + serial;
        return event(customer, new CartUpdated(cart, List.of(), new Money(249_000L, "RUB"), null, null));
    }

    Input shipped(CustomerKey customer) {
        String order = "o-" + serial;
        return event(customer, new OrderShipped(order, order, "DHL", null, null, null, null));
    }

    static CustomerKey held(int number) {
        return new CustomerKey("main", "h" + number);
    }

    static CustomerKey told(int number) {
        return new CustomerKey("main", "t" + number);
    }

    private Input event(CustomerKey key, SpecificRecord payload) {
        EventHeader header = new EventHeader("e" + serial++, key.shop(), key.customerId(), Instant.now(), SOURCE);
        return new Input(key, new ShopEvent(header, payload));
    }
}
