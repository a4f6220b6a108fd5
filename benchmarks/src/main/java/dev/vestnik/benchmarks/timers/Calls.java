package dev.vestnik.benchmarks.timers;

import dev.vestnik.benchmarks.harness.LoadProducer.Input;
import dev.vestnik.schemas.CustomerKey;
import dev.vestnik.schemas.shop.CartUpdated;
import dev.vestnik.schemas.shop.CustomerUpdated;
import dev.vestnik.schemas.shop.EventHeader;
import dev.vestnik.schemas.shop.Item;
import dev.vestnik.schemas.shop.Money;
import dev.vestnik.schemas.shop.OrderCallScheduled;
import dev.vestnik.schemas.shop.PageViewed;
import dev.vestnik.schemas.shop.ShopEvent;
import dev.vestnik.schemas.shop.Window;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.apache.avro.specific.SpecificRecord;

/** A journey that waits until an instant of its context and then sends one SMS, and the events that start it. For one thread. */
final class Calls {
    static final String ID = "call-reminder";
    /** The bytes of an instance's context: one instant. */
    static final int CONTEXT_BYTES = 8;

    static final String TEMPLATE = """
            id: call-reminder
            defaultLocale: en
            locales:
              en:
                sms: {text: "We call you about order {{ event.number }} now"}
            """;
    static final String JOURNEY = """
            id: call-reminder
            class: service
            entry: {on: order.call_scheduled, key: event.orderId}
            context: {at: event.window.from}
            start: wait
            steps:
              wait: {type: delay, until: context.at, next: tell}
              tell: {type: message, template: call-reminder, channels: [{via: sms}]}
            """;

    private static final String SOURCE = "/shops/main";
    private long serial;

    /** Makes a customer known who has a phone. */
    Input introduction(int customer) {
        return event(
                customer,
                CustomerUpdated.newBuilder()
                        .setFirstName("Anna")
                        .setPhone("+7495%07d".formatted(customer % 10_000_000))
                        .build());
    }

    /** Lets the customer be reminded then. */
    Input scheduled(int customer, Instant at) {
        String order = "o-" + serial;
        return event(
                customer,
                OrderCallScheduled.newBuilder()
                        .setOrderId(order)
                        .setNumber(String.valueOf(serial))
                        .setWindow(new Window(at, at.plus(Duration.ofHours(2))))
                        .build());
    }

    Input cart(int customer) {
        Money price = new Money(249_000L, "RUB");
        return event(
                customer,
                CartUpdated.newBuilder()
                        .setCartId("cart-" + customer)
                        .setItems(List.of(Item.newBuilder()
                                .setProductId("p-1")
                                .setName("Kettle")
                                .setQuantity(1)
                                .setPrice(price)
                                .build()))
                        .setTotal(price)
                        .setCheckoutUrl("https://shop.example.com/cart/" + customer)
                        .build());
    }

    Input page(int customer) {
        return event(
                customer,
                PageViewed.newBuilder().setUrl("https://shop.example.com/p/17").build());
    }

    private Input event(int customer, SpecificRecord payload) {
        CustomerKey key = new CustomerKey("main", "c" + customer);
        EventHeader header = new EventHeader("e" + serial++, key.shop(), key.customerId(), Instant.now(), SOURCE);
        return new Input(key, new ShopEvent(header, payload));
    }
}
